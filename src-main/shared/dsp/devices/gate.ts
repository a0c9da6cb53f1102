/** Noise gate: opens at once where the sound rises above a threshold, closes after a hold where it has fallen well below. */
import { decayPerFrame, gainOfDb } from "../exact-math.ts"
import { DB_PER_OCTAVE, fastLog2 } from "../fast-decibels.ts"
import { choice, decibels, milliseconds } from "./device.ts"
import { defineDevice, flushed, type DeviceKernel } from "./kernel.ts"

const P = {
  threshold: 0,
  hysteresis: 1,
  attack: 2,
  hold: 3,
  release: 4,
  range: 5,
  source: 6,
} as const

/** How fast the detector falls behind a peak: a wave's own dips do not close the gate. */
const DETECTOR_SECONDS = 0.01
/** Wholly closed. */
const CLOSED_DB = -100

const parameters = [
  decibels("threshold", "Threshold", -80, 0, -40),
  decibels("hysteresis", "Hysteresis", 0, 24, 4),
  milliseconds("attack", "Attack", 0.05, 50, 1),
  { ...milliseconds("hold", "Hold", 0, 1000, 50), scale: "linear" as const },
  milliseconds("release", "Release", 5, 2000, 100),
  decibels("range", "Range", CLOSED_DB, 0, CLOSED_DB),
  choice("source", "Listens to", ["itself", "side chain"]),
]

class GateKernel implements DeviceKernel {
  readonly latencyFrames = 0
  readonly tailSeconds = 0
  /** dB taken away at the end of the last block. */
  readonly meters = new Float32Array(1)
  #rateHz: number
  #values = Float64Array.from(parameters, ({ initial }) => initial)
  #opensAt = 1
  #closesAt = 1
  #attack = 0
  #release = 0
  #holdFrames = 0
  #floor = 0
  #fall: number
  #level = 0
  #isOpen = false
  #held = 0
  #gain = 0

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#fall = decayPerFrame(DETECTOR_SECONDS, rateHz)
  }

  setParameter(index: number, value: number): void {
    const values = this.#values
    values[index] = value
    this.#opensAt = gainOfDb(values[P.threshold]!)
    this.#closesAt = gainOfDb(values[P.threshold]! - values[P.hysteresis]!)
    this.#attack = decayPerFrame(values[P.attack]! / 1000, this.#rateHz)
    this.#release = decayPerFrame(values[P.release]! / 1000, this.#rateHz)
    this.#holdFrames = Math.round((values[P.hold]! / 1000) * this.#rateHz)
    const range = values[P.range]!
    this.#floor = range <= CLOSED_DB ? 0 : gainOfDb(range)
  }

  render(
    left: Float32Array,
    right: Float32Array,
    from: number,
    to: number,
    sideLeft: Float32Array | null,
    sideRight: Float32Array | null,
  ): void {
    const hearsSide = this.#values[P.source] === 1 && sideLeft && sideRight
    const listenLeft = hearsSide ? sideLeft : left
    const listenRight = hearsSide ? sideRight : right
    let gain = this.#gain
    for (let i = from; i < to; i++) {
      this.#listen(Math.max(Math.abs(listenLeft[i]!), Math.abs(listenRight[i]!)))
      const goal = this.#isOpen ? 1 : this.#floor
      gain = goal + (gain - goal) * (this.#isOpen ? this.#attack : this.#release)
      left[i]! *= gain
      right[i]! *= gain
    }
    this.#gain = gain
    this.meters[0] = gain >= 1 ? 0 : Math.min(-CLOSED_DB, -fastLog2(gain) * DB_PER_OCTAVE)
  }

  flush(): void {
    this.#level = flushed(this.#level)
    this.#gain = flushed(this.#gain)
  }

  reset(): void {
    this.#level = this.#held = 0
    this.#isOpen = false
    this.#gain = this.#floor
  }

  #listen(peak: number): void {
    this.#level = Math.max(peak, this.#level * this.#fall)
    const keepsOpen = this.#level >= (this.#isOpen ? this.#closesAt : this.#opensAt)
    if (keepsOpen) {
      this.#isOpen = true
      this.#held = this.#holdFrames
    } else if (this.#held > 0) this.#held -= 1
    else this.#isOpen = false
  }
}

export const gate = defineDevice({
  kind: "gate",
  label: "Gate",
  parameters,
  hasSideChain: true,
  createKernel: (rateHz) => new GateKernel(rateHz),
})
