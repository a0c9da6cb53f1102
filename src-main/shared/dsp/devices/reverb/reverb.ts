/** Reverb: pre-delay, diffusion, and a network of delays that decays in the wished time. */
import { DelayLine, Tap } from "../delay-line.ts"
import { hertz, milliseconds, percent, seconds } from "../device.ts"
import { defineDevice, GRID_FRAMES, type DeviceKernel } from "../kernel.ts"
import { OnePole } from "../one-pole.ts"
import { Ramp } from "../ramp.ts"
import { Diffuser } from "./diffuser.ts"
import { MAX_SIZE, ReverbNetwork } from "./network.ts"

const P = { preDelay: 0, size: 1, decay: 2, damping: 3, lowCut: 4, width: 5, mix: 6 } as const
const MAX_PRE_DELAY_MS = 250
const DIFFUSER_MS = {
  left: [4.77, 3.59, 12.73, 9.31],
  right: [4.93, 3.43, 12.11, 9.71],
}
/** The diffuse sound of four lines on a side is as loud as what went in. */
const WET_GAIN = 0.5

const parameters = [
  { ...milliseconds("preDelay", "Pre-delay", 0, MAX_PRE_DELAY_MS, 10), scale: "linear" as const },
  percent("size", "Size", 20, MAX_SIZE * 100, 100),
  seconds("decay", "Decay", 0.1, 20, 1.8),
  percent("damping", "Damping", 0, 100, 40),
  hertz("lowCut", "Low cut", 20, 1000, 120),
  percent("width", "Width", 0, 100, 100),
  percent("mix", "Mix", 0, 100, 25),
]

class ReverbKernel implements DeviceKernel {
  readonly latencyFrames = 0
  #rateHz: number
  #values = Float64Array.from(parameters, ({ initial }) => initial)
  #preDelay: Tap
  #width: Ramp
  #mix: Ramp
  #network: ReverbNetwork
  /** The wet sound. */
  #left = new Float64Array(GRID_FRAMES)
  #right = new Float64Array(GRID_FRAMES)
  #lines: [DelayLine, DelayLine]
  #lowCuts: [OnePole, OnePole]
  #diffusers: [Diffuser, Diffuser]

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#preDelay = new Tap(rateHz)
    this.#width = new Ramp(rateHz)
    this.#mix = new Ramp(rateHz)
    this.#network = new ReverbNetwork(rateHz)
    const frames = Math.ceil((MAX_PRE_DELAY_MS / 1000) * rateHz)
    this.#lines = [new DelayLine(frames), new DelayLine(frames)]
    this.#lowCuts = [new OnePole(rateHz), new OnePole(rateHz)]
    this.#diffusers = [
      new Diffuser(DIFFUSER_MS.left, rateHz),
      new Diffuser(DIFFUSER_MS.right, rateHz),
    ]
  }

  get tailSeconds(): number {
    return this.#values[P.decay]! + this.#values[P.preDelay]! / 1000 + 0.1
  }

  setParameter(index: number, value: number, isInstant: boolean): void {
    const values = this.#values
    values[index] = value
    switch (index) {
      case P.preDelay:
        this.#preDelay.set(Math.round((value / 1000) * this.#rateHz), isInstant)
        return
      case P.width:
        this.#width.set(value / 100, isInstant)
        return
      case P.mix:
        this.#mix.set(value / 100, isInstant)
        return
      case P.lowCut:
        for (const filter of this.#lowCuts) filter.set(value)
        return
      default:
        this.#setRoom(isInstant)
    }
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const count = to - from
    const l = this.#left
    const r = this.#right
    this.#prepare(left, right, from, count)
    this.#diffusers[0].run(l, count)
    this.#diffusers[1].run(r, count)
    this.#network.run(l, r, count)
    const isMoving = this.#mix.left > 0 || this.#width.left > 0
    let mix = this.#mix.value
    let width = this.#width.value
    for (let i = 0; i < count; i++) {
      if (isMoving) {
        mix = this.#mix.next()
        width = this.#width.next()
      }
      const middle = 0.5 * (l[i]! + r[i]!)
      const wetLeft = WET_GAIN * (middle + width * (l[i]! - middle))
      const wetRight = WET_GAIN * (middle + width * (r[i]! - middle))
      left[from + i]! += mix * (wetLeft - left[from + i]!)
      right[from + i]! += mix * (wetRight - right[from + i]!)
    }
  }

  flush(): void {
    this.#network.flush()
    for (const filter of this.#lowCuts) filter.flush()
  }

  reset(): void {
    this.#preDelay.finish()
    this.#width.finish()
    this.#mix.finish()
    this.#network.reset()
    for (const line of this.#lines) line.clear()
    for (const filter of this.#lowCuts) filter.reset()
    for (const diffuser of this.#diffusers) diffuser.reset()
  }

  /** High frequencies decay in the same time without damping, in a twentieth with all of it. */
  #setRoom(isInstant: boolean): void {
    const decay = this.#values[P.decay]!
    const highDecay = decay * (1 - (0.95 * this.#values[P.damping]!) / 100)
    this.#network.setRoom(this.#values[P.size]! / 100, decay, highDecay, isInstant)
  }

  /** Fills the wet sound with the late, thinned input. */
  #prepare(left: Float32Array, right: Float32Array, from: number, count: number): void {
    const lineLeft = this.#lines[0]
    const lineRight = this.#lines[1]
    const cutLeft = this.#lowCuts[0]
    const cutRight = this.#lowCuts[1]
    for (let i = 0; i < count; i++) {
      const share = this.#preDelay.advance()
      lineLeft.write(left[from + i]!)
      lineRight.write(right[from + i]!)
      this.#left[i] = cutLeft.high(this.#preDelay.read(lineLeft, share))
      this.#right[i] = cutRight.high(this.#preDelay.read(lineRight, share))
    }
  }
}

export const reverb = defineDevice({
  kind: "reverb",
  label: "Reverb",
  parameters,
  createKernel: (rateHz) => new ReverbKernel(rateHz),
})
