/** Chorus of three voices: delays that slow sines, a third of a turn apart, draw out and in, read by cubic interpolation. */
import { exactSin } from "../exact-math.ts"
import { DelayLine } from "./delay-line.ts"
import { hertz, milliseconds, percent, type ParameterSpec } from "./device.ts"
import { defineDevice, type DeviceKernel } from "./kernel.ts"
import { Ramp } from "./ramp.ts"

const P = { rate: 0, depth: 1, delay: 2, spread: 3, mix: 4 } as const
const VOICES = 3
const TABLE_SIZE = 1024
/** The right side's sines lead by this much of a turn at full spread. */
const SPREAD_TURNS = 0.25
/** Moves of the delay bend the pitch: slowly, so that nobody hears it. */
const DELAY_RAMP_SECONDS = 0.2

const linear = (spec: ParameterSpec): ParameterSpec => ({ ...spec, scale: "linear" })
const parameters = [
  hertz("rate", "Rate", 0.05, 8, 0.6),
  linear(milliseconds("depth", "Depth", 0, 10, 2.5)),
  linear(milliseconds("delay", "Delay", 2, 40, 12)),
  percent("spread", "Spread", 0, 100, 100),
  percent("mix", "Mix", 0, 100, 50),
]

/** A turn of a sine, and its first value again. */
const SINE = Float64Array.from({ length: TABLE_SIZE + 1 }, (_, i) =>
  exactSin((2 * Math.PI * i) / TABLE_SIZE),
)

/** @param turns >= 0 */
function tableSine(turns: number): number {
  const place = (turns - Math.floor(turns)) * TABLE_SIZE
  const whole = place | 0
  return SINE[whole]! + (place - whole) * (SINE[whole + 1]! - SINE[whole]!)
}

class ChorusKernel implements DeviceKernel {
  readonly latencyFrames = 0
  readonly tailSeconds = 0.06
  #rateHz: number
  #turnsPerFrame = 0
  #turns = 0
  #depth: Ramp
  #delay: Ramp
  #spread: Ramp
  #mix: Ramp
  #left: DelayLine
  #right: DelayLine

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#depth = new Ramp(rateHz, 0, DELAY_RAMP_SECONDS)
    this.#delay = new Ramp(rateHz, 0, DELAY_RAMP_SECONDS)
    this.#spread = new Ramp(rateHz, 0, DELAY_RAMP_SECONDS)
    this.#mix = new Ramp(rateHz)
    const frames = Math.ceil(0.06 * rateHz) + 4
    this.#left = new DelayLine(frames)
    this.#right = new DelayLine(frames)
  }

  setParameter(index: number, value: number, isInstant: boolean): void {
    if (index === P.rate) this.#turnsPerFrame = value / this.#rateHz
    else if (index === P.depth) this.#depth.set((value / 1000) * this.#rateHz, isInstant)
    else if (index === P.delay) this.#delay.set((value / 1000) * this.#rateHz, isInstant)
    else if (index === P.spread) this.#spread.set((value / 100) * SPREAD_TURNS, isInstant)
    else this.#mix.set(value / 100, isInstant)
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const delay = this.#delay.next()
      const depth = this.#depth.next()
      const spread = this.#spread.next()
      const mix = this.#mix.next()
      this.#left.write(left[i]!)
      this.#right.write(right[i]!)
      this.#turns += this.#turnsPerFrame
      if (this.#turns >= 1) this.#turns -= 1
      const wetLeft = voices(this.#left, delay, depth, this.#turns)
      const wetRight = voices(this.#right, delay, depth, this.#turns + spread)
      left[i] = left[i]! + mix * (wetLeft - left[i]!)
      right[i] = right[i]! + mix * (wetRight - right[i]!)
    }
  }

  /** Nothing feeds back. */
  flush(): void {}

  reset(): void {
    this.#turns = 0
    this.#depth.finish()
    this.#delay.finish()
    this.#spread.finish()
    this.#mix.finish()
    this.#left.clear()
    this.#right.clear()
  }
}

/** The mean of the voices, scaled so that voices that are out of step are as loud as one. */
function voices(line: DelayLine, delay: number, depth: number, turns: number): number {
  let sum = 0
  for (let voice = 0; voice < VOICES; voice++) {
    const frames = delay + depth * (1 + tableSine(turns + voice / VOICES))
    sum += readBetween(line, Math.max(1, frames))
  }
  return sum * VOICE_GAIN
}

const VOICE_GAIN = 1 / Math.sqrt(VOICES)

/** Hermite's cubic through the four samples around the place. */
function readBetween(line: DelayLine, frames: number): number {
  const whole = Math.floor(frames)
  const x = frames - whole
  const a = line.read(whole - 1)
  const b = line.read(whole)
  const c = line.read(whole + 1)
  const d = line.read(whole + 2)
  const slope = (c - a) / 2
  const bend = a - 2.5 * b + 2 * c - d / 2
  const twist = (d - a) / 2 + 1.5 * (b - c)
  return b + x * (slope + x * (bend + x * twist))
}

export const chorus = defineDevice({
  kind: "chorus",
  label: "Chorus",
  parameters,
  createKernel: (rateHz) => new ChorusKernel(rateHz),
})
