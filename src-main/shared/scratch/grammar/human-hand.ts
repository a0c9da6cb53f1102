/**
 * How hands differ from machines: times, ways and clicks that vary, curves that lean, a fader that travels. The size of it is
 * fitted to a public recording (scratch.md 4.4): strokes of one kind vary by a sixth, clicks by some milliseconds.
 */
import type { Gesture } from "#shared/gesture/index.ts"
import { nearNormal, seededRandom, type Random } from "#shared/music/random.ts"

export interface Hand {
  /** Factors of what comes next. */
  time(): number
  reach(): number
  width(): number
  /** Of a stroke's time: a hand is faster early or late in it. */
  bend(): (u: number) => number
  /** The gesture with a fader that is a hand's. */
  played(gesture: Gesture): Gesture
}

const one = (): number => 1
const even = (u: number): number => u

export const machineHand: Hand = {
  ...{ time: one, reach: one, width: one, bend: () => even, played: (gesture) => gesture },
}

/** Standard deviations at jitter 1: of the logarithm of times, ways, widths; of the lean; seconds of clicks. */
const TIME = 0.09
const REACH = 0.13
const WIDTH = 0.2
const LEAN = 0.12
const CLICK_SECONDS = 0.006
const TRAVEL_SECONDS: readonly [number, number] = [0.004, 0.02]
const LEAST_GAP_SECONDS = 0.004
const TRAVEL_STEPS = 4

export function humanHand(jitter: number, seed: number): Hand {
  const random = seededRandom(seed)
  const factor = (deviation: number) => (): number => {
    const limited = Math.max(-2.5, Math.min(2.5, nearNormal(random)))
    return Math.exp(deviation * jitter * limited)
  }
  return {
    ...{ time: factor(TIME), reach: factor(REACH), width: factor(WIDTH) },
    bend: () => {
      const lean = Math.max(-0.3, Math.min(0.3, LEAN * jitter * nearNormal(random)))
      return (u) => u + lean * u * (1 - u)
    },
    played: (gesture) => ({ ...gesture, fader: faderOf(gesture.fader, jitter, random) }),
  }
}

/** Edges that come a little early or late, and take the time of a hand. */
function faderOf(fader: Gesture["fader"], jitter: number, random: Random): Gesture["fader"] {
  const [least, most] = TRAVEL_SECONDS
  const travel = jitter * (least + (most - least) * random())
  const points: Gesture["fader"][number][] = []
  for (const [i, { timeSeconds, value }] of fader.entries()) {
    const before = points.at(-1)
    if (i === 0 || !before) {
      points.push({ timeSeconds, value })
      continue
    }
    const wanted = timeSeconds + CLICK_SECONDS * jitter * nearNormal(random)
    const start = Math.max(wanted - travel / 2, before.timeSeconds + LEAST_GAP_SECONDS)
    for (let k = 1; k <= TRAVEL_STEPS; k++)
      points.push({
        timeSeconds: start + (travel * k) / TRAVEL_STEPS,
        value: before.value + ((value - before.value) * k) / TRAVEL_STEPS,
      })
  }
  return points
}
