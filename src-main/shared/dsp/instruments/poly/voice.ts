/**
 * One key of the synthesiser: two oscillators and noise through a state-variable filter (topology-preserving, Zavalishin
 * 2012, "The Art of VA Filter Design", chapter 4), shaped by two envelopes. What moves slowly is set every sixteenth frame
 * of the voice's life, so that its sound does not depend on how the stream is cut.
 */
import { exactExp, exactTan } from "../../exact-math.ts"
import { Envelope, type EnvelopeSettings } from "./envelope.ts"
import { shapeAt, sineAt } from "./oscillator.ts"

const CONTROL_FRAMES = 16
/** Octaves that the filter's envelope and the LFO move it at most. */
const FILTER_OCTAVES = 6
const LFO_OCTAVES = 2
/** Semitones of vibrato at most. */
const VIBRATO = 0.6
const LN2 = Math.LN2

export interface VoiceSettings {
  shape1: number
  shape2: number
  level1: number
  level2: number
  noise: number
  /** Frequency of the second oscillator over the first. */
  ratio2: number
  cutoffHz: number
  /** 1 / Q */
  damping: number
  /** -1..1 */
  filterEnvelope: number
  /** 0..1 */
  filterKeys: number
  amplitude: EnvelopeSettings
  filter: EnvelopeSettings
  lfoStep: number
  vibrato: number
  lfoFilter: number
}

export class Voice {
  key = -1
  /** Counts up with every key that goes down: the lowest is the oldest. */
  age = 0
  isHeld = false
  readonly envelope = new Envelope()
  #filterEnvelope = new Envelope()
  #rateHz: number
  #frequency = 0
  #velocity = 0
  #phase1 = 0
  #phase2 = 0
  #lfo = 0
  #noise = 1
  #frame = 0
  #step1 = 0
  #step2 = 0
  #g = 0
  #low = 0
  #band = 0

  constructor(rateHz: number) {
    this.#rateHz = rateHz
  }

  get isActive(): boolean {
    return !this.envelope.isOver
  }

  start(key: number, frequency: number, velocity: number, age: number): void {
    // A voice that still sounds goes on from where it is: a new start would be heard as a click.
    if (!this.isActive) {
      this.#phase1 = 0
      this.#phase2 = 0.25
      this.#lfo = 0
      this.#low = 0
      this.#band = 0
      this.#noise = key * 7919 + 1
      this.envelope.value = 0
      this.#filterEnvelope.value = 0
    }
    this.key = key
    this.age = age
    this.isHeld = true
    this.#frequency = frequency
    this.#velocity = velocity * velocity
    this.#frame = 0
    this.envelope.start()
    this.#filterEnvelope.start()
  }

  release(): void {
    this.isHeld = false
    this.envelope.release()
    this.#filterEnvelope.release()
  }

  stop(): void {
    this.release()
    this.envelope.value = 0
  }

  /** Adds frames from..from + count. @param bend frequency ratio of the pitch wheel @param wheel 0..1, more vibrato */
  add(
    out: Float32Array,
    from: number,
    count: number,
    settings: VoiceSettings,
    bend: number,
    wheel: number,
  ): void {
    const { shape1, shape2, level1, level2, noise, damping } = settings
    for (let i = from; i < from + count; i++) {
      if (this.#frame++ % CONTROL_FRAMES === 0) this.#control(settings, bend, wheel)
      this.#filterEnvelope.next(settings.filter)
      const level = this.envelope.next(settings.amplitude) * this.#velocity
      let sound = level1 * shapeAt(shape1, this.#phase1, this.#step1)
      if (level2 > 0) sound += level2 * shapeAt(shape2, this.#phase2, this.#step2)
      if (noise > 0) sound += noise * this.#nextNoise()
      this.#phase1 += this.#step1
      if (this.#phase1 >= 1) this.#phase1 -= 1
      this.#phase2 += this.#step2
      if (this.#phase2 >= 1) this.#phase2 -= 1
      const g = this.#g
      const high = (sound - (damping + g) * this.#band - this.#low) / (1 + damping * g + g * g)
      const band = g * high + this.#band
      const low = g * band + this.#low
      this.#band = g * high + band
      this.#low = g * band + low
      out[i]! += low * level
    }
  }

  #control(settings: VoiceSettings, bend: number, wheel: number): void {
    const { lfoStep, vibrato, lfoFilter, ratio2, cutoffHz } = settings
    this.#lfo += lfoStep * CONTROL_FRAMES
    if (this.#lfo >= 1) this.#lfo -= 1
    const lfo = sineAt(this.#lfo)
    const depth = Math.min(1, vibrato + wheel) * VIBRATO
    const pitch = depth === 0 ? bend : bend * exactExp((lfo * depth * LN2) / 12)
    const frequency = Math.min(0.45 * this.#rateHz, this.#frequency * pitch)
    this.#step1 = frequency / this.#rateHz
    this.#step2 = Math.min(0.45, this.#step1 * ratio2)
    const octaves =
      settings.filterEnvelope * FILTER_OCTAVES * this.#filterEnvelope.value +
      lfoFilter * LFO_OCTAVES * lfo
    const keys = 1 + settings.filterKeys * (this.#frequency / 261.63 - 1)
    const cutoff = cutoffHz * keys * exactExp(octaves * LN2)
    const limited = Math.min(0.45 * this.#rateHz, Math.max(20, cutoff))
    this.#g = exactTan((Math.PI * limited) / this.#rateHz)
    if (Math.abs(this.#low) < 1e-15) this.#low = 0
    if (Math.abs(this.#band) < 1e-15) this.#band = 0
  }

  #nextNoise(): number {
    this.#noise = (Math.imul(this.#noise, 1_664_525) + 1_013_904_223) | 0
    return this.#noise / 0x8000_0000
  }
}
