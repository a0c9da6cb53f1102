/** Small songs made of tones and noise, so that every test hears something with known beginnings. */
import { writeFileSync } from "node:fs"
import { encodeWav } from "#engine/audio/index.ts"

export interface SongShape {
  seconds?: number
  notesPerSecond?: number
  sampleRateHz?: number
  channels?: number
  /** Other seeds make other melodies, so that files differ. */
  seed?: number
}

/** Decaying notes on a fixed grid, every fourth one a burst of noise. Planar, peak below 0.8. */
export function songSamples({
  seconds = 6,
  notesPerSecond = 4,
  sampleRateHz = 22_050,
  channels = 1,
  seed = 1,
}: SongShape = {}): Float32Array[] {
  const frames = Math.round(seconds * sampleRateHz)
  const noteFrames = Math.round(sampleRateHz / notesPerSecond)
  let state = seed * 2_654_435_761
  const noise = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return state / 2 ** 31
  }
  const mono = Float32Array.from({ length: frames }, (_, frame) => {
    const note = Math.floor(frame / noteFrames)
    const age = (frame % noteFrames) / sampleRateHz
    const pitchHz = 110 * 2 ** (((note * 7 + seed * 3) % 24) / 12)
    const tone = note % 4 === 3 ? noise() : Math.sin(2 * Math.PI * pitchHz * age)
    return 0.7 * tone * Math.exp(-9 * age)
  })
  return Array.from({ length: channels }, () => mono)
}

export function writeSong(path: string, shape: SongShape = {}): string {
  const sampleRateHz = shape.sampleRateHz ?? 22_050
  writeFileSync(
    path,
    encodeWav({ sampleRateHz, channels: songSamples(shape), sampleFormat: "int16" }),
  )
  return path
}
