/** Compressor with knee, look-ahead and a side chain that may be filtered. */
import { gainOfDb } from "../../exact-math.ts"
import { DB_PER_OCTAVE, fastExp2 } from "../../fast-decibels.ts"
import { DelayLine, Tap } from "../delay-line.ts"
import { choice, decibels, hertz, milliseconds, percent, ratio } from "../device.ts"
import { matched } from "../eq/section.ts"
import { SectionRunner } from "../eq/section-runner.ts"
import { defineDevice, GRID_FRAMES, type DeviceKernel } from "../kernel.ts"
import { Ramp } from "../ramp.ts"
import { Places, type StripKernel } from "../../strip/strip-kernel.ts"
import { DETECTOR_DOUBLES, GainDetector } from "./detector.ts"

const P = {
  threshold: 0,
  ratio: 1,
  knee: 2,
  attack: 3,
  release: 4,
  makeUp: 5,
  mix: 6,
  lookAhead: 7,
  detector: 8,
  source: 9,
  highPass: 10,
} as const

const MAX_LOOK_AHEAD_MS = 5
/** The side chain's high-pass is off where it stands lowest. */
const HIGH_PASS_OFF_HZ = 20

const parameters = [
  decibels("threshold", "Threshold", -60, 0, -18),
  ratio("ratio", "Ratio", 1, 100, 4),
  decibels("knee", "Knee", 0, 24, 6),
  milliseconds("attack", "Attack", 0.05, 200, 10),
  milliseconds("release", "Release", 5, 2000, 120),
  decibels("makeUp", "Make-up", -12, 24, 0),
  percent("mix", "Mix", 0, 100, 100),
  { ...milliseconds("lookAhead", "Look-ahead", 0, MAX_LOOK_AHEAD_MS, 0), scale: "linear" as const },
  choice("detector", "Detector", ["peak", "RMS"]),
  choice("source", "Listens to", ["itself", "side chain"]),
  hertz("highPass", "Side low cut", HIGH_PASS_OFF_HZ, 500, HIGH_PASS_OFF_HZ),
]

class CompressorKernel implements DeviceKernel {
  readonly tailSeconds = 0
  /** dB taken away at the end of the last block. */
  readonly meters = new Float32Array(1)
  #rateHz: number
  #values = Float64Array.from(parameters, ({ initial }) => initial)
  #detector: GainDetector
  #highPass: SectionRunner
  #makeUp: Ramp
  #mix: Ramp
  #lookAhead: Tap
  #lines: [DelayLine, DelayLine]
  #left = new Float64Array(GRID_FRAMES)
  #right = new Float64Array(GRID_FRAMES)
  #heardLeft = new Float32Array(GRID_FRAMES)
  #heardRight = new Float32Array(GRID_FRAMES)
  #reductions = new Float64Array(GRID_FRAMES)
  #strip: StripKernel | null
  /** Of what it turns down, and of what it hears. */
  #places: Places
  #heard: Places
  #stateAt: number

  constructor(rateHz: number, strip: StripKernel | null) {
    this.#rateHz = rateHz
    this.#detector = new GainDetector(rateHz, strip?.doubles(DETECTOR_DOUBLES))
    this.#stateAt = this.#detector.state.byteOffset
    this.#strip = strip?.holds(this.#detector.state) ? strip : null
    this.#places = new Places(this.#strip)
    this.#heard = new Places(this.#strip)
    this.#highPass = new SectionRunner(rateHz)
    this.#makeUp = new Ramp(rateHz, 1)
    this.#mix = new Ramp(rateHz, 1)
    this.#lookAhead = new Tap(rateHz)
    const frames = this.#framesOf(MAX_LOOK_AHEAD_MS)
    this.#lines = [new DelayLine(frames), new DelayLine(frames)]
  }

  get latencyFrames(): number {
    return this.#framesOf(this.#values[P.lookAhead]!)
  }

  setParameter(index: number, value: number, isInstant: boolean): void {
    const values = this.#values
    values[index] = value
    switch (index) {
      case P.makeUp:
        this.#makeUp.set(gainOfDb(value), isInstant)
        return
      case P.mix:
        this.#mix.set(value / 100, isInstant)
        return
      case P.lookAhead:
        this.#lookAhead.set(this.#framesOf(value), isInstant)
        return
      case P.highPass:
        this.#setHighPass(value, isInstant)
        return
      case P.detector:
        this.#detector.isRms = value === 1
        return
      default:
        this.#detector.setCurve(values[P.threshold]!, values[P.ratio]!, values[P.knee]!)
        this.#detector.setTimes(values[P.attack]! / 1000, values[P.release]! / 1000)
    }
  }

