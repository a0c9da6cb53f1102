/** True-peak limiter: looks ahead at the peaks between samples and turns down in time, for both sides alike. */
import { decayPerFrame, gainOfDb } from "../../exact-math.ts"
import { DB_PER_OCTAVE, fastLog2 } from "../../fast-decibels.ts"
import { PeakInterpolator, TRUE_PEAK_DELAY } from "../../true-peak.ts"
import { DelayLine } from "../delay-line.ts"
import { decibels, milliseconds } from "../device.ts"
import { defineDevice, GRID_FRAMES, type DeviceKernel } from "../kernel.ts"
import { Ramp } from "../ramp.ts"
import { SmoothMinimum } from "./smooth-minimum.ts"

const P = { gain: 0, ceiling: 1, release: 2 } as const
const LOOK_AHEAD_SECONDS = 0.003
/** What the moving gain itself may add between samples. */
const MARGIN_DB = 0.05

const parameters = [
  decibels("gain", "Gain", 0, 24, 0),
  decibels("ceiling", "Ceiling", -20, 0, -1),
  milliseconds("release", "Release", 5, 1000, 80),
]

class LimiterKernel implements DeviceKernel {
  readonly latencyFrames: number
  readonly tailSeconds = 0
  /** dB taken away at the end of the last block. */
  readonly meters = new Float32Array(1)
  #rateHz: number
  #gain: Ramp
  #ceiling: Ramp
  #left: PeakInterpolator
  #right: PeakInterpolator
  #lineLeft: DelayLine
  #lineRight: DelayLine
  #smooth: SmoothMinimum
  #driven = [new Float32Array(GRID_FRAMES), new Float32Array(GRID_FRAMES)] as const
  #gains = new Float64Array(GRID_FRAMES)
  #others = new Float64Array(GRID_FRAMES)

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#gain = new Ramp(rateHz, 1)
    this.#ceiling = new Ramp(rateHz, 1)
    this.#left = new PeakInterpolator(rateHz, GRID_FRAMES)
    this.#right = new PeakInterpolator(rateHz, GRID_FRAMES)
    this.#smooth = new SmoothMinimum(Math.round(LOOK_AHEAD_SECONDS * rateHz))
    this.latencyFrames = this.#smooth.delayFrames + TRUE_PEAK_DELAY
    this.#lineLeft = new DelayLine(this.latencyFrames)
    this.#lineRight = new DelayLine(this.latencyFrames)
  }

  setParameter(index: number, value: number, isInstant: boolean): void {
    if (index === P.gain) this.#gain.set(gainOfDb(value), isInstant)
    else if (index === P.ceiling) this.#ceiling.set(gainOfDb(value - MARGIN_DB), isInstant)
    else this.#smooth.release = decayPerFrame(value / 1000, this.#rateHz)
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const count = to - from
    const latency = this.latencyFrames
    const l = this.#driven[0]
    const r = this.#driven[1]
    for (let i = 0; i < count; i++) {
      const gain = this.#gain.next()
      l[i] = left[from + i]! * gain
      r[i] = right[from + i]! * gain
    }
    this.#setGains(count)
    const gains = this.#gains
    for (let i = 0; i < count; i++) {
      this.#lineLeft.write(l[i]!)
      this.#lineRight.write(r[i]!)
      left[from + i] = this.#lineLeft.read(latency) * gains[i]!
      right[from + i] = this.#lineRight.read(latency) * gains[i]!
    }
    this.meters[0] = -fastLog2(gains[count - 1]!) * DB_PER_OCTAVE
  }

  #setGains(count: number): void {
    const gains = this.#gains
    const others = this.#others
    this.#left.runRefined(this.#driven[0], 0, count, gains)
    this.#right.runRefined(this.#driven[1], 0, count, others)
    for (let i = 0; i < count; i++) {
      const ceiling = this.#ceiling.next()
      const peak = Math.max(gains[i]!, others[i]!)
      gains[i] = peak > ceiling ? ceiling / peak : 1
    }
    this.#smooth.run(gains, count)
  }

  /** Nothing feeds back: what was heard is gone after a window. */
  flush(): void {}

  reset(): void {
    this.#gain.finish()
    this.#ceiling.finish()
    this.#left.reset()
    this.#right.reset()
    this.#lineLeft.clear()
    this.#lineRight.clear()
    this.#smooth.reset()
  }
}

export const limiter = defineDevice({
  kind: "limiter",
  label: "Limiter",
  parameters,
  createKernel: (rateHz) => new LimiterKernel(rateHz),
})
