/** Techniques as hands of all kinds play them, cut as people cut takes, and what has no name. Of chance alone. */
import { faderAt, turnsAt, type Gesture } from "#shared/gesture/index.ts"
import { nearNormal, type Random } from "#shared/music/random.ts"
import { techniqueGesture, variantsOf, type TechniqueClass } from "#shared/scratch/index.ts"
import { about, between, isBy, scaleBetween } from "./chance.ts"

const STEP_SECONDS = 0.003

export function played(technique: TechniqueClass, random: Random): Gesture {
  const variants = variantsOf(technique)
  const variant = variants[Math.floor(random() * variants.length)]!
  const isOnce = isBy(random, 0.5)
  const rounds = isOnce ? 1 : 2 + Math.floor(4 * random())
  const split = isBy(random, 0.5) ? splitOf(variant.elements) : null
  const gesture = techniqueGesture(
    {
      ...{ ...variant, jitter: between(random, 0.2, 1.8) },
      extentSeconds: variant.extentSeconds * about(random, 0.3),
      clickWidth: about(random, 0.3),
      split: split === null ? null : Math.max(0.25, Math.min(0.75, split * about(random, 0.12))),
    },
    {
      ...{ bpm: scaleBetween(random, 70, 140), seed: Math.floor(2 ** 31 * random()) },
      rounds: technique === "scribble" ? rounds + 4 : rounds,
    },
  )
  return technique === "hydroplane" ? gesture : cut(windingUp(gesture, random), random)
}

function splitOf(elements: readonly { way: number; share: number }[]): number | null {
  const forth = elements.filter(({ way }) => way > 0).reduce((sum, { share }) => sum + share, 0)
  return forth < 1 && elements.at(-1)!.way < 0 ? forth : null
}

/** A small stroke before the first or behind the last. */
function windingUp(gesture: Gesture, random: Random): Gesture {
  const { durationSeconds: end } = gesture
  const first = gesture.points.slice(0, 60)
  const reach = Math.max(...first.map(({ positionTurns }) => Math.abs(positionTurns)), 1e-3)
  const [before, after] = [isBy(random, 0.2), isBy(random, 0.3)]
  const small = (): number => between(random, 0.02, 0.35) * reach
  const [ahead, behind] = [before ? small() : 0, after ? small() : 0]
  const [there, back] = [between(random, 0.03, 0.12), between(random, 0.03, 0.12)]
  const start = before ? there : 0
  const last = gesture.points.at(-1)!.positionTurns
  const points = [
    ...(before ? cosine(0, there, ahead, 0) : []),
    ...gesture.points.map((each) => ({ ...each, timeSeconds: each.timeSeconds + start })),
    ...(after ? cosine(start + end, back, last, last + behind).slice(1) : []),
  ]
  const durationSeconds = start + end + (after ? back : 0)
  const fader = gesture.fader.map((each, i) => ({
    ...{ ...each, timeSeconds: i === 0 ? 0 : each.timeSeconds + start },
  }))
  return { durationSeconds, points, fader, touches: [] }
}

const cosine = (start: number, seconds: number, from: number, to: number): Gesture["points"] =>
  Array.from({ length: 17 }, (_, i) => ({
    timeSeconds: start + (seconds * i) / 16.5,
    positionTurns: from + ((to - from) * (1 - Math.cos((Math.PI * i) / 16))) / 2,
  }))

/** Some of the beginning and of the end is missing, at most a part of a stroke. */
function cut(gesture: Gesture, random: Random): Gesture {
  const { durationSeconds } = gesture
  const part = Math.min(0.15, 0.12 * durationSeconds)
  const from = isBy(random, 0.2) ? between(random, 0, part) : 0
  const to = durationSeconds - (isBy(random, 0.3) ? between(random, 0, 1.5 * part) : 0)
  const inside = gesture.points.filter((each) => each.timeSeconds > from && each.timeSeconds < to)
  const ends = [from, to].map((at) => ({ timeSeconds: at, positionTurns: turnsAt(gesture, at) }))
  const shifted = [ends[0]!, ...inside, ends[1]!].map(({ timeSeconds, positionTurns }) => ({
    ...{ timeSeconds: timeSeconds - from, positionTurns },
  }))
  const fader = [
    { timeSeconds: 0, value: faderAt(gesture, from) ?? 1 },
    ...gesture.fader
      .filter(({ timeSeconds }) => timeSeconds > from && timeSeconds < to)
      .map(({ timeSeconds, value }) => ({ timeSeconds: timeSeconds - from, value })),
  ]
  return { durationSeconds: to - from, points: shifted, fader, touches: [] }
}

/** A record that wanders, and a fader that is moved at any time: no name fits it. */
export function wandering(random: Random): Gesture {
  const durationSeconds = between(random, 1.2, 3)
  const points: Gesture["points"][number][] = []
  let [place, speed, wanted, left] = [0, 0, 0, 0]
  for (let at = 0; at < durationSeconds; at += STEP_SECONDS) {
    left -= STEP_SECONDS
    if (left <= 0) {
      left = scaleBetween(random, 0.04, 0.5)
      wanted = 0.8 * nearNormal(random)
    }
    speed += ((wanted - speed) * STEP_SECONDS) / 0.02
    place += speed * STEP_SECONDS
    points.push({ timeSeconds: at, positionTurns: place / 1.8 })
  }
  const fader = [{ timeSeconds: 0, value: 1 }]
  const gap = scaleBetween(random, 0.06, 0.4)
  for (let at = gap * random(); at < durationSeconds; at += -gap * Math.log(1 - random()))
    fader.push({ timeSeconds: at, value: 1 - fader.at(-1)!.value })
  return { durationSeconds, points, fader, touches: [] }
}
