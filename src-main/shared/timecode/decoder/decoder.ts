/**
 * Timecode to position and speed by following the phase of the stereo signal's phasor, not its edges: speed without waiting for
 * a crossing, position to a few microseconds, and the place on the record from bits that are kept by their cycles, so that a
 * reversal loses none. Makes no objects while it runs; the same numbers wherever it runs.
 */
import type { TimecodeDefinition } from "../code/definitions.ts"
import { StateIndex } from "../code/state-index.ts"
import { Anchor } from "./anchor.ts"
import { CycleReader } from "./cycle-reader.ts"
import { Ellipse } from "./ellipse.ts"
import { NeedleWatch } from "./needle-watch.ts"
import { NoiseFloor } from "./noise-floor.ts"
import { PhaseTracker } from "./phase-tracker.ts"
import { turnsOf } from "./phase.ts"
import { Polarity } from "./polarity.ts"
import { Scope } from "./scope.ts"
import { SignalGate } from "./signal-gate.ts"
import { PLAIN, type Wiring } from "./wiring.ts"

export interface DecoderOptions {
  timecode: TimecodeDefinition
  rateHz: number
  /** Made beforehand where several decoders read one timecode. */
  index?: StateIndex
  wiring?: Wiring
}

/** Speed above which loudness and the ellipse are learnt. */
const LEARNING_SPEED = 0.3
/** Share of the power at speed below which the record may be turning back. */
const QUIET = 0.05
/** Larger samples are none. */
const LARGEST_SAMPLE = 64

export class TimecodeDecoder {
  readonly rateHz: number
  /** What came in, for a calibration view. */
  readonly scope: Scope
  /** The ellipse that it lies on, in full scales: learnt while it moves, to be read only. */
  readonly ellipse: Readonly<Ellipse>
  readonly #resolutionHz: number
  readonly #leftIsPrimary: boolean
  /** x is minus the secondary, unless that is negated already. */
  readonly #xSign: number
  readonly #ySign: number
  readonly #framesToSpeed: number
  readonly #noise: NoiseFloor
  readonly #gate: SignalGate
  readonly #ellipse: Ellipse
  readonly #tracker: PhaseTracker
  readonly #reader = new CycleReader()
  readonly #anchor: Anchor
  readonly #needle: NeedleWatch
  readonly #polarity: Polarity
  #jumps = 0
  #wasHeard = false

  constructor(options: DecoderOptions) {
    const { timecode, rateHz, index = new StateIndex(timecode), wiring = PLAIN } = options
    this.rateHz = rateHz
    this.#resolutionHz = timecode.resolutionHz
    this.#leftIsPrimary = timecode.primaryIsLeft !== wiring.isSwapped
    const leftSign = wiring.invertsLeft ? -1 : 1
    const rightSign = wiring.invertsRight ? -1 : 1
    this.#xSign = (timecode.isReversed ? 1 : -1) * (this.#leftIsPrimary ? rightSign : leftSign)
    this.#ySign = this.#leftIsPrimary ? leftSign : rightSign
    this.#framesToSpeed = rateHz / timecode.resolutionHz
    this.#noise = new NoiseFloor(rateHz)
    this.#gate = new SignalGate(rateHz)
    this.#ellipse = new Ellipse(timecode.resolutionHz)
    this.ellipse = this.#ellipse
    this.#tracker = new PhaseTracker(rateHz)
    this.#anchor = new Anchor(timecode, index)
    this.#needle = new NeedleWatch(rateHz)
    this.#polarity = new Polarity(rateHz)
    this.scope = new Scope(rateHz)
  }

  /** Seconds of record passed since the start, wherever that was; negative backwards. */
  get travelSeconds(): number {
    return this.#tracker.cycles / this.#resolutionHz
  }

