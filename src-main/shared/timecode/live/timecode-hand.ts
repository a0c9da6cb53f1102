/**
 * A control record as the hand on a deck: what the needle reads becomes the deck's events in the same stretch of frames.
 * Relative: the deck follows the record's movement, wherever the needle is set down; a needle that skips stays where the sticker is.
 * Absolute: the deck stands where the record does. Makes no objects while it runs: its events are old ones, used again.
 */
import { decayPerFrame } from "../../dsp/exact-math.ts"
import { type DeckEvent, MOST_SPEED } from "../../dsp/deck/index.ts"
import { type DecoderOptions, TimecodeDecoder } from "../decoder/decoder.ts"
import { SignalCheck } from "./signal-check.ts"

/** The deck that is played, as far as a hand must know it. */
export interface HandledDeck {
  readonly frame: number
  readonly positionSeconds: number
  /** Deck seconds less those that the hand's reports count in. */
  readonly handOffsetSeconds: number
}

type Event<Kind extends DeckEvent["kind"]> = Extract<DeckEvent, { kind: Kind }>

/** A report counts for so long where none follows. */
const CARRY_SECONDS = 0.02
/** What a report would change by less than this, of place and speed, is not reported. */
const SAME_SECONDS = 5e-7
const SAME_SPEED = 0.005
/** The share of its time after which a report is made anew. */
const RENEWED = 0.7
/** Slower than this the record stands. */
const STANDING = 5e-4
/** Farther than this the needle is put elsewhere; less is caught up with, over some of the following. */
const FAR_SECONDS = 0.02
const ABSOLUTE_PULL_SECONDS = 0.02
const STICKER_PULL_SECONDS = 0.1
/** Corrections wait until the record moves so fast: nothing turns by itself. */
const PULLED_FROM = 0.05
const TURN_SECONDS = 1.8
/** Gone for longer, the needle was taken off by a hand; for less, it skipped. */
const LIFTED_SECONDS = 0.2
/** Events that are told or waiting at once: the audio thread tells 60 times a second. */
const POOL = 128

export class TimecodeHand {
  readonly decoder: TimecodeDecoder
  readonly check: SignalCheck
  isAbsolute: boolean
  /** How long the record has been turning without its place being known. */
  unknownSeconds = 0
  /** What was made of the frames read last, `count` of them, in order. */
  readonly events: DeckEvent[] = []
  count = 0
  /** Seconds by which skips took the sticker off, not yet caught up with. */
  drift = 0
  readonly #rateHz: number
  readonly #reports: Event<"platter">[]
  readonly #needles: Event<"needle">[]
  readonly #touch: Event<"touch"> = { kind: "touch", frame: 0, isHeld: true }
  #made = 0
  #last: Event<"platter"> | null = null
  /** Added to the record's travel gives what is reported. */
  #correction = 0
  /** Place on the record less its travel, when it was known last; NaN after a lift. */
  #anchor = NaN
  #liftedSeconds = 0
  #isFree = false

  constructor(options: DecoderOptions & { isAbsolute: boolean }) {
    this.decoder = new TimecodeDecoder(options)
    this.check = new SignalCheck(options.rateHz)
    this.isAbsolute = options.isAbsolute
    this.#rateHz = options.rateHz
    this.#reports = Array.from({ length: POOL }, () => ({
      ...{ kind: "platter", frame: 0, position: 0, velocity: 0, carrySeconds: CARRY_SECONDS },
    }))
    this.#needles = Array.from({ length: POOL }, () => ({ kind: "needle", frame: 0, seconds: 0 }))
  }

  /** The needle was put elsewhere by other means: an absolute place waits until the record is played anew. */
  free(): void {
    this.#isFree = true
  }

  /**
   * Reads the next frames of the input, those of one stretch, which the deck makes after it.
   * @returns how many of `events` are to be sent to the deck
   */
  read(
    left: Float32Array,
    right: Float32Array,
    from: number,
    to: number,
    deck: HandledDeck,
  ): number {
    const { decoder } = this
    const seconds = (to - from) / this.#rateHz
    this.count = 0
    decoder.process(left, right, from, to)
    this.check.push(left, right, from, to)
    this.#watch(seconds)
    if (decoder.isKnown) this.#place(deck)
    this.#pull(seconds)
    this.#report(deck.frame + to - from - 1)
    return this.count
  }

  #watch(seconds: number): void {
    const { isLifted, isKnown, speed } = this.decoder
    this.#liftedSeconds = isLifted ? this.#liftedSeconds + seconds : 0
    if (this.#liftedSeconds > LIFTED_SECONDS) {
      this.#anchor = NaN
      this.#isFree = false
    }
    if (isKnown || isLifted) this.unknownSeconds = 0
    else if (Math.abs(speed) > PULLED_FROM) this.unknownSeconds += seconds
  }

  /** What is known of the place on the record, against what the deck was told. */
  #place({ positionSeconds, frame, handOffsetSeconds }: HandledDeck): void {
    const anchor = this.decoder.positionSeconds - this.decoder.travelSeconds
    const moved = anchor - this.#anchor
    this.#anchor = anchor
    if (this.isAbsolute && !this.#isFree && this.#last) {
      const error = anchor - this.#correction - handOffsetSeconds
      this.drift = Math.abs(error) > FAR_SECONDS ? 0 : error
      if (this.drift !== error) this.#put(positionSeconds + error, frame)
    } else if (moved !== 0 && !Number.isNaN(moved))
      // A groove is a turn: what is not whole turns is what the sticker was taken off by.
      this.drift += moved - TURN_SECONDS * Math.round(moved / TURN_SECONDS)
  }

  #put(seconds: number, frame: number): void {
    const needle = this.#needles[this.#made++ % POOL]!
    needle.frame = frame
    needle.seconds = seconds
    this.events[this.count++] = needle
  }

  #pull(seconds: number): void {
    if (this.drift === 0 || Math.abs(this.decoder.speed) < PULLED_FROM) return
    const within = this.isAbsolute ? ABSOLUTE_PULL_SECONDS : STICKER_PULL_SECONDS
    const step = this.drift * (1 - decayPerFrame(within, 1 / seconds))
    this.#correction += step
    this.drift -= step
  }

  #report(frame: number): void {
    const { speed, travelSeconds } = this.decoder
    const isStanding = speed < STANDING && speed > -STANDING
    const velocity = isStanding ? 0 : Math.max(-MOST_SPEED, Math.min(MOST_SPEED, speed))
    const position = travelSeconds + this.#correction
    if (this.#last && this.#isToldBy(this.#last, frame, position, velocity)) return
    const report = this.#reports[this.#made++ % POOL]!
    report.frame = frame
    report.position = position
    report.velocity = velocity
    this.events[this.count++] = report
    if (!this.#last) {
      this.#touch.frame = frame
      this.events[this.count++] = this.#touch
    }
    this.#last = report
  }

  /** Whether the report made last says as much. */
  #isToldBy(last: Event<"platter">, frame: number, position: number, velocity: number): boolean {
    const seconds = (frame - last.frame) / this.#rateHz
    if (velocity !== 0 && seconds > RENEWED * CARRY_SECONDS) return false
    if ((velocity === 0) !== (last.velocity === 0)) return false
    const expected = last.position + last.velocity * Math.min(seconds, CARRY_SECONDS)
    const isThere = position - expected < SAME_SECONDS && expected - position < SAME_SECONDS
    return isThere && Math.abs(velocity - last.velocity) < SAME_SPEED
  }
}
