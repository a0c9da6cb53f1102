/** Chunk sets as BLOB columns. SQL only. */
import { fail } from "#shared/contract/errors.ts"
import type { PartId } from "#shared/contract/library.ts"
import { type Database, fromBlob, toBlob } from "../library/index.ts"
import type { ChunkSet } from "./chunk-set.ts"

interface ChunkRow {
  revision: number
  count: number
  bounds_seconds: Uint8Array
  features: Uint8Array
  loudness_db: Uint8Array
  brightness_hz: Uint8Array
  pitch_hz: Uint8Array
  pitch_confidence: Uint8Array
  rich: Uint8Array
}

export type ChunkStore = ReturnType<typeof createChunkStore>

export function createChunkStore(database: Database) {
  const select = database.prepare("SELECT * FROM chunk_sets WHERE part_id = ?")
  const revision = database.prepare("SELECT revision, count FROM chunk_sets WHERE part_id = ?")
  const replace = database.prepare(
    `INSERT OR REPLACE INTO chunk_sets
     (part_id, revision, count, bounds_seconds, features, loudness_db, brightness_hz, pitch_hz, pitch_confidence, rich)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return {
    get(partId: PartId): ChunkSet {
      const row = select.get(partId) as ChunkRow | undefined
      if (!row) fail("not-found", `The part ${partId} has no chunks`)
      return {
        revision: row.revision,
        count: row.count,
        boundsSeconds: fromBlob(Float64Array, row.bounds_seconds),
        features: fromBlob(Float32Array, row.features),
        loudnessDb: fromBlob(Float32Array, row.loudness_db),
        brightnessHz: fromBlob(Float32Array, row.brightness_hz),
        pitchHz: fromBlob(Float32Array, row.pitch_hz),
        pitchConfidence: fromBlob(Float32Array, row.pitch_confidence),
        rich: fromBlob(Float32Array, row.rich),
      }
    },
    summary(partId: PartId): { revision: number; count: number } {
      const row = revision.get(partId) as { revision: number; count: number } | undefined
      return row ?? fail("not-found", `The part ${partId} has no chunks`)
    },
    save(partId: PartId, set: ChunkSet): void {
      replace.run(
        ...[partId, set.revision, set.count],
        ...[
          toBlob(set.boundsSeconds),
          toBlob(set.features),
          toBlob(set.loudnessDb),
          toBlob(set.brightnessHz),
        ],
        ...[toBlob(set.pitchHz), toBlob(set.pitchConfidence), toBlob(set.rich)],
      )
    },
  }
}
