/** What the page and the thread that unpacks presets say to each other. */
import type { SoundFontState, UnpackedSample } from "#shared/dsp/instruments/index.ts"

export interface ToBank {
  number: number
  /** Where the bank's file is served. */
  address: string
  state: SoundFontState
}

export type FromBank =
  { number: number; unpacked: UnpackedSample[] } | { number: number; problem: string }
