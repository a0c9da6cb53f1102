/** Angles and rates of phones and capture systems as a hand on a deck. Pure but for the timer that lets go. */
import type { HandMessage } from "#shared/osc/index.ts"
import type { HandOfDeck } from "./controller-hand.ts"

const SECONDS_PER_TURN = 1.8
/** The speed is that over the last reports within so long. */
const SPEED_WITHIN_MS = 40
/** A gap longer than this says nothing about the way between. */
const MOST_GAP_MS = 250
/** Nothing more comes: the hand is gone. */
const REST_MS = 400

type Turning = Extract<HandMessage, { kind: "angle" | "spin" }>

export class OscHand {
  readonly #hand: HandOfDeck
  #turns = 0
  #lastAngle: number | undefined
  #reports: { atMs: number; turns: number }[] = []
  /** Whether it says itself when it is touched. */
  #tellsTouch = false
  #isHeld = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(hand: HandOfDeck) {
    this.#hand = hand
  }

  turned(message: Turning, atMs: number): void {
    const last = this.#reports.at(-1)
    const sinceMs = last ? atMs - last.atMs : Infinity
    const isFresh = sinceMs > MOST_GAP_MS
    if (isFresh) this.#reports = []
    this.#turns +=
      message.kind === "spin" ? this.#spun(message, sinceMs) : this.#angled(message, isFresh)
    this.#reports = this.#reports.filter((report) => atMs - report.atMs <= SPEED_WITHIN_MS)
    const [first] = this.#reports
    this.#reports.push({ atMs, turns: this.#turns })
    const measured =
      first && atMs > first.atMs ? ((this.#turns - first.turns) * 1000) / (atMs - first.atMs) : 0
    const turnsASecond = message.kind === "spin" ? message.turnsASecond : measured
    this.#hand.turn(this.#turns * SECONDS_PER_TURN, turnsASecond * SECONDS_PER_TURN, atMs)
    if (!this.#tellsTouch) this.#hold(true, atMs)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.gone(atMs + REST_MS), REST_MS)
  }

  touched(isHeld: boolean, atMs: number): void {
    this.#tellsTouch = true
    this.#hold(isHeld, atMs)
  }

  gone(atMs: number): void {
    clearTimeout(this.#timer)
    this.#reports = []
    this.#lastAngle = undefined
    this.#hold(false, atMs)
  }

  #spun({ turnsASecond }: Extract<Turning, { kind: "spin" }>, sinceMs: number): number {
    return sinceMs > MOST_GAP_MS ? 0 : (turnsASecond * sinceMs) / 1000
  }

  /** The shorter way round, where each turn begins again. */
  #angled({ turns, isWrapped }: Extract<Turning, { kind: "angle" }>, isFresh: boolean): number {
    const before = isFresh ? undefined : this.#lastAngle
    this.#lastAngle = turns
    if (before === undefined) return 0
    const way = turns - before
    return isWrapped ? way - Math.round(way) : way
  }

  #hold(isHeld: boolean, atMs: number): void {
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    if (isHeld) this.#hand.hold(atMs)
    else this.#hand.letGo(atMs)
  }
}