  /** Place on the record in seconds at 33 1/3 rpm; NaN while it is unknown. */
  get positionSeconds(): number {
    if (!this.isKnown) return NaN
    return (this.#tracker.cycles + this.#anchor.offset) / this.#resolutionHz
  }

  /** 1 is 33 1/3 rpm, negative is backwards. */
  get speed(): number {
    return this.#tracker.speed * this.#framesToSpeed
  }

  /** Whether the place on the record is known, and nothing speaks against it. */
  get isKnown(): boolean {
    return this.#anchor.isTrusted && !this.#needle.isLifted && !this.#tracker.isLost
  }

  /** Whether both channels are turned over. */
  get isUpsideDown(): boolean {
    return this.#polarity.isUpsideDown
  }

  /** Whether there has been nothing to hear for a while: no needle, no record, or nothing yet. */
  get isLifted(): boolean {
    return this.#needle.isLifted
  }

  /** Amplitude of the carrier at present, full scale being 1. */
  get level(): number {
    return Math.sqrt(this.#gate.power)
  }

  /** RMS of the noise of one channel. */
  get noise(): number {
    return Math.sqrt(this.#noise.variance)
  }

  /** Share of the last bits that were wrong, while the place is known. */
  get bitErrors(): number {
    return this.#anchor.errorShare
  }

  /** Reads frames from..to of both channels. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const primary = sampleOf(this.#leftIsPrimary ? left[i]! : right[i]!)
      const secondary = sampleOf(this.#leftIsPrimary ? right[i]! : left[i]!)
      this.#frame(this.#xSign * secondary, this.#ySign * primary)
    }
  }

  #frame(rawX: number, rawY: number): void {
    const ellipse = this.#ellipse
    const offX = rawX - ellipse.centreX
    const offY = rawY - ellipse.centreY
    const x = ellipse.xx * offX + ellipse.xy * offY
    const y = ellipse.xy * offX + ellipse.yy * offY
    const power = x * x + y * y
    this.#noise.push(rawX, rawY)
    const { speed } = this
    const isAtSpeed = speed > LEARNING_SPEED || speed < -LEARNING_SPEED
    const weight = this.#gate.push(power, this.#noise.variance, isAtSpeed)
    this.#follow(x, y, weight)
    if (this.#reader.moveTo(this.#tracker.cycles)) this.#read(isAtSpeed)
    if (weight === 0 || this.#tracker.isLost) this.#reader.miss()
    else {
      const passed = Math.abs(this.#tracker.speed) + 1e-9
      this.#reader.add(this.#tracker.cycles, passed, Math.sqrt(power), rawX, rawY)
    }
    this.scope.push(rawX, rawY)
  }

  #follow(x: number, y: number, weight: number): void {
    const tracker = this.#tracker
    const { isPresent } = this.#gate
    const measured = turnsOf(x, y)
    if (weight > 0) {
      const { power, loudPower } = this.#gate
      this.#polarity.follow(measured - tracker.expected, this.speed, power < QUIET * loudPower)
    }
    const phase = measured + this.#polarity.turned
    if (weight > 0) tracker.advance(phase, weight)
    else if (isPresent) tracker.coast()
    else tracker.silence()
    const isHeard = isPresent && !tracker.isLost
    if (!isHeard || !this.#wasHeard) this.#watch(isHeard, phase)
    if (tracker.jumps !== this.#jumps) this.#jump()
    if (isHeard && this.#polarity.settle(this.speed)) this.#turnOver()
  }

  /** Half a cycle of the way was taken for the signal's turning over. */
  #turnOver(): void {
    this.#tracker.shift(this.#tracker.speed < 0 ? -0.5 : 0.5)
    this.#reader.interrupt()
  }

  #watch(isHeard: boolean, phase: number): void {
    const wasLifted = this.#needle.isLifted
    this.#wasHeard = isHeard
    this.#tracker.speed *= this.#needle.watch(isHeard, !this.#gate.isPresent, this.speed)
    if (this.#needle.isLifted === wasLifted) return
    if (isHeard) this.#tracker.seat(phase)
    this.#reader.interrupt()
    this.#anchor.interrupt()
  }

  #jump(): void {
    this.#jumps = this.#tracker.jumps
    this.#reader.interrupt()
    this.#anchor.interrupt()
  }

  #read(isAtSpeed: boolean): void {
    const { cycle, depth, moments } = this.#reader
    const hasNoDip = this.#anchor.push(cycle, depth)
    if (this.#polarity.learn(depth, this.speed)) this.#anchor.interrupt()
    if (hasNoDip && isAtSpeed) this.#ellipse.learn(moments)
  }
}

const sampleOf = (value: number): number =>
  value > -LARGEST_SAMPLE && value < LARGEST_SAMPLE ? value : 0
