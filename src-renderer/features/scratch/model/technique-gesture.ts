/** The techniques of the grammar as gestures, for the list: without a hand's jitter, so that each is drawn as it is meant. */
import type { Gesture } from "#shared/gesture/index.ts"
import { TECHNIQUES, techniqueGesture, type TechniqueClass } from "#shared/scratch/index.ts"

/** Between slow and fast: what techniques are shown and heard at. */
export const USUAL_BPM = 95
/** What is shorter is done twice, to be heard. */
const LEAST_BEATS = 2

export function plainTechnique(technique: TechniqueClass): Gesture {
  const parameters = { ...TECHNIQUES[technique], jitter: 0 }
  const rounds = Math.max(1, Math.ceil(LEAST_BEATS / parameters.beats))
  return techniqueGesture(parameters, { bpm: USUAL_BPM, rounds })
}
