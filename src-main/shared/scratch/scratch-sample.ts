/**
 * A sound to scratch with, computed: three voices sing "ahh". Pulses of the vocal folds (A. Rosenberg, "Effect of glottal
 * pulse shape", 1971) with breath go through the resonances of a vocal tract in parallel (D. Klatt, "Software for a
 * cascade/parallel formant synthesizer", 1980). The same to the bit on every machine; own work, free to use (CC0).
 */
import { exactCos, exactExp, exactSin } from "../dsp/exact-math.ts"
import { nearNormal, seededRandom, type Random } from "../music/random.ts"

export const SCRATCH_SAMPLE_SECONDS = 1.5

/**
 * Of an open mouth: where it stands, how wide it is, how loud; it begins lower and closes a little towards the end. Every
 * other one is turned round, or they would cancel one another between them.
 */
const FORMANTS = [
  { hz: 760, beginHz: 520, endHz: 700, widthHz: 90, gain: 1 },
  { hz: 1180, beginHz: 1020, endHz: 1130, widthHz: 100, gain: -1.1 },
  { hz: 2640, beginHz: 2400, endHz: 2600, widthHz: 150, gain: 1.5 },
  { hz: 3420, beginHz: 3300, endHz: 3400, widthHz: 210, gain: -1.4 },
  { hz: 4600, beginHz: 4600, endHz: 4600, widthHz: 320, gain: 1.1 },
] as const

/** Two that sing the same and one above, each a little beside the others. */
const VOICES = [
  { hz: 147, level: 1, lateSeconds: 0, tract: 1 },
  { hz: 148.3, level: 0.7, lateSeconds: 0.011, tract: 1.05 },
  { hz: 220.4, level: 0.5, lateSeconds: 0.017, tract: 1.11 },
] as const

const OPENING_SECONDS = 0.07
const ATTACK_SECONDS = 0.012
const RELEASE_SECONDS = 0.45
const PEAK = 0.89
const SEED = 1210
/** Resonances move so slowly that they are found anew only so often. */
const STEP_FRAMES = 32

/**
 * Mono, 1.5 s, between -0.89 and 0.89; it begins and ends at silence, and sounds from its first hundredth of a second on.
 * @param rateHz 8000 to 192000
 */
export function scratchSample(rateHz: number): Float32Array {
  const sum = new Float64Array(Math.round(SCRATCH_SAMPLE_SECONDS * rateHz))
  const random = seededRandom(SEED)
  for (const voice of VOICES) sing(sum, voice, rateHz, random)
  let peak = 0
  for (const value of sum) peak = Math.max(peak, Math.abs(value))
  return Float32Array.from(sum, (value) => (value / peak) * PEAK)
}

function sing(
  sum: Float64Array,
  { hz, level, lateSeconds, tract }: (typeof VOICES)[number],
  rateHz: number,
  random: Random,
): void {
  const source = breathAndPulses(sum.length, { hz, rateHz, random })
  const late = Math.round(lateSeconds * rateHz)
  for (const { beginHz, endHz, widthHz, gain, ...formant } of FORMANTS) {
    if (formant.hz * tract > 0.45 * rateHz) continue
    const keep = exactExp((-Math.PI * widthHz) / rateHz)
    // Zeros at 0 and at half the rate, and at the resonance as loud as the source, however narrow it is.
    const scale = (level * gain * (1 - keep * keep)) / 2
    let [before, twoBefore, turn] = [0, 0, 0]
    for (let i = 0; i + late < sum.length; i++) {
      if (i % STEP_FRAMES === 0) {
        const at = i / rateHz
        const middle = formant.hz + (endHz - formant.hz) * (at / SCRATCH_SAMPLE_SECONDS)
        const place = tract * (middle + (beginHz - middle) * exactExp(-at / OPENING_SECONDS))
        turn = 2 * keep * exactCos((2 * Math.PI * place) / rateHz)
      }
      const input = source[i]! - (source[i - 2] ?? 0)
      const value = scale * input + turn * before - keep * keep * twoBefore
      twoBefore = before
      before = value
      sum[i + late]! += value * loudness((i + late) / rateHz)
    }
  }
}

interface Folds {
  hz: number
  rateHz: number
  random: Random
}

/** The flow's change, which is what radiates: a slow rise, a sharp close, and breath while they are open. */
function breathAndPulses(frames: number, { hz, rateHz, random }: Folds): Float64Array {
  const source = new Float64Array(frames)
  let phase = 0
  let jitter = 0
  let flowBefore = 0
  for (let i = 0; i < frames; i++) {
    const at = i / rateHz
    const vibrato = 0.006 * exactSin(2 * Math.PI * 5.3 * at) * Math.min(1, at / 0.4)
    const scoop = -0.06 * exactExp(-at / 0.05)
    phase += (hz * (1 + vibrato + scoop + jitter)) / rateHz
    if (phase >= 1) {
      phase -= 1
      jitter = 0.004 * nearNormal(random)
    }
    const flow = flowAt(phase)
    source[i] = ((flow - flowBefore) * rateHz) / (6 * hz) + 0.15 * nearNormal(random) * (0.3 + flow)
    flowBefore = flow
  }
  return source
}

/** Opens over 0.42 of a round, closes over 0.14. */
function flowAt(phase: number): number {
  const [opens, closes] = [0.42, 0.14]
  if (phase < opens) return 0.5 - 0.5 * exactCos((Math.PI * phase) / opens)
  const left = (phase - opens) / closes
  return left < 1 ? exactCos((Math.PI / 2) * left) : 0
}

function loudness(seconds: number): number {
  const rise = Math.min(1, seconds / ATTACK_SECONDS)
  const left = Math.max(0, Math.min(1, (SCRATCH_SAMPLE_SECONDS - seconds) / RELEASE_SECONDS))
  return rise * rise * (3 - 2 * rise) * left * left * (3 - 2 * left)
}
