/** Messages of a platter as ticks or as a speed, whatever its encoding. */
import { ClockMap } from "../encodings/clock-map.ts"
import { Control14 } from "../encodings/control14.ts"
import { diff14Ticks, isRelative7, RELATIVE7, speed7Velocity } from "../encodings/relative7.ts"
import { readReport } from "../encodings/timed-report.ts"
import { WrappedCounter } from "../encodings/wrapped-counter.ts"
import { bytesOfMessage, type DeckProfile, type Encoding } from "../profile/profile.ts"

export type PlatterNews =
  | { kind: "ticks"; ticks: number; atSeconds: number }
  | { kind: "speed"; velocity: number; atSeconds: number }

/** Ticks that the platter is expected to have moved since its last message, by its motion so far. */
type Expect = (atSeconds: number) => number

export class PlatterReader {
  readonly #deck: DeckProfile
  readonly #encoding: Encoding
  readonly #platter: ReadonlySet<number>
  readonly #lows: ReadonlySet<number>
  readonly #expect: Expect
  readonly #pair = new Control14({ mayHaveSevenBits: false })
  readonly #counter: WrappedCounter
  readonly #timer: WrappedCounter
  readonly #clock = new ClockMap()
  /** -1 where clockwise counts down. */
  readonly #sign: 1 | -1
  #deviceSeconds = 0

  constructor(deck: DeckProfile, expect: Expect) {
    this.#deck = deck
    this.#encoding = deck.encoding
    this.#sign = deck.isReversed ? -1 : 1
    this.#expect = expect
    const platter = deck.platter === "unknown" ? [] : deck.platter.map(keyOfMessage)
    this.#platter = new Set(platter)
    const lows = deck.platterLow ? [keyOfMessage(deck.platterLow)] : platter.map((key) => key + 32)
    this.#lows = new Set(deck.encoding === "diff14" ? lows : [])
    const { report } = deck
    this.#counter = new WrappedCounter(report ? 2 ** report.position.bits : 128)
    this.#timer = new WrappedCounter(2 ** (report?.timer?.bits ?? 32))
  }

  /** A channel message, its data 0..127. Undefined where it is none of the platter's; 0 ticks where it waits for more. */
  message(
    status: number,
    first: number,
    second: number,
    atMicros: number,
  ): PlatterNews | undefined {
    const key = status * 128 + first
    const atSeconds = atMicros / 1e6
    if (this.#lows.has(key)) {
      const value = this.#pair.pushLow(second)
      const ticks = value === undefined ? 0 : this.#sign * diff14Ticks(value)
      return { kind: "ticks", ticks, atSeconds }
    }
    if (!this.#platter.has(key)) return undefined
    if (this.#encoding === "speed7")
      return { kind: "speed", velocity: this.#sign * speed7Velocity(second), atSeconds }
    return { kind: "ticks", ticks: this.#ticksOf(second, atMicros), atSeconds }
  }

  /** A whole report with a position and perhaps a time of its own. */
  report(bytes: Uint8Array, atMicros: number): (PlatterNews & { isTouched?: boolean }) | undefined {
    const { report: layout } = this.#deck
    const report = layout && this.#encoding === "abs-timer" && readReport(bytes, layout)
    if (!report) return undefined
    const atSeconds = this.#timeOf(report.timer, layout.timerHz, atMicros / 1e6)
    const ticks = this.#counted(report.position, atSeconds)
    const { isTouched } = report
    return { kind: "ticks", ticks, atSeconds, ...(isTouched === undefined ? {} : { isTouched }) }
  }

  /** The device was unplugged: what it says next is no continuation. */
  forget(): void {
    this.#counter.forget()
    this.#timer.forget()
  }

  #ticksOf(value: number, atMicros: number): number {
    const encoding = this.#encoding
    if (isRelative7(encoding)) return this.#sign * RELATIVE7[encoding](value)
    if (encoding === "abs7") return this.#counted(value, atMicros / 1e6)
    if (encoding === "diff14") this.#pair.pushHigh(value, atMicros)
    return 0
  }

  #counted(position: number, atSeconds: number): number {
    return this.#sign * this.#counter.push(position, this.#sign * this.#expect(atSeconds))
  }

  #timeOf(timer: number | undefined, hz: number | undefined, arrivedSeconds: number): number {
    if (timer === undefined || hz === undefined) return arrivedSeconds
    const modulus = 2 ** (this.#deck.report?.timer?.bits ?? 32)
    // Nothing says how often a timer went round but the time that passed; it never goes back.
    const elapsed = arrivedSeconds - this.#arrivedSeconds
    const expected = Number.isFinite(elapsed) ? elapsed * hz : modulus / 2
    this.#arrivedSeconds = arrivedSeconds
    this.#deviceSeconds += this.#timer.push(timer, expected) / hz
    return this.#clock.hostSeconds(this.#deviceSeconds, arrivedSeconds)
  }

  #arrivedSeconds = -Infinity
}

/** Status and number as one number; channel pressure and the like have no number. */
export function keyOfMessage(message: string): number {
  const [status = 0, number = 0] = bytesOfMessage(message)
  return status * 128 + number
}
