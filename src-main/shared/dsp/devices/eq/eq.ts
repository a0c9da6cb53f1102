/** Equaliser of eight bands, each a cut, shelf, bell or notch. A band that changes nothing costs nothing. */
import { dbOfPower, exactTan, gainOfDb } from "../../exact-math.ts"
import { choice, decibels, hertz, factor, type ParameterSpec } from "../device.ts"
import { defineDevice, GRID_FRAMES, type DeviceKernel } from "../kernel.ts"
import { Ramp } from "../ramp.ts"
import { BAND_SHAPES, sectionsOf, type BandSettings, type BandShape } from "./design.ts"
import { sectionPower } from "./section.ts"
import { Places, type StripKernel } from "../../strip/strip-kernel.ts"
import { SECTION_DOUBLES, SectionRunner } from "./section-runner.ts"

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
    factor(`band${band + 1}.q`, "Q", 0.1, 24, Math.SQRT1_2),
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
  /** Those that do something, in their order. */
  #active: SectionRunner[] = []
  /** May `#active` have changed? */
  #isDirty = true
  #output: Ramp
  #left = new Float64Array(GRID_FRAMES)
  #right = new Float64Array(GRID_FRAMES)
  #strip: StripKernel | null
  #places: Places
  /** Sections, and last one that passes everything, so that the kernel has an even number. */
  #memory: Float64Array
  /** Where in the kernel's memory those that do something lie. */
  #list: Uint32Array
  #listAt: number

  constructor(rateHz: number, strip: StripKernel | null) {
    this.#rateHz = rateHz
    this.#output = new Ramp(rateHz, 1)
    const count = EQ_BANDS * MAX_SECTIONS
    const doubles = (count + 1) * SECTION_DOUBLES
    this.#memory = strip?.doubles(doubles) ?? new Float64Array(doubles)
    this.#memory[count * SECTION_DOUBLES] = 1
    this.#list = strip?.offsets(count) ?? new Uint32Array(0)
    this.#listAt = this.#list.byteOffset
    this.#strip = strip?.holds(this.#memory) && strip.holds(this.#list) ? strip : null
    this.#places = new Places(this.#strip)
    this.#runners = Array.from({ length: count }, (_, i) => {
      const at = i * SECTION_DOUBLES
      return new SectionRunner(rateHz, this.#memory.subarray(at, at + SECTION_DOUBLES))
    })
  }

  get isStill(): boolean {
    if (this.#output.left > 0 || this.#isDirty) return false
    for (const runner of this.#active) if (!runner.isStill) return false
    return true
  }

  setParameter(index: number, value: number, isInstant: boolean): void {
    this.#values[index] = value
    if (index === OUTPUT) this.#output.set(gainOfDb(value), isInstant)
    else this.#aim(Math.floor(index / PER_BAND), isInstant)
  }

  #aim(band: number, isInstant: boolean): void {
    this.#isDirty = true
    const sections = sectionsOf(bandOf(this.#values, band), this.#rateHz)
    for (let i = 0; i < MAX_SECTIONS; i++)
      this.#runners[band * MAX_SECTIONS + i]!.aim(sections[i] ?? null, isInstant)
  }

  render(left: Float32Array, right: Float32Array, from: number, to: number): void {
    if (this.#isDirty) this.#gather()
    const output = this.#output
    if (output.left === 0 && output.value === 1 && this.#active.length === 0) return
    const isAtRest = output.left === 0 && !this.#isDirty
    if (isAtRest && this.#places.find(left, right)) {
      const strip = this.#strip!
      const count = this.#active.length
      strip.exports.sections(
        this.#listAt,
        count + (count & 1),
        this.#places.left + 4 * from,
        this.#places.right + 4 * from,
        to - from,
        output.value,
        strip.scratch,
      )
    } else this.#run(left, right, from, to - from)
  }

  /** The kernel's twin, and the way while something moves. */
  #run(left: Float32Array, right: Float32Array, from: number, count: number): void {
    const l = this.#left
    const r = this.#right
    const output = this.#output
    for (let i = 0; i < count; i++) {
      l[i] = left[from + i]!
      r[i] = right[from + i]!
    }
    for (const runner of this.#active) runner.run(l, r, count)
    const isMoving = output.left > 0
    let gain = output.value
    for (let i = 0; i < count; i++) {
      if (isMoving) gain = output.next()
      left[from + i] = l[i]! * gain
      right[from + i] = r[i]! * gain
    }
  }

  /** Finds out which sections do something; as long as one moves, this is to be done again. */
  #gather(): void {
    const active = this.#active
    active.length = 0
    this.#isDirty = false
    for (let i = 0; i < this.#runners.length; i++) {
      const runner = this.#runners[i]!
      if (!runner.isActive) continue
      if (runner.isMoving) this.#isDirty = true
      if (this.#strip) this.#list[active.length] = this.#offset(i)
      active.push(runner)
    }
    if (this.#strip && active.length % 2 === 1)
      this.#list[active.length] = this.#offset(this.#runners.length)
  }

  #offset(section: number): number {
    return this.#memory.byteOffset + 8 * SECTION_DOUBLES * section
  }

  flush(): void {
    for (const runner of this.#active) runner.flush()
  }

  reset(): void {
    this.#output.finish()
    this.#isDirty = true
    for (const runner of this.#runners) {
      runner.finish()
      runner.clear()
    }
  }

  release(): void {
    this.#strip?.release(this.#memory)
    this.#strip?.release(this.#list)
  }
}

export const eq = defineDevice({
  kind: "eq",
  label: "Equaliser",
  parameters,
  createKernel: (rateHz, strip) => new EqKernel(rateHz, strip),
})
