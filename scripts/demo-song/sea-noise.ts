/** The sea, synthesised: seeded noise through a low-pass whose cutoff and level rise and fall like slow waves. */
import type { MixBus } from "./mix-bus.ts"
import { seededRandom } from "./random.ts"
import { RATE_HZ, SECTIONS, type SectionName, secondsAtBeat } from "./song.ts"

const WAVE_SECONDS = 5.2
const LEVEL = 0.42
const FADE_SECONDS = 5
/** One side's waves roll in later than the other's. */
const SIDE_DELAY_SECONDS = 0.9

export function addSeaNoise(bus: MixBus, options: { seed: number }): void {
  const random = seededRandom(options.seed)
  for (const [side, samples] of [bus.left, bus.right].entries()) {
    let low = 0
    let lower = 0
    for (let frame = 0; frame < samples.length; frame++) {
      const seconds = frame / RATE_HZ
      const level = presence(seconds)
      if (level === 0) continue
      const wave = swell(seconds + side * SIDE_DELAY_SECONDS)
      const smoothing = 0.015 + 0.1 * wave
      low += smoothing * (random() * 2 - 1 - low)
      lower += 0.003 * (low - lower)
      samples[frame] = (samples[frame] ?? 0) + (low - lower) * LEVEL * level * (0.35 + 0.65 * wave)
    }
  }
}

/** 0 to 1: two sines of unrelated length, steeper at the crest. */
function swell(seconds: number): number {
  const long = Math.sin((2 * Math.PI * seconds) / WAVE_SECONDS)
  const short = Math.sin((2 * Math.PI * seconds) / (WAVE_SECONDS * 0.37))
  return ((long + 0.35 * short) / 2.7 + 0.5) ** 2
}

/** How much sea there is: it fades under the first bars of the piano and comes back with the outro. */
function presence(seconds: number): number {
  const harbourEnds = secondsAtBeat(startOf("piano"))
  const outroStarts = secondsAtBeat(startOf("outro"))
  if (seconds < harbourEnds) return Math.min(1, seconds / 1.5)
  if (seconds < outroStarts) return Math.max(0, 1 - (seconds - harbourEnds) / FADE_SECONDS)
  return 0.75 * Math.min(1, (seconds - outroStarts) / FADE_SECONDS)
}

function startOf(name: SectionName): number {
  return SECTIONS.find((section) => section.name === name)?.startBeat ?? 0
}
