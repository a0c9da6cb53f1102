/** Answers maps.*. */
import type {
  chunks as chunkContract,
  ChunkMap,
  Handlers,
  MapId,
  MapSettings,
} from "#shared/contract/index.ts"
import { FEATURE_COUNT } from "#shared/contract/chunks.ts"
import { joined } from "#shared/joined.ts"
import { fail } from "#shared/contract/errors.ts"
import { standardise } from "../features/index.ts"
import type { JobStore, Scheduler } from "../jobs/index.ts"
import type { Database, LibraryEvents, SongStore } from "../library/index.ts"
import { findNeighbours } from "../projection/index.ts"
import type { ChunkStore } from "./chunk-store.ts"
import type { LiveLayouts } from "./live-layouts.ts"
import { MAP_KIND } from "./map-job.ts"
import type { MapStore } from "./map-store.ts"
import { watchMap } from "./map-watch.ts"

interface Options {
  database: Database
  songs: SongStore
  chunks: ChunkStore
  maps: MapStore
  live: LiveLayouts
  events: LibraryEvents
  scheduler: Scheduler
  jobStore: JobStore
  newId(): string
}

type MapHandlers = Pick<
  Handlers<typeof chunkContract>,
  "maps.open" | "maps.get" | "maps.read" | "maps.watch" | "maps.neighbours"
>

export function openMap(options: Options, settings: MapSettings): ChunkMap {
  const { database, songs, maps, scheduler, newId } = options
  const parts = settings.partIds.map((partId) => songs.getPart(partId))
  const title = songs.get(parts[0]!.songId).title
  const isGood = (map: ChunkMap): boolean =>
    map.state !== "failed" && stateOf(options, map) !== "cancelled"
  // Asked first without a transaction, which a library that may not be written does not begin.
  const found = maps.findBySettings(settings)
  if (found && isGood(found)) return found
  return database
    .transaction(() => {
      const existing = maps.findBySettings(settings)
      if (existing && isGood(existing)) return existing
      const mapId = existing?.id ?? (newId() as MapId)
      if (!existing) maps.insert(mapId, settings)
      const jobId = scheduler.add({
        kind: MAP_KIND,
        title,
        input: { mapId },
        songId: parts[0]!.songId,
      })
      maps.setState(mapId, "forming", jobId)
      return maps.get(mapId)
    })
    .immediate()
}

/** A map whose job was cancelled or removed before it ran will not form any more. */
function stateOf({ jobStore }: Options, map: ChunkMap): ChunkMap["state"] {
  if (map.state !== "forming") return map.state
  const job = map.jobId === null ? undefined : jobStore.find(map.jobId)
  if (!job || job.state === "cancelled") return "cancelled"
  return job.state === "failed" ? "failed" : "forming"
}

export function mapHandlers(options: Options): MapHandlers {
  const { maps, live, events } = options
  const current = (mapId: MapId): ChunkMap => {
    const map = maps.get(mapId)
    return { ...map, state: stateOf(options, map) }
  }
  const featuresOf = rememberLast((map: ChunkMap) => {
    const features = joined(
      Float32Array,
      map.settings.partIds.map((partId) => options.chunks.get(partId).features),
    )
    return standardise(features, features.length / FEATURE_COUNT)
  })
  return {
    "maps.open": (settings) => openMap(options, settings),
    "maps.get": ({ mapId }) => current(mapId),
    "maps.read": ({ mapId, dims, offset, count }) => {
      const { positions3, positions2, groupOf } = maps.points(mapId)
      const positions = dims === 3 ? positions3 : positions2
      return {
        total: groupOf.length,
        positions: positions.slice(offset * dims, (offset + count) * dims),
        groups: groupOf.slice(offset, offset + count),
      }
    },
    "maps.watch": ({ mapId }, { signal, progress }) =>
      watchMap({
        current: () => current(mapId),
        latest: () => live.latest(mapId),
        sources: [
          (listener) => live.subscribe(mapId, listener),
          (listener) => events.subscribe(listener),
          (listener) => options.scheduler.subscribe(listener),
        ],
        signal,
        tell: progress,
      }),
    "maps.neighbours": ({ mapId, index, count }) => {
      const data = featuresOf(current(mapId))
      const total = data.length / FEATURE_COUNT
      if (index >= total)
        fail("not-found", `The map has ${total} chunks, there is no chunk ${index}`)
      const points = { data, count: total, dims: FEATURE_COUNT }
      const { indices, distances } = findNeighbours({ ...points, index, k: count })
      // exp(-d / sqrt(dims)): 1 for equal chunks, .37 where every feature differs by one deviation.
      const similarity = Float32Array.from(distances, (distance) =>
        Math.exp(-distance / Math.sqrt(FEATURE_COUNT)),
      )
      return { indices: Int32Array.from(indices), similarity }
    },
  }
}

/** Keeps the answer for the latest map and revision: a person asks about one map many times. */
function rememberLast(compute: (map: ChunkMap) => Float32Array): (map: ChunkMap) => Float32Array {
  let key = ""
  let value = new Float32Array(0) as Float32Array
  return (map) => {
    const wanted = JSON.stringify([map.id, map.revisions])
    if (wanted !== key) {
      value = compute(map)
      key = wanted
    }
    return value
  }
}
