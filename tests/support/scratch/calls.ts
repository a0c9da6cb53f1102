/** Calls of a scripted hand: techniques in rhythms, a little early or late, no two alike. The same seed is the same call. */
import type { FaderPoint, Gesture, PositionPoint } from "../../../src-main/shared/gesture/index.ts"
import { nearNormal, seededRandom } from "../../../src-main/shared/music/random.ts"
import { drawnTechnique } from "../../../src-main/shared/scratch/index.ts"

export const BPM = 95
export const BEAT = { bpm: BPM, beatsPerBar: 4, barSeconds: 0 }
export const BAR_SECONDS = 240 / BPM

const NAMES = [
  "baby",
  "chirp",
  "flare1",
  "transformer",
  "forward",
  "tear",
  "slice",
  "crab",
] as const
const LENGTHS = [0.5, 0.5, 0.75, 1, 1, 1.5] as const

export interface CallPlan {
  seed: number
  bars?: number
  /** Seconds of a hand that is early or late. */
  jitterSeconds?: number
}

export function callOf({ seed, bars = 1, jitterSeconds = 0.008 }: CallPlan): Gesture {
  const random = seededRandom(seed)
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const names = [any(NAMES), any(NAMES)]
  const points: PositionPoint[] = [{ timeSeconds: 0, positionTurns: 0.1 }]
  const fader: FaderPoint[] = [{ timeSeconds: 0, value: 1 }]
  const beats = bars * 4
  for (let beat = random() < 0.3 ? 0.5 : 0; beat < beats - 0.4;) {
    const length = Math.min(any(LENGTHS), beats - beat)
    if (random() > 0.2) {
      const start = Math.max(
        points.at(-1)!.timeSeconds + 0.001,
        (beat * 60) / BPM + jitterSeconds * nearNormal(random),
      )
      const seconds = ((length - 0.02) * 60) / BPM - 2 * jitterSeconds
      const extentSeconds = 0.12 + 0.2 * random()
      const cycle = drawnTechnique(any(names), { seconds, extentSeconds })
      for (const { timeSeconds, positionTurns } of cycle.points)
        points.push({ timeSeconds: start + timeSeconds, positionTurns: 0.1 + positionTurns })
      for (const { timeSeconds, value } of cycle.fader)
        fader.push({ timeSeconds: start + timeSeconds, value })
    }
    beat += length
  }
  const durationSeconds = bars * BAR_SECONDS
  const touches = [{ startSeconds: 0, endSeconds: durationSeconds }]
  return { durationSeconds, points, fader, touches }
}
