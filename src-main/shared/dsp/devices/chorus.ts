/** Chorus of three voices: delays that slow sines, a third of a turn apart, draw out and in, read by cubic interpolation. */
import { exactSin } from "../exact-math.ts"
import { DelayLine } from "./delay-line.ts"
import { hertz, milliseconds, percent, type ParameterSpec } from "./device.ts"
import { defineDevice, GRID_FRAMES, type DeviceKernel } from "./kernel.ts"
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

/** Voices that are out of step add up in power: together they are as loud as one. */
const VOICE_GAIN = 1 / Math.sqrt(VOICES)

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
  #delays = new Float64Array(GRID_FRAMES)
  #depths = new Float64Array(GRID_FRAMES)
  #turnsLeft = new Float64Array(GRID_FRAMES)
  #turnsRight = new Float64Array(GRID_FRAMES)
  #wetLeft = new Float64Array(GRID_FRAMES)
  #wetRight = new Float64Array(GRID_FRAMES)

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#depth = new Ramp(rateHz, 0, DELAY_RAMP_SECONDS)
    this.#delay = new Ramp(rateHz, 0, DELAY_RAMP_SECONDS)
    this.#spread = new Ramp(rateHz, 0, DELAY_RAMP_SECONDS)
    this.#mix = new Ramp(rateHz)
    const frames = Math.ceil(0.06 * rateHz) + 4 + GRID_FRAMES
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
    const count = to - from
    this.#left.writeAll(left, from, to)
    this.#right.writeAll(right, from, to)
    this.#move(count)
    this.#wetLeft.fill(0)
    this.#wetRight.fill(0)
    for (let voice = 0; voice < VOICES; voice++) {
      this.#add(this.#left, this.#turnsLeft, voice, count, this.#wetLeft)
      this.#add(this.#right, this.#turnsRight, voice, count, this.#wetRight)
    }
    for (let i = 0; i < count; i++) {
      const mix = this.#mix.next()
      left[from + i]! += mix * (this.#wetLeft[i]! * VOICE_GAIN - left[from + i]!)
      right[from + i]! += mix * (this.#wetRight[i]! * VOICE_GAIN - right[from + i]!)
    }
  }

  /** Where the sines and the delays stand at each of the next frames. */
  #move(count: number): void {
    for (let i = 0; i < count; i++) {
      this.#delays[i] = this.#delay.next()
      this.#depths[i] = this.#depth.next()
      this.#turns += this.#turnsPerFrame
      if (this.#turns >= 1) this.#turns -= 1
      this.#turnsLeft[i] = this.#turns
      this.#turnsRight[i] = this.#turns + this.#spread.next()
    }
  }

  /** Adds a voice, read by Hermite's cubic through the four samples around its place. */
  #add(
    line: DelayLine,
    turns: Float64Array,
    voice: number,
    count: number,
    wet: Float64Array,
  ): void {
    const ahead = voice / VOICES
    for (let i = 0; i < count; i++) {
      const place = (turns[i]! + ahead) * TABLE_SIZE
      const entry = Math.floor(place)
      const low = SINE[entry & (TABLE_SIZE - 1)]!
      const high = SINE[(entry & (TABLE_SIZE - 1)) + 1]!
      const sine = low + (place - entry) * (high - low)
      const frames = this.#delays[i]! + this.#depths[i]! * (1 + sine)
      const whole = Math.floor(frames)
      const x = frames - whole
      // The line holds the whole block already: this frame lies count - 1 - i before its end.
      const back = whole + count - 1 - i
      const a = line.read(back - 1)
      const b = line.read(back)
      const c = line.read(back + 1)
      const d = line.read(back + 2)
      const bend = a - 2.5 * b + 2 * c - 0.5 * d
      const twist = 0.5 * (d - a) + 1.5 * (b - c)
      wet[i]! += b + x * (0.5 * (c - a) + x * (bend + x * twist))
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

export const chorus = defineDevice({
  kind: "chorus",
  label: "Chorus",
  parameters,
  createKernel: (rateHz) => new ChorusKernel(rateHz),
})
