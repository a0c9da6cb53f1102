/** Gestures that have no name: a record moved smoothly here and there, and a fader moved whenever. The same seed, the same. */
import type { Gesture } from "#shared/gesture/index.ts"
import { nearNormal, seededRandom, type Random } from "#shared/music/random.ts"

const STEP_SECONDS = 0.004

/** @param seconds some seconds: so many strokes that they would have to be alike to have a name */
export function randomGesture(seed: number, seconds = 3): Gesture {
  const random = seededRandom(seed)
  const waves = Array.from({ length: 3 + Math.floor(4 * random()) }, () => ({
    hertz: 0.7 * 9 ** random(),
    phase: 2 * Math.PI * random(),
    turns: 0.04 * (1 + 0.7 * nearNormal(random)),
  }))
  const points = Array.from({ length: Math.floor(seconds / STEP_SECONDS) + 1 }, (_, i) => {
    const at = i * STEP_SECONDS
    const turns = waves.map(
      ({ hertz, phase, turns }) => (turns / hertz) * 3 * Math.sin(2 * Math.PI * hertz * at + phase),
    )
    return { timeSeconds: at, positionTurns: turns.reduce((sum, each) => sum + each, 0) }
  })
  return { durationSeconds: seconds, points, fader: randomFader(random, seconds), touches: [] }
}

/** Moved 2 to 12 times a second, between any two places or all the way. */
function randomFader(random: Random, seconds: number): Gesture["fader"] {
  const aSecond = 2 + 10 * random()
  const isWhole = random() < 0.5
  const fader: Gesture["fader"][number][] = [{ timeSeconds: 0, value: isWhole ? 1 : random() }]
  for (let at = random() / aSecond; at < seconds; at += -Math.log(1 - random()) / aSecond) {
    const before = fader.at(-1)!.value
    fader.push({ timeSeconds: at, value: isWhole ? 1 - before : random() })
  }
  return fader
}
