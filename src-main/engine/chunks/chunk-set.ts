/** All chunks of one part as columns. */
import { FEATURE_COUNT } from "#shared/contract/chunks.ts"
import { spliceRows, type EditResult } from "./edit.ts"

export interface ChunkColumns {
  /** count x 26, row-major. */
  features: Float32Array
  loudnessDb: Float32Array
  brightnessHz: Float32Array
  pitchHz: Float32Array
  pitchConfidence: Float32Array
  /** count x any width, row-major. */
  rich: Float32Array
}

export interface ChunkSet extends ChunkColumns {
  revision: number
  count: number
  boundsSeconds: Float64Array
}

/** The set after an edit, with `described` in place of the changed chunks. */
export function editChunkSet(set: ChunkSet, edit: EditResult, described: ChunkColumns): ChunkSet {
  const { changed, boundsSeconds } = edit
  const column = (key: keyof ChunkColumns, width: number): Float32Array =>
    spliceRows(set[key], width, changed, described[key])
  return {
    revision: set.revision + 1,
    count: boundsSeconds.length - 1,
    boundsSeconds,
    features: column("features", FEATURE_COUNT),
    loudnessDb: column("loudnessDb", 1),
    brightnessHz: column("brightnessHz", 1),
    pitchHz: column("pitchHz", 1),
    pitchConfidence: column("pitchConfidence", 1),
    rich: column("rich", set.rich.length / Math.max(1, set.count)),
  }
}