  render(
    left: Float32Array,
    right: Float32Array,
    from: number,
    to: number,
    sideLeft: Float32Array | null,
    sideRight: Float32Array | null,
  ): void {
    const count = to - from
    const hearsSide = this.#values[P.source] === 1 && sideLeft && sideRight
    const heardLeft = hearsSide ? sideLeft : left
    const heardRight = hearsSide ? sideRight : right
    // The kernel works on pairs of frames.
    const isPlain = count % 2 === 0 && this.#isPlain
    if (isPlain && this.#places.find(left, right) && this.#heard.find(heardLeft, heardRight))
      this.#compress(from, count)
    else {
      this.#listen(heardLeft, heardRight, from, count)
      if (this.#isLookingAhead) this.#delay(left, right, from, count)
      this.#turn(left, right, from, count)
    }
    this.meters[0] = this.#detector.reduction * DB_PER_OCTAVE
  }

  get isStill(): boolean {
    const hearsSide = this.#values[P.source] === 1
    return !hearsSide && this.#isPlain && this.#detector.isStill
  }

  /** Without anything that moves, filters what it hears or looks ahead. */
  get #isPlain(): boolean {
    return (
      this.#mix.left === 0 &&
      this.#makeUp.left === 0 &&
      !this.#highPass.isActive &&
      !this.#isLookingAhead
    )
  }

  get #isLookingAhead(): boolean {
    return this.latencyFrames > 0 || this.#lookAhead.frames > 0
  }

  /** #listen and #turn in one, two frames at a time. */
  #compress(from: number, count: number): void {
    const strip = this.#strip!
    this.#detector.setGain(this.#mix.value, this.#makeUp.value)
    strip.exports.compress(
      this.#places.left + 4 * from,
      this.#places.right + 4 * from,
      this.#heard.left + 4 * from,
      this.#heard.right + 4 * from,
      count,
      this.#detector.isRms,
      this.#stateAt,
      strip.scratch,
    )
  }

  flush(): void {
    this.#detector.flush()
    this.#highPass.flush()
  }

  reset(): void {
    this.#detector.reset()
    this.#highPass.finish()
    this.#highPass.clear()
    this.#makeUp.finish()
    this.#mix.finish()
    this.#lookAhead.finish()
    for (const line of this.#lines) line.clear()
  }

  release(): void {
    this.#strip?.release(this.#detector.state)
  }

  #framesOf(lookAheadMs: number): number {
    return Math.round((lookAheadMs / 1000) * this.#rateHz)
  }

  #setHighPass(hz: number, isInstant: boolean): void {
    const analogue = { poleHz: hz, q: Math.SQRT1_2, n2: 1, n1: 0, n0: 0 }
    const isOff = hz <= HIGH_PASS_OFF_HZ
    const section = isOff ? null : matched({ analogue, matchHz: hz, rateHz: this.#rateHz })
    this.#highPass.aim(section, isInstant)
  }

  /** Fills #reductions from what is heard, without its low end where that is cut. */
  #listen(left: Float32Array, right: Float32Array, from: number, count: number): void {
    if (!this.#highPass.isActive) {
      this.#detector.detect(left, right, from, count, this.#reductions)
      return
    }
    const l = this.#left
    const r = this.#right
    for (let i = 0; i < count; i++) {
      l[i] = left[from + i]!
      r[i] = right[from + i]!
    }
    this.#highPass.run(l, r, count)
    this.#heardLeft.set(l)
    this.#heardRight.set(r)
    this.#detector.detect(this.#heardLeft, this.#heardRight, 0, count, this.#reductions)
  }

  /** Applies the octaves of reduction, make-up and mix. */
  #turn(left: Float32Array, right: Float32Array, from: number, count: number): void {
    const reductions = this.#reductions
    const makeUp = this.#makeUp
    const mix = this.#mix
    let wet = mix.value
    let level = makeUp.value
    const isMoving = mix.left > 0 || makeUp.left > 0
    for (let i = 0; i < count; i++) {
      if (isMoving) {
        wet = mix.next()
        level = makeUp.next()
      }
      const gain = 1 - wet + wet * level * fastExp2(-reductions[i]!)
      left[from + i]! *= gain
      right[from + i]! *= gain
    }
  }

  #delay(left: Float32Array, right: Float32Array, from: number, count: number): void {
    const tap = this.#lookAhead
    const lineLeft = this.#lines[0]
    const lineRight = this.#lines[1]
    for (let i = from; i < from + count; i++) {
      const share = tap.advance()
      lineLeft.write(left[i]!)
      lineRight.write(right[i]!)
      left[i] = tap.read(lineLeft, share)
      right[i] = tap.read(lineRight, share)
    }
  }
}

export const compressor = defineDevice({
  kind: "compressor",
  label: "Compressor",
  parameters,
  hasSideChain: true,
  createKernel: (rateHz, strip) => new CompressorKernel(rateHz, strip),
})
