/** Gain, panorama, width, polarity and mono: all of them one matrix of two by two, which moves smoothly; and a DC filter. */
import { exactCos, exactSin, gainOfDb } from "../exact-math.ts"
import { choice, decibels, percent } from "./device.ts"
import { defineDevice, type DeviceKernel } from "./kernel.ts"
import { OnePole } from "./one-pole.ts"
import { Ramp } from "./ramp.ts"

const P = {
  gain: 0,
  pan: 1,
  law: 2,
  width: 3,
  invertLeft: 4,
  invertRight: 5,
  mono: 6,
  dcFilter: 7,
} as const

const DC_FILTER_HZ = 5
/** Silence. */
const OFF_DB = -72
const OFF_ON = ["off", "on"]

const parameters = [
  decibels("gain", "Gain", OFF_DB, 24, 0),
  percent("pan", "Pan", -100, 100, 0),
  choice("law", "Pan law", ["balance", "constant power, -3 dB"]),
  percent("width", "Width", 0, 200, 100),
  choice("invertLeft", "Invert left", OFF_ON),
  choice("invertRight", "Invert right", OFF_ON),
  choice("mono", "Mono", OFF_ON),
  choice("dcFilter", "DC filter", OFF_ON),
]

/**
 * What each side is multiplied by. "Balance" turns the far side down and leaves the middle alone; at "constant power" the
 * squares add up to one, so that the middle lies 3 dB below the ends.
 * @param pan -1 (left) to 1
 */
export function panGains(pan: number, isConstantPower: boolean): [left: number, right: number] {
  if (!isConstantPower) return [Math.min(1, 1 - pan), Math.min(1, 1 + pan)]
  const angle = ((pan + 1) * Math.PI) / 4
  return [exactCos(angle), exactSin(angle)]
}

class UtilityKernel implements DeviceKernel {
  readonly latencyFrames = 0
  readonly tailSeconds = 0
  #values = Float64Array.from(parameters, ({ initial }) => initial)
  /** What the left and right output take from left and right. */
  #matrix: [Ramp, Ramp, Ramp, Ramp]
  #dcShare: Ramp
  #dcLeft: OnePole
  #dcRight: OnePole

  constructor(rateHz: number) {
    const ramp = (value: number) => new Ramp(rateHz, value)
    this.#matrix = [ramp(1), ramp(0), ramp(0), ramp(1)]
    this.#dcShare = ramp(0)
    this.#dcLeft = new OnePole(rateHz)
    this.#dcRight = new OnePole(rateHz)
    this.#dcLeft.set(DC_FILTER_HZ)
    this.#dcRight.set(DC_FILTER_HZ)
  }

  setParameter(index: number, value: number, isInstant: boolean): void {
    const values = this.#values
    values[index] = value
    this.#dcShare.set(values[P.dcFilter]!, isInstant)
    const level = values[P.gain]! <= OFF_DB ? 0 : gainOfDb(values[P.gain]!)
    const [panLeft, panRight] = panGains(values[P.pan]! / 100, values[P.law] === 1)
    const toLeft = panLeft * level * (values[P.invertLeft] === 1 ? -1 : 1)
    const toRight = panRight * level * (values[P.invertRight] === 1 ? -1 : 1)
    const width = values[P.mono] === 1 ? 0 : values[P.width]! / 100
    const own = (1 + width) / 2
    const other = (1 - width) / 2
    const [ll, lr, rl, rr] = this.#matrix
    ll.set(toLeft * own, isInstant)
    lr.set(toLeft * other, isInstant)
    rl.set(toRight * other, isInstant)
    rr.set(toRight * own, isInstant)
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const matrix = this.#matrix
    const dcShare = this.#dcShare
    for (let i = from; i < to; i++) {
      const l = left[i]!
      const r = right[i]!
      const share = dcShare.next()
      // The filter runs also where it is not heard, so that it has settled when it is.
      const outLeft = l - share * this.#dcLeft.low(l)
      const outRight = r - share * this.#dcRight.low(r)
      left[i] = matrix[0].next() * outLeft + matrix[1].next() * outRight
      right[i] = matrix[2].next() * outLeft + matrix[3].next() * outRight
    }
  }

  flush(): void {
    this.#dcLeft.flush()
    this.#dcRight.flush()
  }

  reset(): void {
    for (const ramp of this.#matrix) ramp.finish()
    this.#dcShare.finish()
    this.#dcLeft.reset()
    this.#dcRight.reset()
  }
}

export const utility = defineDevice({
  kind: "utility",
  label: "Utility",
  parameters,
  createKernel: (rateHz) => new UtilityKernel(rateHz),
})
