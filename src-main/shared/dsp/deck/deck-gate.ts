/** How loud a deck is from frame to frame: fader, gain, and the needle, which gives less the slower the record turns. */
import type { DeckEvent } from "./deck-events.ts"
import type { DeckSnapshot } from "./deck-snapshot.ts"
import { faderGain, SHARP_CUT, type FaderCurve } from "./fader-curve.ts"

/** A whole cut takes so long: below 1 ms it clicks, above 4 ms a crab grows dull. */
const CUT_SECONDS = 0.0015
/** Below this speed a record grows softer: a cartridge's voltage is the needle's speed. */
const SOFT_SPEED = 0.3
/** Events that wait in one stretch; more are taken together at its end. */
const MOST_WAITING = 64

type GateEvent = Extract<DeckEvent, { kind: "fader" | "curve" | "gain" }>

export class DeckGate {
  #curve: FaderCurve = SHARP_CUT
  #place = 1
  #gain = 1
  #most: number
  /** Of the fader and gain together; `#smooth` follows it over as long again, so that a cut has no corners. */
  #level = 1
  #smooth = 1
  #targets = new Float64Array(MOST_WAITING)
  #frames = new Float64Array(MOST_WAITING)
  #waiting = 0
  #target = 1
  #share: number

  constructor(rateHz: number) {
    this.#most = 1 / (CUT_SECONDS * rateHz)
    this.#share = Math.min(1, 4 * this.#most)
  }

  /** Of the fader, 0 closed to 1 open. */
  get place(): number {
    return this.#place
  }

  /** What it knows between two stretches, where nothing waits. */
  get memory(): DeckSnapshot["gate"] {
    const [curve, place, gain] = [this.#curve, this.#place, this.#gain]
    return { curve, place, gain, target: this.#target, level: this.#level, smooth: this.#smooth }
  }

  set memory({ curve, place, gain, target, level, smooth }: DeckSnapshot["gate"]) {
    this.#curve = curve
    this.#place = place
    this.#gain = gain
    this.#target = target
    this.#level = level
    this.#smooth = smooth
    this.#waiting = 0
  }

  /** @param from first frame of the stretch that is made next */
  send(event: GateEvent, from: number): void {
    if (event.kind === "fader") this.#place = event.place
    else if (event.kind === "curve") this.#curve = event.curve
    else this.#gain = event.gain
    if (this.#waiting === MOST_WAITING) this.#waiting--
    this.#frames[this.#waiting] = event.frame - from
    this.#targets[this.#waiting] = faderGain(this.#place, this.#curve) * this.#gain
    this.#waiting++
  }

  /** As `process`, of a stretch that nobody hears. */
  pass(count: number): void {
    const isStill = this.#level === this.#target && this.#smooth === this.#level
    if (isStill && this.#waiting === 0) return
    let next = 0
    for (let i = 0; i < count; i++) {
      while (next < this.#waiting && this.#frames[next]! <= i) this.#target = this.#targets[next++]!
      this.#step()
    }
    this.#endStretch(next)
  }

  /** @param speeds of the record in each frame */
  process(speeds: Float64Array, left: Float32Array, right: Float32Array, count: number): void {
    let next = 0
    for (let i = 0; i < count; i++) {
      while (next < this.#waiting && this.#frames[next]! <= i) this.#target = this.#targets[next++]!
      this.#step()
      const speed = Math.abs(speeds[i]!) / SOFT_SPEED
      const gain = this.#smooth * (speed < 1 ? speed * (2 - speed) : 1)
      left[i] = left[i]! * gain
      right[i] = right[i]! * gain
    }
    this.#endStretch(next)
  }

  #step(): void {
    const way = this.#target - this.#level
    this.#level += way > this.#most ? this.#most : way < -this.#most ? -this.#most : way
    const rest = this.#level - this.#smooth
    this.#smooth += rest < 1e-6 && rest > -1e-6 ? rest : rest * this.#share
  }

  #endStretch(next: number): void {
    if (next < this.#waiting) this.#target = this.#targets[this.#waiting - 1]!
    this.#waiting = 0
  }
}
