/** Echoes, on both sides or from side to side, whose repeats are filtered. The time moves by crossfade and does not click. */
import { DelayLine, Tap } from "./delay-line.ts"
import { choice, hertz, milliseconds, percent } from "./device.ts"
import { defineDevice, type DeviceKernel } from "./kernel.ts"
import { OnePole } from "./one-pole.ts"
import { Ramp } from "./ramp.ts"

const P = { sync: 0, time: 1, feedback: 2, mode: 3, lowCut: 4, highCut: 5, mix: 6 } as const
export const DELAY_MOST_MS = 4000
/** Lengths of notes that the time may have, in quarters, in the order of the choices behind "free". */
export const DELAY_QUARTERS: readonly number[] = [2, 1.5, 1, 2 / 3, 0.75, 0.5, 1 / 3, 0.375, 0.25]
const LENGTHS = ["1/2", "1/4.", "1/4", "1/4T", "1/8.", "1/8", "1/8T", "1/16.", "1/16"]
/** The repeats' high cut is off where it stands highest. */
const HIGH_CUT_OFF_HZ = 20_000

const parameters = [
  // Who plays the piece knows its tempo, and sets the time by it.
  { ...choice("sync", "Sync", ["free", ...LENGTHS]), isSetOnly: true },
  milliseconds("time", "Time", 1, DELAY_MOST_MS, 375),
  percent("feedback", "Feedback", 0, 98, 35),
  choice("mode", "Mode", ["stereo", "ping-pong"]),
  hertz("lowCut", "Low cut", 20, 2000, 80),
  hertz("highCut", "High cut", 500, HIGH_CUT_OFF_HZ, 8000),
  percent("mix", "Mix", 0, 100, 30),
]

class DelayKernel implements DeviceKernel {
  readonly latencyFrames = 0
  #rateHz: number
  #values = Float64Array.from(parameters, ({ initial }) => initial)
  #tap: Tap
  #feedback: Ramp
  #mix: Ramp
  /** 0: each side feeds itself; 1: the sum goes left, left feeds right, right feeds left. */
  #crossing: Ramp
  #lines: [DelayLine, DelayLine]
  #lowCuts: [OnePole, OnePole]
  #highCuts: [OnePole, OnePole]

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#tap = new Tap(rateHz)
    this.#feedback = new Ramp(rateHz)
    this.#mix = new Ramp(rateHz)
    this.#crossing = new Ramp(rateHz)
    const frames = Math.ceil((DELAY_MOST_MS / 1000) * rateHz)
    this.#lines = [new DelayLine(frames), new DelayLine(frames)]
    this.#lowCuts = [new OnePole(rateHz), new OnePole(rateHz)]
    this.#highCuts = [new OnePole(rateHz), new OnePole(rateHz)]
  }

  /** Until the repeats have fallen by 60 dB. */
  get tailSeconds(): number {
    const feedback = this.#values[P.feedback]! / 100
    let repeats = 1
    for (let level = 1; level > 0.001 && repeats < 400; level *= feedback) repeats += 1
    return (repeats * this.#values[P.time]!) / 1000
  }

  setParameter(index: number, value: number, isInstant: boolean): void {
    this.#values[index] = value
    // A line is read before it takes the present frame: one frame nearer.
    if (index === P.time) this.#tap.set(Math.round((value / 1000) * this.#rateHz) - 1, isInstant)
    else if (index === P.feedback) this.#feedback.set(value / 100, isInstant)
    else if (index === P.mode) this.#crossing.set(value, isInstant)
    else if (index === P.mix) this.#mix.set(value / 100, isInstant)
    else if (index === P.lowCut) for (const filter of this.#lowCuts) filter.set(value)
    else if (index === P.highCut) {
      const hz = value >= HIGH_CUT_OFF_HZ ? Infinity : value
      for (const filter of this.#highCuts) filter.set(hz)
    }
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const lineLeft = this.#lines[0]
    const lineRight = this.#lines[1]
    for (let i = from; i < to; i++) {
      const share = this.#tap.advance()
      const feedback = this.#feedback.next()
      const crossing = this.#crossing.next()
      const mix = this.#mix.next()
      const l = left[i]!
      const r = right[i]!
      // A line is read before it takes the present frame: one frame nearer.
      const echoLeft = this.#filter(0, this.#tap.read(lineLeft, share))
      const echoRight = this.#filter(1, this.#tap.read(lineRight, share))
      const inLeft = l + crossing * ((r - l) / 2)
      const inRight = r - crossing * r
      lineLeft.write(inLeft + feedback * (echoLeft + crossing * (echoRight - echoLeft)))
      lineRight.write(inRight + feedback * (echoRight + crossing * (echoLeft - echoRight)))
      left[i] = l + mix * (echoLeft - l)
      right[i] = r + mix * (echoRight - r)
    }
  }

  flush(): void {
    for (const filter of this.#lowCuts) filter.flush()
    for (const filter of this.#highCuts) filter.flush()
  }

  reset(): void {
    this.#tap.finish()
    this.#feedback.finish()
    this.#mix.finish()
    this.#crossing.finish()
    for (const line of this.#lines) line.clear()
    for (const filter of this.#lowCuts) filter.reset()
    for (const filter of this.#highCuts) filter.reset()
  }

  #filter(side: 0 | 1, sample: number): number {
    return this.#highCuts[side].low(this.#lowCuts[side].high(sample))
  }
}

export const delay = defineDevice({
  kind: "delay",
  label: "Delay",
  parameters,
  createKernel: (rateHz) => new DelayKernel(rateHz),
})
