/** True-peak limiter: looks ahead at the peaks between samples and turns down in time, for both sides alike. */
import { decayPerFrame, gainOfDb } from "../../exact-math.ts"
import { DB_PER_OCTAVE, fastLog2 } from "../../fast-decibels.ts"
import { PEAK_GROWTH, PeakInterpolator, TRUE_PEAK_DELAY } from "../../true-peak.ts"
import { DelayLine } from "../delay-line.ts"
import { decibels, milliseconds } from "../device.ts"
import { defineDevice, type DeviceKernel } from "../kernel.ts"
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
  /** Frames until the last loud one is out of the interpolators' reach. */
  #loudFrames = 0

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#gain = new Ramp(rateHz, 1)
    this.#ceiling = new Ramp(rateHz, 1)
    this.#left = new PeakInterpolator(rateHz)
    this.#right = new PeakInterpolator(rateHz)
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
    const latency = this.latencyFrames
    let turn = 1
    for (let i = from; i < to; i++) {
      const gain = this.#gain.next()
      const ceiling = this.#ceiling.next()
      const l = left[i]! * gain
      const r = right[i]! * gain
      this.#lineLeft.write(l)
      this.#lineRight.write(r)
      const peak = this.#peak(l, r, ceiling)
      turn = this.#smooth.push(peak > ceiling ? ceiling / peak : 1)
      left[i] = this.#lineLeft.read(latency) * turn
      right[i] = this.#lineRight.read(latency) * turn
    }
    this.meters[0] = -fastLog2(turn) * DB_PER_OCTAVE
  }

  /** 0 where nothing within reach is so loud that a peak between samples could lie above the ceiling. */
  #peak(l: number, r: number, ceiling: number): number {
    const isLoud = Math.max(Math.abs(l), Math.abs(r)) * PEAK_GROWTH > ceiling
    this.#loudFrames = isLoud ? 2 * TRUE_PEAK_DELAY : Math.max(0, this.#loudFrames - 1)
    if (this.#loudFrames > 0) return Math.max(this.#left.pushRefined(l), this.#right.pushRefined(r))
    this.#left.pass(l)
    this.#right.pass(r)
    return 0
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
    this.#loudFrames = 0
  }
}

export const limiter = defineDevice({
  kind: "limiter",
  label: "Limiter",
  parameters,
  createKernel: (rateHz) => new LimiterKernel(rateHz),
})
