/** Seeded disturbances, sample by sample. */
import { decayPerFrame, exactSin, gainOfDb } from "../../dsp/exact-math.ts"
import type { Random } from "../../music/random.ts"
import type { Impairments } from "./impairments.ts"

export type Source = () => number

/** Near normal, mean 0, variance 1: the sum of four uniforms, as there are very many of them. */
export const whiteSample = (random: Random): number =>
  Math.sqrt(3) * (random() + random() + random() + random() - 2)

/** Noise of RMS 1, falling by 3 dB an octave from 20 Hz on: octaves of held noise (Voss and McCartney). */
function pinkNoise(random: Random): Source {
  const rows = new Float64Array(12)
  let count = 0
  let sum = 0
  return () => {
    count = (count + 1) % 4096
    const row = Math.min(rows.length - 1, count === 0 ? 11 : 31 - Math.clz32(count & -count))
    const held = whiteSample(random)
    sum += held - rows[row]!
    rows[row] = held
    return (sum + whiteSample(random)) / Math.sqrt(rows.length + 1)
  }
}

/** Noise of RMS about 1 through two one-pole low-passes at `hz`. */
function lowNoise(random: Random, hz: number, rateHz: number): Source {
  const kept = decayPerFrame(1 / (2 * Math.PI * hz), rateHz)
  const taken = 1 - kept
  const scale = 2 / Math.sqrt(taken)
  let first = 0
  let second = 0
  return () => {
    first += taken * (whiteSample(random) - first)
    second += taken * (first - second)
    return scale * second
  }
}

/** Clicks at random times: half a millisecond that dies away, from a random height of up to 1. */
function clicks(random: Random, perSecond: number, rateHz: number): Source {
  const decay = decayPerFrame(0.0002, rateHz)
  let level = 0
  return () => {
    if (random() < perSecond / rateHz) level = 2 * random() - 1
    level *= -decay
    return level
  }
}

/** All that is added to one channel of a carrier of `amplitude`. */
export function disturbances(
  impairments: Impairments,
  { amplitude, rateHz, random }: { amplitude: number; rateHz: number; random: Random },
): Source {
  const { noiseDb, noiseColour = "white", humDb, rumbleDb, clicksPerSecond = 0 } = impairments
  const sources: Source[] = []
  const add = (gain: number, source: Source): void => void sources.push(() => gain * source())
  const rms = amplitude * Math.SQRT1_2
  if (noiseDb !== undefined)
    add(
      rms * gainOfDb(-noiseDb),
      noiseColour === "pink" ? pinkNoise(random) : () => whiteSample(random),
    )
  if (rumbleDb !== undefined) add(rms * gainOfDb(-rumbleDb), lowNoise(random, 20, rateHz))
  if (clicksPerSecond > 0) add(4 * amplitude, clicks(random, clicksPerSecond, rateHz))
  if (humDb !== undefined) add(amplitude * gainOfDb(-humDb), hum(rateHz))
  return () => {
    let sum = 0
    for (const source of sources) sum += source()
    return sum
  }
}

function hum(rateHz: number): Source {
  let turns = 0
  return () => {
    turns = (turns + 50 / rateHz) % 1
    return exactSin(2 * Math.PI * turns) + 0.3 * exactSin(6 * Math.PI * turns)
  }
}
