/** Techniques one after another on one record, as a hand plays them in a long take, with where each lies. */
import type { Gesture } from "../../../src-main/shared/gesture/index.ts"
import { seededRandom } from "../../../src-main/shared/music/random.ts"
import {
  techniqueGesture,
  variantsOf,
  type TechniqueClass,
} from "../../../src-main/shared/scratch/index.ts"

export interface MixedTake {
  gesture: Gesture
  parts: { name: TechniqueClass; startSeconds: number; endSeconds: number }[]
}

/** Each goes on from where the record lies after the one before. */
export function joined(gestures: readonly Gesture[]): Gesture {
  const points: Gesture["points"][number][] = []
  const fader: Gesture["fader"][number][] = []
  let at = 0
  for (const part of gestures) {
    const turns = points.at(-1)?.positionTurns ?? 0
    for (const { timeSeconds, positionTurns } of part.points)
      points.push({ timeSeconds: timeSeconds + at, positionTurns: positionTurns + turns })
    for (const { timeSeconds, value } of part.fader) {
      const time = timeSeconds + at
      if (time >= (fader.at(-1)?.timeSeconds ?? 0)) fader.push({ timeSeconds: time, value })
    }
    at += part.durationSeconds
  }
  return { durationSeconds: at, points, fader, touches: [] }
}

/** Twelve techniques, never one twice in a row, with half to one and a half times a hand's jitter. */
export function mixedTake(
  names: readonly TechniqueClass[],
  [least, most]: readonly [least: number, most: number],
  seed: number,
): MixedTake {
  const random = seededRandom(seed)
  const bpm = 80 + 40 * random()
  const parts: MixedTake["parts"] = []
  const gestures: Gesture[] = []
  let at = 0
  while (parts.length < 12) {
    const name = names[Math.floor(random() * names.length)]!
    if (parts.at(-1)?.name === name) continue
    const variants = variantsOf(name)
    const variant = variants[Math.floor(random() * variants.length)]!
    const rounds = least + Math.floor((most - least + 1) * random())
    const time = { bpm, rounds: name === "scribble" ? rounds + 4 : rounds, seed: 1e6 * random() }
    const gesture = techniqueGesture({ ...variant, jitter: 0.5 + random() }, time)
    gestures.push(gesture)
    parts.push({ name, startSeconds: at, endSeconds: (at += gesture.durationSeconds) })
  }
  return { gesture: joined(gestures), parts }
}
