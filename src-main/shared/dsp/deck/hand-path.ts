/**
 * Where the hand wants the record, out of reports that come when they come. The record is led there by its speed, never put
 * there, so that the sound has no steps, and comes to stand exactly where the last report says: nothing drifts.
 */
import type { DeckSnapshot } from "./deck-snapshot.ts"
import { MOST_SPEED } from "./record-reader.ts"

export interface PlatterReport {
  /** Output frame from which it counts. */
  frame: number
  /** How long before that it was true, in frames, where it came too late to count at once. */
  ageFrames?: number
  /** Record seconds in the device's own count. */
  position: number
  /** Record seconds a second. */
  velocity: number
  /** How long it is carried on by its speed where none follows; then the platter is taken to stand. */
  carrySeconds?: number
}

/** For devices that report every millisecond. */
export const CARRY_SECONDS = 0.008
/** What is left of the way is gone after some of these. */
const CLOSING_SECONDS = 0.003
/** Nearer than this the record is where it should be: a billionth of a second is a ten-thousandth of a frame. */
const THERE_SECONDS = 1e-9

export class HandPath {
  #rateHz: number
  #report: PlatterReport | null = null
  /** Deck position less the device's. */
  #offset = 0

  constructor(rateHz: number) {
    this.#rateHz = rateHz
  }

  /** The hand takes hold at a frame: what the device counts there is where the record stands. */
  hold(position: number, frame: number): void {
    this.#offset += position - this.target(frame)
  }

  take(report: PlatterReport): void {
    // The first one only tells where the device begins to count.
    if (!this.#report) this.#offset -= report.position
    this.#report = report
  }

  get offsetSeconds(): number {
    return this.#offset
  }

  get memory(): DeckSnapshot["hand"] {
    return { report: this.#report && plain(this.#report), offsetSeconds: this.#offset }
  }

  set memory({ report, offsetSeconds }: DeckSnapshot["hand"]) {
    this.#report = report
    this.#offset = offsetSeconds
  }

  /** Moves the record without the hand: a cue, a loop. */
  shift(seconds: number): void {
    this.#offset += seconds
  }

  /** Where the record should be at a frame, in the deck's seconds. */
  target(frame: number): number {
    if (!this.#report) return this.#offset
    const { position, velocity } = this.#report
    return position + velocity * this.#carriedSeconds(frame) + this.#offset
  }

  /**
   * The speed at the end of a stretch that leads towards the target.
   * @param position at its beginning, seconds
   * @param speed at its beginning
   * @param frame its last frame + 1
   * @param seconds its length
   */
  speedAt(position: number, speed: number, frame: number, seconds: number): number {
    const { velocity = 0, carrySeconds = CARRY_SECONDS } = this.#report ?? {}
    const reported = this.#carriedSeconds(frame) < carrySeconds ? velocity : 0
    const reached = position + ((speed + reported) / 2) * seconds
    const left = this.target(frame) - reached
    if (reported === 0 && Math.abs(left) < THERE_SECONDS) return 0
    return Math.min(MOST_SPEED, Math.max(-MOST_SPEED, reported + left / CLOSING_SECONDS))
  }

  #carriedSeconds(frame: number): number {
    if (!this.#report) return 0
    const { frame: from, ageFrames = 0, carrySeconds = CARRY_SECONDS } = this.#report
    return Math.max(0, Math.min(carrySeconds, (frame - from + ageFrames) / this.#rateHz))
  }
}

/** Without what else an event carries. */
function plain({
  frame,
  position,
  velocity,
  ageFrames,
  carrySeconds,
}: PlatterReport): PlatterReport {
  return {
    ...{ frame, position, velocity },
    ...(ageFrames === undefined ? {} : { ageFrames }),
    ...(carrySeconds === undefined ? {} : { carrySeconds }),
  }
}
