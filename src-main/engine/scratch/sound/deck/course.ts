/** A gesture as functions of time: where the record is and how fast it goes, where the fader is and what it has added up to. */
import {
  earliestStart,
  type FaderPoint,
  type Gesture,
  SECONDS_PER_TURN,
} from "#shared/gesture/index.ts"
import { firstIndexWhere } from "#shared/sorted.ts"

/** Places are kept at this rate; between them runs a cubic. No hand turns back within a few milliseconds. */
const PLACES_HZ = 1000
/** A hand is smoother than what counts it: binomial, 1 ms wide. */
const SMOOTHING = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16]
/** Places before the gesture's beginning, where it stands already. */
const MARGIN = 4

export interface Moment {
  /** Record seconds. */
  place: number
  /** Record seconds a second, and its change a second. */
  speed: number
  acceleration: number
}

export class Course {
  readonly durationSeconds: number
  #places: Float64Array
  #fader: FaderLine

  /** @param startSeconds where on the record turn 0 lies; by default as early as it can */
  constructor(gesture: Gesture, startSeconds = earliestStart(gesture)) {
    this.durationSeconds = gesture.durationSeconds
    this.#places = placesOf(gesture, startSeconds)
    this.#fader = new FaderLine(gesture.fader)
  }

  /** Catmull and Rom's cubic through the places. */
  at(seconds: number, moment: Moment): void {
    const places = this.#places
    const last = places.length - 3
    const along = Math.min(last + 1, Math.max(1, seconds * PLACES_HZ + MARGIN))
    const i = Math.min(last, Math.floor(along))
    const u = along - i
    // Plain variables: this runs for every sample, and pairs taken apart are slow.
    const a = places[i - 1]!
    const b = places[i]!
    const c = places[i + 1]!
    const d = places[i + 2]!
    const one = 0.5 * (c - a)
    const two = a - 2.5 * b + 2 * c - 0.5 * d
    const three = 1.5 * (b - c) + 0.5 * (d - a)
    moment.place = b + u * (one + u * (two + u * three))
    moment.speed = PLACES_HZ * (one + u * (2 * two + 3 * u * three))
    moment.acceleration = PLACES_HZ * PLACES_HZ * (2 * two + 6 * u * three)
  }

  /** 0 closed to 1 open. */
  faderAt(seconds: number): number {
    return this.#fader.at(seconds)
  }

  /** The fader's integral over time: its mean over any span is a difference of two. */
  faderSumAt(seconds: number): number {
    return this.#fader.sumAt(seconds)
  }
}

function placesOf({ points, durationSeconds }: Gesture, startSeconds: number): Float64Array {
  const count = Math.ceil(durationSeconds * PLACES_HZ) + 1
  const raw = new Float64Array(count + 2 * MARGIN)
  let next = 0
  for (let i = 0; i < raw.length; i++) {
    const seconds = (i - MARGIN) / PLACES_HZ
    while (next < points.length && points[next]!.timeSeconds <= seconds) next++
    const [before, after] = [points[next - 1] ?? points[0], points[next] ?? points.at(-1)]
    if (!before || !after) break
    const span = after.timeSeconds - before.timeSeconds
    const part = span > 0 ? (seconds - before.timeSeconds) / span : 0
    const turns = before.positionTurns + (after.positionTurns - before.positionTurns) * part
    raw[i] = startSeconds + turns * SECONDS_PER_TURN
  }
  const last = raw.length - 1
  return raw.map((_, i) =>
    SMOOTHING.reduce(
      (sum, weight, k) => sum + weight * raw[Math.min(last, Math.max(0, i + k - 2))]!,
      0,
    ),
  )
}

/** Steps, as gestures have them. Asked for times that mostly rise, it finds its step at once. */
class FaderLine {
  #points: readonly FaderPoint[]
  /** Of the integral at each point, counted from the first one. */
  #sums: Float64Array
  #step = 0

  constructor(points: readonly FaderPoint[]) {
    this.#points = points.length > 0 ? points : [{ timeSeconds: 0, value: 1 }]
    this.#sums = new Float64Array(this.#points.length)
    for (let i = 1; i < this.#points.length; i++) {
      const before = this.#points[i - 1]!
      const seconds = this.#points[i]!.timeSeconds - before.timeSeconds
      this.#sums[i] = this.#sums[i - 1]! + seconds * before.value
    }
  }

  at(seconds: number): number {
    return this.#points[this.#stepAt(seconds)]!.value
  }

  sumAt(seconds: number): number {
    const step = this.#stepAt(seconds)
    const { timeSeconds, value } = this.#points[step]!
    return this.#sums[step]! + (seconds - timeSeconds) * value
  }

  #stepAt(seconds: number): number {
    const points = this.#points
    const isBefore = points[this.#step]!.timeSeconds > seconds
    const isAfter = (points[this.#step + 1]?.timeSeconds ?? Infinity) <= seconds
    if (isBefore || isAfter)
      this.#step = Math.max(
        0,
        firstIndexWhere(points.length, (i) => points[i]!.timeSeconds > seconds) - 1,
      )
    return this.#step
  }
}
