/** Saturation: drive into a soft curve, even harmonics by bias, a tone filter. Its wet sound holds no DC. */
import { gainOfDb } from "../../exact-math.ts"
import { DelayLine, Tap } from "../delay-line.ts"
import { choice, decibels, hertz, percent } from "../device.ts"
import { defineDevice, GRID_FRAMES, type DeviceKernel } from "../kernel.ts"
import { OnePole } from "../one-pole.ts"
import { Ramp } from "../ramp.ts"
import { OversampledClip, oversamplingLatency } from "./oversampled.ts"

const P = { drive: 0, bias: 1, tone: 2, output: 3, mix: 4, oversampling: 5 } as const
const TONE_OFF_HZ = 20_000
const DC_FILTER_HZ = 5

const parameters = [
  decibels("drive", "Drive", 0, 36, 6),
  percent("bias", "Bias", -100, 100, 0),
  hertz("tone", "Tone", 1000, TONE_OFF_HZ, TONE_OFF_HZ),
  decibels("output", "Output", -24, 24, 0),
  percent("mix", "Mix", 0, 100, 100),
  choice("oversampling", "Oversampling", ["2x", "4x"], 1),
]

/** What each channel keeps for itself. */
interface Channel {
  clip: OversampledClip
  tone: OnePole
  dc: OnePole
  dry: DelayLine
  wet: Float64Array
}

class SaturationKernel implements DeviceKernel {
  readonly tailSeconds = 0
  #isFourfold = false
  #drive: Ramp
  #bias: Ramp
  #output: Ramp
  #mix: Ramp
  #dryTap: Tap
  #left: Channel
  #right: Channel
  #biases = new Float64Array(GRID_FRAMES)
  #channels: Channel[]

  constructor(rateHz: number) {
    this.#drive = new Ramp(rateHz, 1)
    this.#bias = new Ramp(rateHz)
    this.#output = new Ramp(rateHz, 1)
    this.#mix = new Ramp(rateHz, 1)
    this.#dryTap = new Tap(rateHz)
    const channel = (): Channel => ({
      clip: new OversampledClip(GRID_FRAMES),
      tone: new OnePole(rateHz),
      dc: new OnePole(rateHz),
      dry: new DelayLine(oversamplingLatency(true)),
      wet: new Float64Array(GRID_FRAMES),
    })
    this.#left = channel()
    this.#right = channel()
    this.#channels = [this.#left, this.#right]
    for (const { dc } of this.#channels) dc.set(DC_FILTER_HZ)
  }

  get latencyFrames(): number {
    return oversamplingLatency(this.#isFourfold)
  }

  setParameter(index: number, value: number, isInstant: boolean): void {
    if (index === P.drive) this.#drive.set(gainOfDb(value), isInstant)
    else if (index === P.bias) this.#bias.set(value / 100, isInstant)
    else if (index === P.output) this.#output.set(gainOfDb(value), isInstant)
    else if (index === P.mix) this.#mix.set(value / 100, isInstant)
    else if (index === P.oversampling) this.#oversample(value === 1, isInstant)
    else {
      const hz = value >= TONE_OFF_HZ ? Infinity : value
      for (const { tone } of this.#channels) tone.set(hz)
    }
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const count = to - from
    const wetLeft = this.#left.wet
    const wetRight = this.#right.wet
    for (let i = 0; i < count; i++) {
      const drive = this.#drive.next()
      this.#biases[i] = this.#bias.next()
      wetLeft[i] = left[from + i]! * drive
      wetRight[i] = right[from + i]! * drive
    }
    this.#left.clip.clip(wetLeft, this.#biases, count)
    this.#right.clip.clip(wetRight, this.#biases, count)
    shape(this.#left, count)
    shape(this.#right, count)
    this.#blend(left, right, from, count)
  }

  flush(): void {
    for (const { tone, dc } of this.#channels) {
      tone.flush()
      dc.flush()
    }
  }

  reset(): void {
    for (const ramp of [this.#drive, this.#bias, this.#output, this.#mix]) ramp.finish()
    this.#dryTap.finish()
    for (const { clip, tone, dc, dry } of this.#channels) {
      clip.reset()
      tone.reset()
      dc.reset()
      dry.clear()
    }
  }

  /** A setting for the ear at rest, not for automation: the wet sound jumps by the difference of the delays. */
  #oversample(isFourfold: boolean, isInstant: boolean): void {
    this.#isFourfold = isFourfold
    this.#dryTap.set(oversamplingLatency(isFourfold), isInstant)
    for (const { clip } of this.#channels) clip.isFourfold = isFourfold
  }

  #blend(left: Float32Array, right: Float32Array, from: number, count: number): void {
    const lineLeft = this.#left.dry
    const lineRight = this.#right.dry
    for (let i = 0; i < count; i++) {
      const output = this.#output.next()
      const mix = this.#mix.next()
      const share = this.#dryTap.advance()
      lineLeft.write(left[from + i]!)
      lineRight.write(right[from + i]!)
      const l = this.#dryTap.read(lineLeft, share)
      const r = this.#dryTap.read(lineRight, share)
      left[from + i] = l + mix * (output * this.#left.wet[i]! - l)
      right[from + i] = r + mix * (output * this.#right.wet[i]! - r)
    }
  }
}

/** Tone, and no DC. */
function shape({ wet, tone, dc }: Channel, count: number): void {
  for (let i = 0; i < count; i++) wet[i] = dc.high(tone.low(wet[i]!))
}

export const saturation = defineDevice({
  kind: "saturation",
  label: "Saturation",
  parameters,
  createKernel: (rateHz) => new SaturationKernel(rateHz),
})
