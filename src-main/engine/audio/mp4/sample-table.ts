import { boxAt, u32, u64 } from "./boxes.ts"

export interface SampleRange {
  position: number
  bytes: number
}

/** Walks a track's samples in order straight from the tables' bytes (stsz, stsc, stco or co64); nothing is unpacked. */
export function* tableSamples(stbl: Buffer): Generator<SampleRange> {
  const sizes = boxAt(stbl, "stsz") ?? Buffer.alloc(0)
  const chunks = boxAt(stbl, "stsc") ?? Buffer.alloc(0)
  const short = boxAt(stbl, "stco")
  const long = short ? null : boxAt(stbl, "co64")
  const offsets = short ?? long ?? Buffer.alloc(0)
  const width = short ? 4 : 8
  const fixedBytes = u32(sizes, 4)
  const samples = sampleCount(stbl)
  const chunkCount = Math.min(u32(offsets, 4), Math.floor((offsets.length - 8) / width))
  const runs = Math.min(u32(chunks, 4), Math.floor((chunks.length - 8) / 12))
  let sample = 0
  for (let chunk = 0, run = 0; chunk < chunkCount && sample < samples; chunk++) {
    while (run + 1 < runs && u32(chunks, 8 + 12 * (run + 1)) <= chunk + 1) run++
    let position = short ? u32(offsets, 8 + 4 * chunk) : u64(offsets, 8 + 8 * chunk)
    const inChunk = u32(chunks, 12 + 12 * run)
    for (let index = 0; index < inChunk && sample < samples; index++, sample++) {
      const bytes = fixedBytes || u32(sizes, 12 + 4 * sample)
      yield { position, bytes }
      position += bytes
    }
  }
}

/** The samples that the table holds, whatever it claims. */
export function sampleCount(stbl: Buffer): number {
  const sizes = boxAt(stbl, "stsz")
  if (!sizes) return 0
  const claimed = u32(sizes, 8)
  return u32(sizes, 4) > 0 ? claimed : Math.min(claimed, Math.floor((sizes.length - 12) / 4))
}

/** The sum of the samples' durations in the media's time scale. */
export function totalDuration(stbl: Buffer): number {
  const stts = boxAt(stbl, "stts")
  if (!stts) return 0
  const entries = Math.min(u32(stts, 4), Math.floor((stts.length - 8) / 8))
  let total = 0
  for (let index = 0; index < entries; index++)
    total += u32(stts, 8 + 8 * index) * u32(stts, 12 + 8 * index)
  return total
}
