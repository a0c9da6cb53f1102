/** Sounds to lay on a record: a voice, a horn, noise, a break of drums, a chord, a siren. All computed. Mono, 44.1 kHz. */
import { makeKitSound } from "#shared/dsp/kit/index.ts"
import { nearNormal, seededRandom } from "#shared/music/random.ts"
import { scratchSample } from "#shared/scratch/index.ts"

export const SAMPLE_RATE_HZ = 44_100
const SECONDS = 1.6
const FRAMES = SECONDS * SAMPLE_RATE_HZ
const TURN = 2 * Math.PI

type Tone = (seconds: number) => number

const made = (tone: Tone): Float32Array => {
  const sound = Float32Array.from({ length: FRAMES }, (_, i) => {
    const seconds = i / SAMPLE_RATE_HZ
    const end = Math.min(1, (SECONDS - seconds) / 0.2, seconds / 0.003)
    return tone(seconds) * end
  })
  return levelled(sound)
}

function levelled(sound: Float32Array): Float32Array {
  const peak = sound.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)
  return sound.map((value) => (0.85 * value) / peak)
}

/** Harmonics of a pitch, each by its number. */
const harmonics = (hz: number, count: number, level: (n: number) => number): Tone => {
  const levels = Array.from({ length: count }, (_, i) => level(i + 1))
  return (seconds) =>
    levels.reduce((sum, each, i) => sum + each * Math.sin(TURN * hz * (i + 1) * seconds + i * i), 0)
}

function horn(): Float32Array {
  const tones = [277, 349.5, 415.6].map((hz) =>
    harmonics(hz, 24, (n) => Math.exp(-(((n * hz - 1100) / 1500) ** 2)) / Math.sqrt(n)),
  )
  return made((at) => tones.reduce((sum, tone) => sum + tone(at), 0) * (1 - Math.exp(-at / 0.02)))
}

function chord(): Float32Array {
  const tones = [196, 246.9, 293.7, 392].map((hz) => harmonics(hz, 12, (n) => 1 / n ** 1.6))
  return made((at) => tones.reduce((sum, tone) => sum + tone(at), 0) * Math.exp(-at / 0.9))
}

function noise(): Float32Array {
  const random = seededRandom(5)
  let low = 0
  return made((at) => {
    low += 0.35 * (nearNormal(random) - low)
    return low * (0.5 + 0.5 * Math.cos(TURN * 2.5 * at) ** 2)
  })
}

function siren(): Float32Array {
  return made((at) => {
    const phase = TURN * (600 * at - 220 * Math.cos(TURN * 1.1 * at))
    return Math.sin(phase) + 0.4 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase)
  })
}

function drumBreak(): Float32Array {
  const sound = new Float32Array(FRAMES)
  const hits = [
    [0, 36],
    [0.2, 42],
    [0.4, 38],
    [0.6, 42],
    [0.7, 36],
    [0.8, 36],
    [1, 46],
    [1.2, 38],
    [1.4, 42],
  ]
  for (const [at, key] of hits as [number, number][]) {
    const [layer] = makeKitSound(key).slice(-1)
    const [tile] = layer!.tiles
    const side = tile!.subarray(0, tile!.length / layer!.channels)
    const from = Math.round(at * SAMPLE_RATE_HZ)
    for (let i = 0; from + i < FRAMES; i++)
      sound[from + i]! += side[Math.round((i * 48_000) / SAMPLE_RATE_HZ)] ?? 0
  }
  return levelled(sound)
}

const ahh = (): Float32Array => scratchSample(SAMPLE_RATE_HZ)

export const SAMPLES = { ahh, horn, noise, drumBreak, chord, siren } as const
export type SampleName = keyof typeof SAMPLES
