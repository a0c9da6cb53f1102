/**
 * What a deck did in the last seconds, as a gesture that grows: the way of its record between what the audio thread tells, and
 * the fader's own events. Seconds are those of the output's clock.
 */
import type { FaderPoint, Gesture, PositionPoint } from "#shared/gesture/index.ts"
import { firstIndexWhere } from "#shared/sorted.ts"

const KEPT_SECONDS = 48
const STEP_SECONDS = 0.004
const SECONDS_PER_TURN = 1.8
/** By so much another place than its speed led to, the needle was put there. */
const JUMP_SECONDS = 0.06
/** Longer without a word something else played it. */
const SILENT_SECONDS = 0.3

export interface HandPlace {
  seconds: number
  positionSeconds: number
  speed: number
}

export class HeardHand {
  /** Counts every point that there ever was. */
  grown = 0
  /** When it moved last; -Infinity before it did. */
  movedSeconds = -Infinity
  #points: PositionPoint[] = []
  #fader: FaderPoint[] = []
  #last: HandPlace | null = null

  /** @param open what the fader lets through, 0..1 */
  fader(seconds: number, open: number): void {
    const before = this.#fader.at(-1)
    if (before?.value === open) return
    if (before && before.timeSeconds >= seconds) this.#fader.pop()
    this.#fader.push({ timeSeconds: seconds, value: open })
    if (before) this.movedSeconds = Math.max(this.movedSeconds, seconds)
  }

  /** @param isMoved by a hand, not by the motor alone */
  place(place: HandPlace, isMoved: boolean): void {
    const last = this.#last
    if (last && place.seconds <= last.seconds) return
    this.#last = { ...place }
    if (isMoved) this.movedSeconds = place.seconds
    if (last) this.#go(last, place)
    else this.#add(place.seconds, place.positionSeconds)
    if (this.#points[0]!.timeSeconds < place.seconds - 2 * KEPT_SECONDS)
      this.#forget(place.seconds - KEPT_SECONDS)
  }

  /** Where a hand says it is: straight from the report before. Closer ones than a drawing shows are left out. */
  report(seconds: number, positionSeconds: number, isMoved: boolean): void {
    const last = this.#last
    if (isMoved) this.movedSeconds = Math.max(this.movedSeconds, seconds)
    if (last && seconds < last.seconds + STEP_SECONDS * 0.75) return
    const speed = last ? (positionSeconds - last.positionSeconds) / (seconds - last.seconds) : 0
    this.#last = { seconds, positionSeconds, speed }
    this.#add(seconds, positionSeconds)
  }

  /** The last that was told; null before anything was. */
  get nowSeconds(): number | null {
    return this.#last?.seconds ?? null
  }

  get positionSeconds(): number | null {
    return this.#last?.positionSeconds ?? null
  }

  /** Points that came after so many. */
  pointsSince(count: number): readonly PositionPoint[] {
    const news = Math.min(this.#points.length, Math.max(0, this.grown - count))
    return this.#points.slice(this.#points.length - news)
  }

  isOpenAt(seconds: number): boolean {
    return this.openAt(seconds) > 0.045
  }

  openAt(seconds: number): number {
    const { length } = this.#fader
    const next = firstIndexWhere(length, (i) => this.#fader[i]!.timeSeconds > seconds)
    return this.#fader[Math.max(0, next - 1)]?.value ?? 1
  }

  /** A stretch of it, whose second 0 is `fromSeconds`. */
  gesture(fromSeconds: number, toSeconds: number): Gesture {
    const points = between(this.#points, fromSeconds, toSeconds)
    const fader = between(this.#fader, fromSeconds, toSeconds).map(({ timeSeconds, value }) => ({
      ...{ timeSeconds: timeSeconds - fromSeconds, value },
    }))
    const start = { timeSeconds: 0, value: this.openAt(fromSeconds) }
    return {
      durationSeconds: Math.max(0, toSeconds - fromSeconds),
      points: points.map(({ timeSeconds, positionTurns }) => ({
        ...{ timeSeconds: timeSeconds - fromSeconds, positionTurns },
      })),
      fader: [start, ...fader.filter(({ timeSeconds }) => timeSeconds > 0)],
      touches: [],
    }
  }

  /** Its way from one place to the next: with the speeds at both ends. */
  #go(from: HandPlace, to: HandPlace): void {
    const seconds = to.seconds - from.seconds
    const led = from.positionSeconds + ((from.speed + to.speed) / 2) * seconds
    if (seconds > SILENT_SECONDS || Math.abs(to.positionSeconds - led) > JUMP_SECONDS) {
      this.#add(to.seconds, seconds > SILENT_SECONDS ? from.positionSeconds : led)
      this.#add(to.seconds, to.positionSeconds)
      return
    }
    const isStill = from.speed === 0 && to.speed === 0
    const steps = isStill ? 1 : Math.max(1, Math.ceil(seconds / STEP_SECONDS))
    for (let i = 1; i <= steps; i++)
      this.#add(from.seconds + (seconds * i) / steps, hermite(from, to, i / steps))
  }

  #add(timeSeconds: number, recordSeconds: number): void {
    this.#points.push({ timeSeconds, positionTurns: recordSeconds / SECONDS_PER_TURN })
    this.grown++
  }

  #forget(beforeSeconds: number): void {
    const old = firstIndexWhere(
      this.#points.length,
      (i) => this.#points[i]!.timeSeconds > beforeSeconds,
    )
    this.#points = this.#points.slice(Math.max(0, old - 1))
    const past = firstIndexWhere(
      this.#fader.length,
      (i) => this.#fader[i]!.timeSeconds > beforeSeconds,
    )
    this.#fader = this.#fader.slice(Math.max(0, past - 1))
  }
}

function between<T extends { timeSeconds: number }>(
  list: readonly T[],
  from: number,
  to: number,
): T[] {
  const first = firstIndexWhere(list.length, (i) => list[i]!.timeSeconds >= from)
  return list.slice(
    first,
    firstIndexWhere(list.length, (i) => list[i]!.timeSeconds > to),
  )
}

function hermite(from: HandPlace, to: HandPlace, u: number): number {
  const seconds = to.seconds - from.seconds
  const way = to.positionSeconds - from.positionSeconds
  const [one, other] = [from.speed * seconds, to.speed * seconds]
  const rest = u * (1 - u)
  return from.positionSeconds + way * u * u * (3 - 2 * u) + rest * ((1 - u) * one - u * other)
}
