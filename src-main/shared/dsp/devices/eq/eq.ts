/** Equaliser of eight bands, each a cut, shelf, bell or notch. A band that changes nothing costs nothing. */
import { dbOfPower, exactTan, gainOfDb } from "../../exact-math.ts"
import { choice, decibels, hertz, ratio, type ParameterSpec } from "../device.ts"
import { defineDevice, GRID_FRAMES, type DeviceKernel } from "../kernel.ts"
import { Ramp } from "../ramp.ts"
import { BAND_SHAPES, sectionsOf, type BandSettings, type BandShape } from "./design.ts"
import { sectionPower } from "./section.ts"
import { SectionRunner } from "./section-runner.ts"

const EQ_BANDS = 8
const PER_BAND = 4
const MAX_SECTIONS = 4
const OUTPUT = EQ_BANDS * PER_BAND

const INITIAL: [BandShape, number][] = [
  ["off", 30],
  ["low shelf", 100],
  ["bell", 250],
  ["bell", 700],
  ["bell", 2000],
  ["bell", 5000],
  ["high shelf", 9000],
  ["off", 18_000],
]

const parameters: readonly ParameterSpec[] = [
  ...INITIAL.flatMap(([shape, frequencyHz], band) => [
    choice(`band${band + 1}.shape`, "Shape", BAND_SHAPES, BAND_SHAPES.indexOf(shape)),
    hertz(`band${band + 1}.frequency`, "Frequency", 10, 22_000, frequencyHz),
    decibels(`band${band + 1}.gain`, "Gain", -24, 24, 0),
    ratio(`band${band + 1}.q`, "Q", 0.1, 24, Math.SQRT1_2),
  ]),
  decibels("output", "Output", -24, 24, 0),
]

/** @param values of all parameters, in their order */
function bandOf(values: ArrayLike<number>, band: number): BandSettings {
  const at = band * PER_BAND
  return {
    shape: BAND_SHAPES[values[at]!] ?? "off",
    frequencyHz: values[at + 1]!,
    gainDb: values[at + 2]!,
    q: values[at + 3]!,
  }
}

/**
 * The level at which a sine comes out, by the closed form of the filters that run, for the curve on screen.
 * @param values of all parameters, in their order
 * @param hz 0 to half the rate
 */
export function eqMagnitudeDb(values: ArrayLike<number>, rateHz: number, hz: number): number {
  const tangent = exactTan((Math.PI * Math.min(hz, 0.4999 * rateHz)) / rateHz)
  let power = 1
  for (let band = 0; band < EQ_BANDS; band++)
    for (const section of sectionsOf(bandOf(values, band), rateHz))
      power *= sectionPower(section, tangent)
  return dbOfPower(power) + values[OUTPUT]!
}

class EqKernel implements DeviceKernel {
  readonly latencyFrames = 0
  /** The lowest, narrowest bell rings for about as long. */
  readonly tailSeconds = 1
  #rateHz: number
  #values = Float64Array.from(parameters, ({ initial }) => initial)
  #runners: SectionRunner[]
  #output: Ramp
  #left = new Float64Array(GRID_FRAMES)
  #right = new Float64Array(GRID_FRAMES)

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#output = new Ramp(rateHz, 1)
    const count = EQ_BANDS * MAX_SECTIONS
    this.#runners = Array.from({ length: count }, () => new SectionRunner(rateHz))
  }

  setParameter(index: number, value: number, isInstant: boolean): void {
    this.#values[index] = value
    if (index === OUTPUT) this.#output.set(gainOfDb(value), isInstant)
    else this.#aim(Math.floor(index / PER_BAND), isInstant)
  }

  #aim(band: number, isInstant: boolean): void {
    const sections = sectionsOf(bandOf(this.#values, band), this.#rateHz)
    for (let i = 0; i < MAX_SECTIONS; i++)
      this.#runners[band * MAX_SECTIONS + i]!.aim(sections[i] ?? null, isInstant)
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const count = to - from
    const l = this.#left
    const r = this.#right
    const output = this.#output
    if (output.left === 0 && output.value === 1 && !this.#isActive()) return
    for (let i = 0; i < count; i++) {
      l[i] = left[from + i]!
      r[i] = right[from + i]!
    }
    for (const runner of this.#runners) if (runner.isActive) runner.run(l, r, count)
    const isMoving = output.left > 0
    let gain = output.value
    for (let i = 0; i < count; i++) {
      if (isMoving) gain = output.next()
      left[from + i] = l[i]! * gain
      right[from + i] = r[i]! * gain
    }
  }

  #isActive(): boolean {
    for (const runner of this.#runners) if (runner.isActive) return true
    return false
  }

  flush(): void {
    for (const runner of this.#runners) runner.flush()
  }

  reset(): void {
    this.#output.finish()
    for (const runner of this.#runners) {
      runner.finish()
      runner.clear()
    }
  }
}

export const eq = defineDevice({
  kind: "eq",
  label: "Equaliser",
  parameters,
  createKernel: (rateHz) => new EqKernel(rateHz),
})
