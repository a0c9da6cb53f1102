/**
 * A controller's raw bytes as motion of the hand, live: the same decoder stands behind a deck that sounds and behind a take
 * that is read again. Events come in the order they arrived; times that go back count as the latest one.
 */
import { MidiStream } from "#shared/music/index.ts"
import { TouchGate, type TouchEdge } from "../encodings/touch-gate.ts"
import type { FilterTrace } from "../motion/kalman3.ts"
import { MotionEstimator, SECONDS_PER_TURN, type Motion } from "../motion/motion-estimator.ts"
import type { ControllerProfile, DeckProfile } from "../profile/profile.ts"
import { FaderReader } from "./fader-reader.ts"
import { keyOfMessage, PlatterReader, type PlatterNews } from "./platter-reader.ts"
import type { RawEvent } from "./raw-event.ts"
import { SpeedMotion } from "./speed-motion.ts"

/** A deck of which everything is known that its platter needs. */
export type KnownDeck = DeckProfile & { ticksPerRevolution: number }

export interface GestureState {
  /** Counted ticks over ticks a turn: exact. */
  positionTurns: number
  /** Estimated, finer than a tick. */
  motion: Motion
  isTouched: boolean
  /** 0..1; undefined until it moved. */
  fader: number | undefined
}

export interface ButtonEdge extends TouchEdge {
  name: string
}

/** Twice what the fastest scribbles reach. */
const MOST_TURNS_A_SECOND = 8

interface Options {
  trace?: FilterTrace
  onTicks?(atSeconds: number, ticks: number): void
  onTouch?(edge: TouchEdge): void
  onButton?(edge: ButtonEdge): void
}

export class GestureDecoder {
  readonly #options: Options
  readonly #stream = new MidiStream()
  readonly #platter: PlatterReader
  readonly #estimator: MotionEstimator
  readonly #speed: SpeedMotion | undefined
  readonly #fader: FaderReader | undefined
  readonly #touch = new TouchGate()
  readonly #touchKeys: ReadonlySet<number>
  readonly #buttons: ReadonlyMap<number, string>
  readonly #ticksPerRevolution: number
  #latestMicros = -Infinity

  /** `trace` follows the steps of the filter, for smoothing afterwards. */
  constructor(profile: ControllerProfile, deck: KnownDeck, options: Options = {}) {
    this.#options = options
    this.#ticksPerRevolution = deck.ticksPerRevolution
    const { ticksPerRevolution } = deck
    this.#estimator = new MotionEstimator({ ticksPerRevolution, ...profile.noise }, options.trace)
    this.#speed = deck.encoding === "speed7" ? new SpeedMotion() : undefined
    this.#platter = new PlatterReader(deck, (atSeconds) => this.#expectedTicks(atSeconds))
    this.#fader = profile.crossfader === "unknown" ? undefined : new FaderReader(profile.crossfader)
    this.#touchKeys = new Set(deck.touch === "unknown" ? [] : deck.touch.map(noteKey))
    this.#buttons = new Map(deck.buttons?.map(({ name, message }) => [noteKey(message), name]))
  }

  /** Whether any of the event's messages belongs to the profile. */
  push({ atMicros: arrivedMicros, bytes }: RawEvent): boolean {
    const atMicros = Math.max(arrivedMicros, this.#latestMicros)
    this.#latestMicros = atMicros
    const report = this.#platter.report(bytes, atMicros)
    if (report) {
      this.#moved(report)
      if (report.isTouched !== undefined) this.#touched(report.isTouched, atMicros)
      return true
    }
    let isKnown = false
    this.#stream.push(bytes, (message) => {
      const known = this.#message(message >> 16, (message >> 8) & 0x7f, message & 0x7f, atMicros)
      isKnown ||= known
    })
    return isKnown
  }

  at(micros: number): GestureState {
    const seconds = micros / 1e6
    const motion = (this.#speed ?? this.#estimator).at(seconds)
    return {
      positionTurns: this.#speed
        ? motion.positionSeconds / SECONDS_PER_TURN
        : this.#estimator.ticks / this.#ticksPerRevolution,
      motion,
      isTouched: this.#touch.isTouchedAt(micros),
      fader: this.#fader?.at(micros),
    }
  }

  /** The device was unplugged: it holds nothing, and counters begin anew when it is back. */
  unplugged(atMicros: number): void {
    this.#platter.forget()
    this.#touched(false, Math.max(atMicros, this.#latestMicros))
  }

  #message(status: number, first: number, second: number, atMicros: number): boolean {
    const news = this.#platter.message(status, first, second, atMicros)
    if (news) this.#moved(news)
    const isFader = this.#fader?.message(status, first, second, atMicros) ?? false
    // A note-off is the note's note-on with no velocity; control changes are down from the middle on.
    const isOff = status >> 4 === 0x8
    const key = (isOff ? status + 0x10 : status) * 128 + first
    const isDown = !isOff && (status >> 4 === 0x9 ? second > 0 : second >= 64)
    const isTouch = this.#touchKeys.has(key)
    if (isTouch) this.#touched(isDown, atMicros)
    const button = this.#buttons.get(key)
    if (button !== undefined) this.#options.onButton?.({ name: button, isDown, atMicros })
    return news !== undefined || isFader || isTouch || button !== undefined
  }

  #moved(news: PlatterNews): void {
    if (news.kind === "speed") {
      this.#speed?.heard(news.atSeconds, news.velocity)
      return
    }
    this.#estimator.moved(news.atSeconds, news.ticks)
    if (news.ticks !== 0) this.#options.onTicks?.(news.atSeconds, news.ticks)
  }

  #touched(isDown: boolean, atMicros: number): void {
    this.#touch.push(isDown, atMicros)
    this.#options.onTouch?.({ isDown, atMicros })
  }

  /**
   * By the speed since the last message: what a counter that wraps cannot say by itself. Messages that a busy machine hands
   * over in a heap seem infinitely fast; no hand is.
   */
  #expectedTicks(atSeconds: number): number {
    const turns = this.#estimator.at(atSeconds).positionSeconds / SECONDS_PER_TURN
    const expected = turns * this.#ticksPerRevolution - 0.5 - this.#estimator.ticks
    const most = MOST_TURNS_A_SECOND * this.#ticksPerRevolution * this.#estimator.idleAt(atSeconds)
    return Math.max(-most, Math.min(most, expected))
  }
}

/** "80 51" in a profile is the same key as "90 51". */
function noteKey(message: string): number {
  const key = keyOfMessage(message)
  return key < 0x90 * 128 ? key + 0x10 * 128 : key
}
