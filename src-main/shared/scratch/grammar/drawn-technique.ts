/** A technique put into a stretch of time, as the gesture editor draws it. */
import type { Gesture } from "#shared/gesture/index.ts"
import type { TechniqueClass } from "../technique-names.ts"
import { TECHNIQUES } from "./techniques.ts"
import { techniqueGesture } from "./technique-gesture.ts"

export interface DrawnStretch {
  seconds: number
  /** How far a full stroke goes, in seconds of record. */
  extentSeconds: number
}

/** What is quicker than this is done four times. */
const QUICK_BEATS = 0.25

/** One round, from turn 0; of what is small by its nature several. Strokes that are short by their nature are shorter. */
export function drawnTechnique(
  name: TechniqueClass,
  { seconds, extentSeconds }: DrawnStretch,
): Gesture {
  const usual = TECHNIQUES[name]
  const rounds = usual.beats < QUICK_BEATS ? 4 : 1
  const share = Math.min(1, usual.extentSeconds / TECHNIQUES.baby.extentSeconds)
  const isRippled = usual.elements.some(({ ripples }) => ripples)
  // A record that is only touched goes as fast as its motor.
  const extent = isRippled ? seconds : share * extentSeconds
  const bpm = (60 * usual.beats * rounds) / seconds
  return techniqueGesture({ ...usual, extentSeconds: extent }, { bpm, rounds })
}
