/**
 * Timecode as a pickup hears it: primary = A m sin(phi), secondary = -A m cos(phi) with phi = 2 pi cycle, where m dips to
 * 1 - 2 depth half way through every cycle whose bit is 0, and all that may happen to it afterwards. What it made comes
 * with the truth. The same seed makes the same samples.
 */
import { exactCos, exactSin, gainOfDb } from "../../dsp/exact-math.ts"
import { type Random, seededRandom } from "../../music/random.ts"
import type { TimecodeDefinition } from "../code/definitions.ts"
import { BitCursor } from "../code/bit-cursor.ts"
import { cartridgeGain } from "./cartridge.ts"
import type { Impairments } from "./impairments.ts"
import { Movement } from "./movement.ts"
import { disturbances, type Source, whiteSample } from "./noise.ts"
import type { Trajectory } from "./trajectory.ts"

export interface GeneratorOptions {
  timecode: TimecodeDefinition
  rateHz: number
  trajectory: Trajectory
  /** Where on the record the needle starts. */
  startSeconds?: number
  /** Of the carrier at speed 1, full scale being 1. */
  amplitude?: number
  /** A quarter of the way into a cycle whose bit is 0 the carrier is lower by this share. */
  depth?: number
  impairments?: Impairments
  seed?: number
}

/** What is true at each frame, if it is asked for: arrays as long as the channels. */
export interface Truth {
  positionSeconds: Float64Array
  speed: Float64Array
}

export class TimecodeGenerator {
  readonly #options: Required<GeneratorOptions>
  readonly #movement: Movement
  readonly #bits: BitCursor
  readonly #random: Random
  readonly #primaryNoise: Source
  readonly #secondaryNoise: Source
  readonly #crosstalk: number
  #frame = 0
  #dustUntil = 0
  #primary = 0
  #secondary = 0

  constructor(options: GeneratorOptions) {
    const all = {
      startSeconds: 10,
      amplitude: 0.5,
      depth: 0.25,
      impairments: {},
      seed: 1,
      ...options,
    }
    const { amplitude, rateHz, impairments, seed } = all
    this.#options = all
    this.#movement = new Movement(all.trajectory, impairments, all)
    this.#bits = new BitCursor(all.timecode)
    this.#random = seededRandom(seed)
    const noise = (index: number): Source =>
      disturbances(impairments, { amplitude, rateHz, random: seededRandom(7919 * index + seed) })
    this.#primaryNoise = noise(1)
    this.#secondaryNoise = noise(2)
    this.#crosstalk = impairments.crosstalkDb === undefined ? 0 : gainOfDb(-impairments.crosstalkDb)
  }

  /** Fills both channels with the next frames. */
  process(left: Float32Array, right: Float32Array, truth?: Truth): void {
    const { primaryIsLeft } = this.#options.timecode
    const clip = this.#options.impairments.clipAt ?? Infinity
    for (let i = 0; i < left.length; i++) {
      if (truth) {
        truth.positionSeconds[i] = this.#movement.positionSeconds
        truth.speed[i] = this.#movement.speed
      }
      this.#sound()
      const primary = Math.max(-clip, Math.min(clip, this.#primary))
      const secondary = Math.max(-clip, Math.min(clip, this.#secondary))
      left[i] = primaryIsLeft ? primary : secondary
      right[i] = primaryIsLeft ? secondary : primary
      this.#movement.advance()
      this.#frame += 1
    }
  }

  #sound(): void {
    const { amplitude, impairments } = this.#options
    const seconds = this.#frame / this.#options.rateHz
    this.#carrier(this.#gain(seconds))
    if (isBurst(impairments, seconds)) {
      this.#primary = amplitude * whiteSample(this.#random)
      this.#secondary = amplitude * whiteSample(this.#random)
    }
    const primary = this.#primary + this.#crosstalk * this.#secondary
    const secondary = this.#secondary + this.#crosstalk * this.#primary
    const dc = impairments.dc ?? 0
    this.#primary = primary + this.#primaryNoise() + dc
    this.#secondary = secondary + this.#secondaryNoise() - dc / 2
  }

  #carrier(gain: number): void {
    const { timecode, depth, impairments } = this.#options
    const cycles = this.#movement.positionSeconds * timecode.resolutionHz
    const cycle = Math.floor(cycles)
    const phase = 2 * Math.PI * (cycles - cycle)
    const dip = this.#bits.bitAt(cycle) === 0 ? depth * (1 - exactCos(phase)) : 0
    const level = gain * (1 - dip)
    const sign = timecode.isReversed ? 1 : -1
    this.#primary = level * exactSin(phase)
    this.#secondary =
      sign *
      level *
      (1 + (impairments.imbalance ?? 0)) *
      exactCos(phase + (impairments.skewRadians ?? 0))
  }

  /** Silence where the needle is off the groove. */
  #gain(seconds: number): number {
    const { amplitude, timecode, rateHz, impairments } = this.#options
    const { dustPerSecond = 0, lifts = [], cartridge } = impairments
    if (dustPerSecond > 0 && this.#random() < dustPerSecond / rateHz)
      this.#dustUntil = seconds + 0.002 + 0.008 * this.#random()
    const isOff = lifts.some(
      ({ fromSeconds, toSeconds }) => seconds >= fromSeconds && seconds < toSeconds,
    )
    if (isOff || seconds < this.#dustUntil) return 0
    const { speed } = this.#movement
    const sign = impairments.turnsOver && speed < 0 ? -1 : 1
    return sign * amplitude * (cartridge ? cartridgeGain(speed, timecode.resolutionHz) : 1)
  }
}

const isBurst = ({ skips = [] }: Impairments, seconds: number): boolean =>
  skips.some(
    ({ atSeconds, burstSeconds }) => seconds >= atSeconds && seconds < atSeconds + burstSeconds,
  )
