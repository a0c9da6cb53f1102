import type { ScratchReading } from "#shared/contract/index.ts"
import { type Gesture, strokesOf } from "#shared/gesture/index.ts"

/** As long as there are no rules nothing has a name. */
export function readScratch(gesture: Gesture): ScratchReading {
  return {
    ...{ startSeconds: 0, endSeconds: gesture.durationSeconds, technique: null, confidence: 0 },
    ...{ alternatives: [], strokes: strokesOf(gesture).length, segments: [] },
  }
}
