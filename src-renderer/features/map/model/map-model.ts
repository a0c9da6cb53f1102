/** Everything known about the chunks on a map, in columns; chunk i of the map is chunk i - offset of its part. Pure. */
import {
  FEATURE_COUNT,
  type ChunkGroup,
  type ChunkTile,
  type Part,
  type Song,
} from "#shared/contract/index.ts"
import { joined } from "#shared/joined.ts"
import { lastAtOrBefore } from "#shared/sorted.ts"
import { chunkKey, parseChunkKey } from "../../../session/index.ts"

export interface MapPart {
  part: Part
  song: Song
  /** 0 for the first song on the map. */
  songNumber: number
  /** Of the part's chunks. */
  revision: number
  offset: number
  count: number
  /** count + 1 times, in seconds. */
  bounds: Float64Array
}

export interface MapModel {
  parts: readonly MapPart[]
  count: number
  partOf: Uint8Array
  startSeconds: Float64Array
  endSeconds: Float64Array
  loudnessDb: Float32Array
  brightnessHz: Float32Array
  pitchHz: Float32Array
  pitchConfidence: Float32Array
  /** count x 26. */
  features: Float32Array
  /** Middle of each feature over the map, and half the span from the 16th to the 84th percentile. */
  medians: Float32Array
  spreads: Float32Array
}

/** Where the chunks are; null while the map forms. */
export interface MapLayout {
  positions3: Float32Array
  positions2: Float32Array
  /** -1 for none. */
  groupOf: Int32Array
  groups: readonly ChunkGroup[]
}

export interface PartChunks {
  part: Part
  song: Song
  tiles: readonly ChunkTile[]
}

export function createModel(all: readonly PartChunks[]): MapModel {
  const parts: MapPart[] = []
  const songIds = [...new Set(all.map(({ song }) => song.id))]
  let count = 0
  for (const { part, song, tiles } of all) {
    const bounds = boundsOf(tiles)
    const own = Math.max(0, bounds.length - 1)
    const revision = tiles[0]?.revision ?? 0
    const songNumber = songIds.indexOf(song.id)
    parts.push({ part, song, songNumber, revision, offset: count, count: own, bounds })
    count += own
  }
  const column = (
    name: "loudnessDb" | "brightnessHz" | "pitchHz" | "pitchConfidence" | "features",
  ) =>
    joined(
      Float32Array,
      all.flatMap(({ tiles }) => tiles.map((tile) => tile[name])),
    )
  const features = column("features")
  return {
    parts,
    count,
    ...times(parts, count),
    loudnessDb: column("loudnessDb"),
    brightnessHz: column("brightnessHz"),
    pitchHz: column("pitchHz"),
    pitchConfidence: column("pitchConfidence"),
    features,
    ...middles(features, count),
  }
}

export function partAt(model: MapModel, index: number): MapPart | undefined {
  return model.parts[model.partOf[index] ?? -1]
}

export function keyAt(model: MapModel, index: number): string {
  const own = partAt(model, index)
  return own ? chunkKey(own.part.id, index - own.offset) : ""
}

/** The map's index of a chunk; -1 where it is not on the map. */
export function indexOfKey(model: MapModel, key: string): number {
  const { partId, index } = parseChunkKey(key)
  const own = model.parts.find(({ part }) => part.id === partId)
  return own && index >= 0 && index < own.count ? own.offset + index : -1
}

/** The map's index of the chunk of a part that sounds at a time; the last one at its end. */
export function indexAtTime(own: MapPart, seconds: number): number {
  if (own.count === 0) return -1
  const last = lastAtOrBefore(own.bounds.subarray(0, own.count), seconds)
  return own.offset + Math.max(0, last)
}

/** For each chunk of a model the chunk of an older one that it was cut from; undefined where the parts are others. */
export function originOf(before: MapModel, now: MapModel): ((index: number) => number) | undefined {
  const isSame =
    before.parts.length === now.parts.length &&
    before.parts.every(({ part, count }, i) => part.id === now.parts[i]?.part.id && count > 0)
  if (!isSame) return undefined
  return (index) => {
    const old = before.parts[now.partOf[index] ?? 0]
    const middle = ((now.startSeconds[index] ?? 0) + (now.endSeconds[index] ?? 0)) / 2
    return old ? indexAtTime(old, middle) : 0
  }
}

/** The number a person reads: 1 for the first chunk of its part. */
export const numberOf = (model: MapModel, index: number): number =>
  index - (partAt(model, index)?.offset ?? 0) + 1

export function lengthSeconds(model: MapModel, index: number): number {
  return (model.endSeconds[index] ?? 0) - (model.startSeconds[index] ?? 0)
}

function boundsOf(tiles: readonly ChunkTile[]): Float64Array {
  const count = tiles.reduce((sum, tile) => sum + tile.loudnessDb.length, 0)
  const bounds = new Float64Array(count > 0 ? count + 1 : 0)
  let at = 0
  for (const tile of tiles) {
    bounds.set(tile.boundsSeconds, at)
    at += tile.loudnessDb.length
  }
  return bounds
}

function times(
  parts: readonly MapPart[],
  count: number,
): Pick<MapModel, "partOf" | "startSeconds" | "endSeconds"> {
  const partOf = new Uint8Array(count)
  const startSeconds = new Float64Array(count)
  const endSeconds = new Float64Array(count)
  parts.forEach((own, number) => {
    partOf.fill(number, own.offset, own.offset + own.count)
    startSeconds.set(own.bounds.subarray(0, own.count), own.offset)
    endSeconds.set(own.bounds.subarray(1), own.offset)
  })
  return { partOf, startSeconds, endSeconds }
}

/** Above this many chunks the middles come from a sample: they are a yardstick, not a result. */
const MOST_SAMPLED = 4096

function middles(features: Float32Array, count: number): Pick<MapModel, "medians" | "spreads"> {
  const medians = new Float32Array(FEATURE_COUNT)
  const spreads = new Float32Array(FEATURE_COUNT)
  const stride = Math.max(1, Math.floor(count / MOST_SAMPLED))
  const values = new Float32Array(Math.ceil(count / stride))
  for (let feature = 0; feature < FEATURE_COUNT && count > 0; feature++) {
    for (let i = 0; i < values.length; i++)
      values[i] = features[i * stride * FEATURE_COUNT + feature] ?? 0
    values.sort()
    medians[feature] = quantile(values, 0.5)
    spreads[feature] = (quantile(values, 0.84) - quantile(values, 0.16)) / 2
  }
  return { medians, spreads }
}

/** @param sorted rising values, at least one. */
export function quantile(sorted: Float32Array, fraction: number): number {
  return sorted[Math.min(sorted.length - 1, Math.round(fraction * (sorted.length - 1)))] ?? 0
}
