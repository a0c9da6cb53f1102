import type { Gesture } from "#shared/gesture/index.ts"
import { readMotion } from "#shared/scratch/index.ts"

/** A gesture until its stroke after the first `count` begins: what goes round and round need not be read to its end. */
export function firstStrokes(gesture: Gesture, count: number): Gesture {
  const next = readMotion(gesture)[count]
  if (!next) return gesture
  const until = next.startSeconds
  const before = <T extends { timeSeconds: number }>(list: readonly T[]): T[] =>
    list.filter(({ timeSeconds }) => timeSeconds <= until)
  return {
    durationSeconds: until,
    points: before(gesture.points),
    fader: before(gesture.fader),
    touches: [{ startSeconds: 0, endSeconds: until }],
  }
}
