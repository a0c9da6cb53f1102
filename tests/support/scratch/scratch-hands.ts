/** Takes as hands make them: techniques one after the other, never twice the same, and what a controller tells of them. */
import type { FaderPoint, Gesture, PositionPoint } from "#shared/gesture/index.ts"
import { nearNormal, type Random, seededRandom } from "#shared/music/random.ts"
import { TECHNIQUE_CLASSES, techniqueGesture, TECHNIQUES } from "#shared/scratch/index.ts"

/** What the hands did, fader on its way and all, and what the controller says that they did. */
export interface Handwork {
  done: Gesture
  told: Gesture
}

/** A fader takes so long for a whole way. */
const FADER_SECONDS = 0.018
const STEP_SECONDS = 0.001
const MOST_TRIES = 500
/** Of a record's place as a controller tells it, after smoothing. */
const PLACE_ERROR_TURNS = 0.00001

export function handwork(seconds: number, seed: number): Handwork {
  const random = seededRandom(seed)
  const points: PositionPoint[] = []
  const cuts: FaderPoint[] = []
  let [at, turns, tried] = [0.15, 0.05 + 0.1 * random(), 0]
  points.push({ timeSeconds: 0, positionTurns: turns })
  while (at < seconds - 0.4) {
    const name = TECHNIQUE_CLASSES[Math.floor(random() * TECHNIQUE_CLASSES.length)]!
    const time = {
      bpm: 75 + 45 * random(),
      rounds: 1 + Math.floor(2 * random()),
      seed: seed + 7919 * tried,
    }
    const one = techniqueGesture({ ...TECHNIQUES[name], jitter: 1 }, time)
    if (++tried > MOST_TRIES) break
    if (at + one.durationSeconds > seconds) continue
    for (const { timeSeconds, positionTurns } of one.points)
      points.push({ timeSeconds: at + timeSeconds, positionTurns: turns + positionTurns })
    for (const { timeSeconds, value } of one.fader)
      cuts.push({ timeSeconds: at + timeSeconds, value })
    at += one.durationSeconds
    if (random() < 0.3) at += 0.3 * random()
    turns = 0.02 + 0.3 * random() * random() + 0.5 * (points.at(-1)!.positionTurns - 0.02)
    at += 0.12
    points.push({ timeSeconds: at, positionTurns: turns })
    cuts.push({ timeSeconds: at, value: 1 })
  }
  cuts.sort((one, other) => one.timeSeconds - other.timeSeconds)
  const base = { durationSeconds: seconds, points, touches: [] }
  const fader = travelling(cuts, seconds)
  const done = { ...base, fader }
  return { done, told: { ...base, points: toldPoints(points, random), fader: toldFader(fader) } }
}

/** A fader that goes to where it is wanted as quickly as it can, a point a millisecond. */
function travelling(cuts: readonly FaderPoint[], seconds: number): FaderPoint[] {
  const fader: FaderPoint[] = []
  let [place, next] = [1, 0]
  let wanted = 1
  for (let i = 0; i * STEP_SECONDS < seconds; i++) {
    const timeSeconds = i * STEP_SECONDS
    while (next < cuts.length && cuts[next]!.timeSeconds <= timeSeconds)
      wanted = cuts[next++]!.value
    const most = STEP_SECONDS / FADER_SECONDS
    place += Math.max(-most, Math.min(most, wanted - place))
    if (fader.at(-1)?.value !== place) fader.push({ timeSeconds, value: place })
  }
  return fader
}

const toldPoints = (points: readonly PositionPoint[], random: Random): PositionPoint[] =>
  points.map(({ timeSeconds, positionTurns }) => ({
    timeSeconds,
    positionTurns: positionTurns + PLACE_ERROR_TURNS * nearNormal(random),
  }))

/** In 128 steps. */
const toldFader = (fader: readonly FaderPoint[]): FaderPoint[] =>
  fader.map(({ timeSeconds, value }) => ({ timeSeconds, value: Math.round(127 * value) / 127 }))
