import {
  createModel,
  type MapLayout,
  type MapModel,
} from "../../../../src-renderer/features/map/model/map-model.ts"
import { aSong, syntheticChunks } from "../../../support/synthetic-song.ts"
import type { ChunkTile, Song } from "#shared/contract/index.ts"

export interface MapOptions {
  songs?: Song[]
  /** Chunks a tile, to see that tiles are joined. */
  tileChunks?: number
}

/** A model and layout as the engine would give them. */
export function aMap({ songs = [aSong()], tileChunks = 8192 }: MapOptions = {}): {
  model: MapModel
  layout: MapLayout
} {
  const all = songs.flatMap((song) =>
    song.parts.map((part, i) => ({ song, part, chunks: syntheticChunks(part, i + 3) })),
  )
  const model = createModel(
    all.map(({ song, part, chunks }) => ({ song, part, tiles: tilesOf(chunks, tileChunks) })),
  )
  const positions3 = Float32Array.from(all.flatMap(({ chunks }) => [...chunks.positions]))
  const layout = {
    positions3,
    positions2: Float32Array.from(
      { length: (positions3.length / 3) * 2 },
      (_, i) => positions3[Math.floor(i / 2) * 3 + (i % 2)] ?? 0,
    ),
    groupOf: Int32Array.from(all.flatMap(({ chunks }) => [...chunks.groups])),
    groups: [
      "Low thump",
      "Bright hiss",
      "Snap, warm",
      "Bowed, dark",
      "Piano, low",
      "Piano, high",
    ].map((label) => ({ label, count: 1 })),
  }
  return { model, layout }
}

function tilesOf(chunks: ReturnType<typeof syntheticChunks>, size: number): ChunkTile[] {
  const total = chunks.groups.length
  return Array.from({ length: Math.ceil(total / size) }, (_, tile) => {
    const offset = tile * size
    const end = Math.min(total, offset + size)
    return {
      ...{ revision: 1, total, offset },
      boundsSeconds: chunks.boundsSeconds.slice(offset, end + 1),
      features: chunks.features.slice(offset * 26, end * 26),
      loudnessDb: chunks.loudnessDb.slice(offset, end),
      brightnessHz: chunks.brightnessHz.slice(offset, end),
      pitchHz: chunks.pitchHz.slice(offset, end),
      pitchConfidence: chunks.pitchConfidence.slice(offset, end),
    }
  })
}
