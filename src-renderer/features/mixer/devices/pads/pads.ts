/** Sixteen pads at a time: which keys they play, how hard, and what their knobs reach. */
import {
  PAD_CHOKE_GROUPS,
  PAD_DECAY_SECONDS,
  PAD_TUNE_SEMITONES,
  type Pad,
} from "#shared/project/drum-state.ts"
import type { Quantity } from "../../../../ui/index.ts"

const PADS = 16
const COLUMNS = 4

/** Of sixteen keys each, the lowest at the bottom left: C2 to D#3 is where General MIDI has the kit. */
export const BANKS = [
  { value: "36", label: "A" },
  { value: "52", label: "B" },
  { value: "68", label: "C" },
  { value: "20", label: "D" },
] as const

/** Keys of a bank as they are seen: row after row from the top. */
export const keysOf = (firstKey: number): number[] =>
  Array.from({ length: PADS }, (_, i) => {
    const row = PADS / COLUMNS - 1 - Math.floor(i / COLUMNS)
    return firstKey + row * COLUMNS + (i % COLUMNS)
  })

export const bankOf = (key: number): number =>
  BANKS.map(({ value }) => Number(value)).find((first) => key >= first && key < first + PADS) ?? 36

/** Four rows of the computer's keys, wherever its letters are. */
const CODES = [
  ...["Digit1", "Digit2", "Digit3", "Digit4", "KeyQ", "KeyW", "KeyE", "KeyR"],
  ...["KeyA", "KeyS", "KeyD", "KeyF", "KeyZ", "KeyX", "KeyC", "KeyV"],
]

/** The place of the pad that a key of the computer strikes; -1 for none. */
export const placeOfCode = (code: string): number => CODES.indexOf(code)

/** Where an arrow goes from a place; the same place at the edge. */
export function placeAfter(place: number, key: string): number {
  const [row, column] = [Math.floor(place / COLUMNS), place % COLUMNS]
  if (key === "ArrowLeft") return column > 0 ? place - 1 : place
  if (key === "ArrowRight") return column < COLUMNS - 1 ? place + 1 : place
  if (key === "ArrowUp") return row > 0 ? place - COLUMNS : place
  return row < PADS / COLUMNS - 1 ? place + COLUMNS : place
}

export const USUAL_VELOCITY = 100
const SOFTEST = 24

/** @param share of the pad's height that lies above where it was struck: the top is the hardest */
export const velocityAt = (share: number): number =>
  Math.round(127 - (127 - SOFTEST) * Math.min(1, Math.max(0, share)))

export type PadValue = "gainDb" | "pan" | "tuneSemitones" | "decaySeconds"

/** @param pad as the kit has it: there its knobs stand after a double click */
export function padQuantities({ pan }: Pad): Record<PadValue, Quantity> {
  const { least, most } = PAD_DECAY_SECONDS
  const tune = PAD_TUNE_SEMITONES
  return {
    gainDb: {
      ...{ label: "Level", unit: "dB", scale: "linear" },
      ...{ min: -48, max: 12, initial: 0 },
    },
    pan: {
      ...{ label: "Pan", unit: "%", scale: "linear" },
      ...{ min: -100, max: 100, initial: Math.round(100 * pan) },
    },
    tuneSemitones: {
      ...{ label: "Tune", unit: "st", scale: "linear" },
      ...{ min: -tune, max: tune, initial: 0 },
    },
    decaySeconds: {
      ...{ label: "Decay", unit: "s", scale: "log", atMost: "Whole" },
      ...{ min: least, max: most, initial: most },
    },
  }
}

/** Of a knob that shows hundredths. */
export const shown = (value: PadValue, pad: Pad): number =>
  value === "pan" ? Math.round(100 * pad.pan) : pad[value]
export const kept = (value: PadValue, onKnob: number): number =>
  value === "pan" ? onKnob / 100 : onKnob

export const CHOKE_OPTIONS = Array.from({ length: PAD_CHOKE_GROUPS + 1 }, (_, group) => ({
  value: String(group),
  label: group === 0 ? "Choked by none" : `Choke group ${group}`,
}))
