/** Songs that were never played: chunks of seven kinds of sound in sections, for tests and for looking at views. */
import { FEATURE_COUNT, type Part, type Song } from "../../src-main/shared/contract/index.ts"

export const GROUP_LABELS = [
  "Low thump",
  "Bright hiss",
  "Snap",
  "Bowed, dark",
  "Piano, low",
  "Piano, high",
]

export function seededRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random())
}

export interface SyntheticChunks {
  boundsSeconds: Float64Array
  groups: Int32Array
  features: Float32Array
  loudnessDb: Float32Array
  brightnessHz: Float32Array
  pitchHz: Float32Array
  pitchConfidence: Float32Array
  positions: Float32Array
}

const CENTRES = [
  [-0.8, -0.15, 0.3],
  [0.75, 0.35, -0.3],
  [0.75, -0.25, 0.45],
  [-0.2, 0.4, -0.15],
  [-0.7, 0.45, -0.65],
  [0.2, 0.05, 0.15],
] as const

export function syntheticChunks(part: Part, seed: number): SyntheticChunks {
  const random = seededRandom(seed)
  const count = part.chunkCount
  const lengths = Array.from({ length: count }, () => 0.06 + random() * random() * 0.6)
  const scale = part.durationSeconds / lengths.reduce((sum, length) => sum + length, 0)
  const chunks: SyntheticChunks = {
    boundsSeconds: new Float64Array(count + 1),
    groups: new Int32Array(count),
    features: new Float32Array(count * FEATURE_COUNT),
    loudnessDb: new Float32Array(count),
    brightnessHz: new Float32Array(count),
    pitchHz: new Float32Array(count),
    pitchConfidence: new Float32Array(count),
    positions: new Float32Array(count * 3),
  }
  for (let i = 0; i < count; i++) {
    chunks.boundsSeconds[i + 1] = (chunks.boundsSeconds[i] ?? 0) + (lengths[i] ?? 0) * scale
    const section = Math.floor((i / count) * 5)
    const group = random() < 0.06 ? -1 : (Math.floor(random() * 4) + section) % CENTRES.length
    chunks.groups[i] = group
    chunks.loudnessDb[i] = -14 - random() * 24 - (group === 4 ? 6 : 0)
    chunks.brightnessHz[i] = 300 + 5000 * random() ** 2 + (group === 1 ? 4000 : 0)
    chunks.pitchHz[i] = group >= 3 ? 110 * 2 ** (Math.floor(random() * 24) / 12) : 0
    chunks.pitchConfidence[i] = group >= 3 ? 0.7 + 0.3 * random() : 0.2 * random()
    const along = i / count - 0.5 + normal(random) * 0.06
    const centre = CENTRES[group < 0 ? Math.floor(random() * CENTRES.length) : group] ?? CENTRES[0]
    const spread = group < 0 ? 0.35 : 0.07
    for (let axis = 0; axis < 3; axis++) {
      const bend = axis === group % 3 ? along * 0.5 : Math.sin(along * 5 + axis + group) * 0.1
      chunks.positions[i * 3 + axis] = 0.8 * ((centre[axis] ?? 0) + bend + normal(random) * spread)
    }
    for (let f = 0; f < FEATURE_COUNT; f++) {
      const shape = Math.exp(-(((f - 4 - group * 3.5) / 4) ** 2))
      chunks.features[i * FEATURE_COUNT + f] = shape * 2 + normal(random) * 0.25
    }
  }
  return chunks
}

/** Min, max pairs: an attack and a decay per chunk. */
export function syntheticPeaks(
  part: Part,
  chunks: SyntheticChunks,
  window: { framesPerPeak: number; startFrame: number; peaks: number },
): Float32Array<ArrayBuffer> {
  const random = seededRandom(window.startFrame + 7)
  const left = Math.max(0, Math.ceil((part.frames - window.startFrame) / window.framesPerPeak))
  const count = Math.min(window.peaks, left)
  const peaks = new Float32Array(count * 2)
  let chunk = 0
  for (let i = 0; i < count; i++) {
    const seconds = (window.startFrame + i * window.framesPerPeak) / part.sampleRateHz
    while ((chunks.boundsSeconds[chunk + 1] ?? Infinity) <= seconds) chunk++
    const since = seconds - (chunks.boundsSeconds[chunk] ?? 0)
    const section =
      0.35 + 0.6 * Math.abs(Math.sin((seconds / part.durationSeconds) * 7 + part.id.length))
    const gain = 10 ** (((chunks.loudnessDb[chunk] ?? -30) + 14) / 20) * section
    const height = Math.min(1, gain * Math.exp(-since * 4) * (0.65 + 0.35 * random()))
    peaks[i * 2] = -height * (0.8 + 0.2 * random())
    peaks[i * 2 + 1] = height
  }
  return peaks
}

let lastId = 0

export interface SongOptions extends Partial<Omit<Song, "parts" | "id">> {
  id?: string
  partNames?: string[]
  chunkCount?: number
  /** Of every part. */
  warning?: string
}

export function aSong(options: SongOptions = {}): Song {
  const { id = `song-${++lastId}`, partNames, chunkCount = 420, warning = "", ...given } = options
  const durationSeconds = given.durationSeconds ?? 214
  const names = partNames ?? ["Mix"]
  const parts = names.map((name, index) => ({
    id: `${id}-part-${index}`,
    songId: id,
    name,
    mediaHash: `${id}${index}`.padEnd(64, "0"),
    sampleRateHz: 48_000,
    channels: 2,
    frames: Math.round(durationSeconds * 48_000),
    durationSeconds,
    chunkCount,
    warning,
  }))
  return {
    title: "Night Ferry",
    artist: "",
    kind: names.length > 1 ? "stems" : "song",
    durationSeconds,
    tags: [],
    sourcePath: "",
    format: "wav",
    addedAt: Date.UTC(2026, 10, 20, 9),
    removedAt: null,
    hasMap: true,
    ...given,
    id,
    parts,
  } as unknown as Song
}
