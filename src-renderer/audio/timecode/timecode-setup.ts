import { PLAIN, StateIndex, timecodeOf, type FoundRecord } from "#shared/timecode/index.ts"
import type { OpenInput } from "../recording/audio-inputs.svelte.ts"
import type { TimecodeSetup } from "./timecode-protocol.ts"
import type { TimecodeSettings } from "./timecode-settings.ts"

/** Any does, to see that something moves. */
const PROVISIONAL: FoundRecord = { timecode: "serato_2a", wiring: PLAIN }

/** What the audio thread is to do. @param record null: until it is known which it is, it is heard, but turns nothing */
export function setupOf(
  record: FoundRecord | null,
  { slot }: OpenInput,
  { isAbsolute, firstChannel }: TimecodeSettings,
): TimecodeSetup {
  const { timecode, wiring } = record ?? PROVISIONAL
  const { slots } = new StateIndex(timecodeOf(timecode))
  return { slot, firstChannel, timecode, wiring, isAbsolute, slots, isTurning: record !== null }
}
