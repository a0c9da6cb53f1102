/** Maps: settings, state and points. SQL only. */
import { z } from "zod"
import {
  ChunkGroup,
  type ChunkMap,
  type MapId,
  MapSettings,
  Quality,
} from "#shared/contract/chunks.ts"
import { fail } from "#shared/contract/errors.ts"
import type { JobId } from "#shared/contract/jobs.ts"
import type { PartId } from "#shared/contract/library.ts"
import { type Database, fromBlob, toBlob } from "../library/index.ts"

export interface MapPoints {
  /** total x 3, 99 % within radius 1. */
  positions3: Float32Array
  /** total x 2. */
  positions2: Float32Array
  /** Index into the map's groups, -1 for noise. */
  groupOf: Int32Array
}

interface MapRow {
  id: string
  settings: string
  state: string
  job_id: string | null
  revisions: string
  counts: string
  groups: string
  quality3: string | null
  quality2: string | null
}

const State = z.enum(["forming", "ready", "failed", "cancelled"])
const Numbers = z.array(z.int())

export type MapStore = ReturnType<typeof createMapStore>

export function createMapStore(database: Database) {
  const meta = "id, settings, state, job_id, revisions, counts, groups, quality3, quality2"
  const byId = database.prepare(`SELECT ${meta} FROM maps WHERE id = ?`)
  const bySettings = database.prepare(`SELECT ${meta} FROM maps WHERE settings = ?`)
  const byPart = database.prepare(
    `SELECT ${meta} FROM maps JOIN map_parts ON map_id = maps.id WHERE part_id = ?`,
  )
  const insert = database.prepare(
    `INSERT INTO maps (id, settings, state, revisions, counts) VALUES (?, ?, 'forming', '[]', '[]')`,
  )
  const insertPart = database.prepare("INSERT INTO map_parts (map_id, part_id) VALUES (?, ?)")
  const points = database.prepare("SELECT positions3, positions2, group_of FROM maps WHERE id = ?")
  const update = database.prepare(
    `UPDATE maps SET state = ?, job_id = ?, revisions = ?, counts = ?, groups = ?, quality3 = ?, quality2 = ?
     WHERE id = ?`,
  )
  const updatePoints = database.prepare(
    "UPDATE maps SET positions3 = ?, positions2 = ?, group_of = ? WHERE id = ?",
  )

  return {
    get(mapId: MapId): ChunkMap {
      const row = byId.get(mapId) as MapRow | undefined
      return row ? toMap(row) : fail("not-found", `No map has the id ${mapId}`)
    },
    findBySettings(settings: MapSettings): ChunkMap | undefined {
      const row = bySettings.get(canonical(settings)) as MapRow | undefined
      return row && toMap(row)
    },
    listByPart: (partId: PartId): ChunkMap[] => (byPart.all(partId) as MapRow[]).map(toMap),
    insert(mapId: MapId, settings: MapSettings): void {
      insert.run(mapId, canonical(settings))
      for (const partId of settings.partIds) insertPart.run(mapId, partId)
    },
    setState(mapId: MapId, state: ChunkMap["state"], jobId: JobId | null): void {
      database
        .prepare("UPDATE maps SET state = ?, job_id = ? WHERE id = ?")
        .run(state, jobId, mapId)
    },
    save(map: ChunkMap, { positions3, positions2, groupOf }: MapPoints): void {
      const quality = (value: Quality | null): string | null => value && JSON.stringify(value)
      update.run(
        ...[map.state, map.jobId, JSON.stringify(map.revisions), JSON.stringify(map.counts)],
        ...[JSON.stringify(map.groups), quality(map.quality3), quality(map.quality2), map.id],
      )
      updatePoints.run(toBlob(positions3), toBlob(positions2), toBlob(groupOf), map.id)
    },
    points(mapId: MapId): MapPoints {
      const row = points.get(mapId) as Record<string, Uint8Array | null> | undefined
      const { positions3, positions2, group_of } = row ?? {}
      if (!positions3 || !positions2 || !group_of)
        fail("not-found", `The map ${mapId} is not ready yet`)
      return {
        positions3: fromBlob(Float32Array, positions3),
        positions2: fromBlob(Float32Array, positions2),
        groupOf: fromBlob(Int32Array, group_of),
      }
    },
  }
}

/** One spelling for equal settings, so that SQLite can find them. */
function canonical({ partIds, method, perplexity, seed }: MapSettings): string {
  return JSON.stringify({ partIds, method, perplexity, seed })
}

function toMap(row: MapRow): ChunkMap {
  const quality = (json: string | null): Quality | null =>
    json === null ? null : Quality.parse(JSON.parse(json))
  return {
    id: row.id as MapId,
    settings: MapSettings.parse(JSON.parse(row.settings)),
    state: State.parse(row.state),
    jobId: row.job_id as JobId | null,
    revisions: Numbers.parse(JSON.parse(row.revisions)),
    counts: Numbers.parse(JSON.parse(row.counts)),
    groups: z.array(ChunkGroup).parse(JSON.parse(row.groups)),
    quality3: quality(row.quality3),
    quality2: quality(row.quality2),
  }
}
