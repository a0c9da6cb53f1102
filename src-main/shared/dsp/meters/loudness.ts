/**
 * Loudness by ITU-R BS.1770-5 and EBU R 128: momentary (400 ms), short-term (3 s), integrated with both gates, and range
 * (EBU Tech 3342). Windows move by 10 ms, so that maxima do not depend on where a sound begins; the gates look at every tenth
 * of them, as the standard says. Memory is constant however long the sound.
 */
import { KWeighting } from "./k-weighting.ts"
import { loudnessOf, PowerHistogram } from "./power-histogram.ts"

const HOPS_PER_SECOND = 100
const MOMENTARY_HOPS = 40
const SHORT_TERM_HOPS = 300
/** From one of the gates' blocks to the next: three quarters of the momentary window overlap. */
const BLOCK_HOPS = 10
const RELATIVE_GATE_LU = -10
const RANGE_GATE_LU = -20
const SURROUND = 1.41

export interface LoudnessOptions {
  rateHz: number
  channels: number
}

/** What a channel's power counts, in WAVE order: all alike, surround speakers at the side 1.5 dB more, LFE not at all. */
export function channelWeights(channels: number): number[] {
  if (channels <= 3) return Array.from({ length: channels }, () => 1)
  if (channels === 4) return [1, 1, SURROUND, SURROUND]
  if (channels === 5) return [1, 1, 1, SURROUND, SURROUND]
  const weights = [1, 1, 1, 0, SURROUND, SURROUND]
  if (channels === 6) return weights
  // 6.1: the centre back; 7.1: the pair behind counts as the front does, the sides (last) as surround.
  if (channels === 7) return [1, 1, 1, 0, 1, SURROUND, SURROUND]
  return [1, 1, 1, 0, 1, 1, ...Array.from({ length: channels - 6 }, () => SURROUND)]
}

export class LoudnessMeter {
  #momentaryMaxPower = 0
  #shortTermMaxPower = 0
  #rateHz: number
  #filters: KWeighting[]
  #weights: number[]
  /** Weighted sums of squares of the last hops. */
  #hops = new Float64Array(SHORT_TERM_HOPS)
  #hopFrames = new Float64Array(SHORT_TERM_HOPS)
  #hop = 0
  #power = 0
  #frame = 0
  #hopStart = 0
  #blocks = new PowerHistogram()
  #shortTerms = new PowerHistogram()

  constructor({ rateHz, channels }: LoudnessOptions) {
    this.#rateHz = rateHz
    this.#weights = channelWeights(channels)
    this.#filters = this.#weights.map(() => new KWeighting(rateHz))
  }

  /** Takes the first `frames` samples of every channel. */
  process(channels: readonly Float32Array[], frames: number): void {
    let at = 0
    while (at < frames) {
      const hopEnd = this.#frameOfHop(this.#hop + 1)
      const end = Math.min(frames, at + hopEnd - this.#frame)
      for (let channel = 0; channel < this.#filters.length; channel++) {
        const weight = this.#weights[channel]!
        if (weight > 0)
          this.#power += weight * this.#filters[channel]!.power(channels[channel]!, at, end)
      }
      this.#frame += end - at
      at = end
      if (this.#frame === hopEnd) this.#endHop()
    }
  }

  /** LUFS of the last 400 ms; -Infinity before and in silence. */
  get momentary(): number {
    return this.#lastLoudness(MOMENTARY_HOPS)
  }

  /** LUFS of the last 3 s; -Infinity before and in silence. */
  get shortTerm(): number {
    return this.#lastLoudness(SHORT_TERM_HOPS)
  }

  get momentaryMax(): number {
    return loudnessOf(this.#momentaryMaxPower)
  }

  get shortTermMax(): number {
    return loudnessOf(this.#shortTermMaxPower)
  }

  /** LUFS of all blocks that are not gated; -Infinity where none is. */
  get integrated(): number {
    return this.#blocks.meanLoudness(this.#blocks.meanLoudness() + RELATIVE_GATE_LU)
  }

  /** LU from the 10th to the 95th percentile of the short-term loudness; 0 before there is any. */
  get range(): number {
    const gate = this.#shortTerms.meanLoudness() + RANGE_GATE_LU
    if (gate === -Infinity) return 0
    return this.#shortTerms.percentile(0.95, gate) - this.#shortTerms.percentile(0.1, gate)
  }

  reset(): void {
    this.#momentaryMaxPower = this.#shortTermMaxPower = 0
    this.#hop = this.#power = this.#frame = this.#hopStart = 0
    for (const filter of this.#filters) filter.reset()
    this.#blocks.reset()
    this.#shortTerms.reset()
  }

  /** The frame at which a hop begins: rounded from its time, so that no rate makes them drift. */
  #frameOfHop(hop: number): number {
    return Math.round((hop * this.#rateHz) / HOPS_PER_SECOND)
  }

  #endHop(): void {
    const place = this.#hop % SHORT_TERM_HOPS
    this.#hops[place] = this.#power
    this.#hopFrames[place] = this.#frame - this.#hopStart
    this.#hop += 1
    this.#power = 0
    this.#hopStart = this.#frame
    const isBlock = this.#hop % BLOCK_HOPS === 0
    if (this.#hop >= MOMENTARY_HOPS) {
      const power = this.#lastPower(MOMENTARY_HOPS)
      this.#momentaryMaxPower = Math.max(this.#momentaryMaxPower, power)
      if (isBlock) this.#blocks.add(power)
    }
    if (this.#hop >= SHORT_TERM_HOPS) {
      const power = this.#lastPower(SHORT_TERM_HOPS)
      this.#shortTermMaxPower = Math.max(this.#shortTermMaxPower, power)
      if (isBlock) this.#shortTerms.add(power)
    }
  }

  #lastLoudness(hops: number): number {
    return this.#hop < hops ? -Infinity : loudnessOf(this.#lastPower(hops))
  }

  #lastPower(hops: number): number {
    let power = 0
    let frames = 0
    for (let back = 1; back <= hops; back++) {
      const place = (this.#hop - back) % SHORT_TERM_HOPS
      power += this.#hops[place]!
      frames += this.#hopFrames[place]!
    }
    return power / frames
  }
}
