/** Applies an edit: describes the changed chunks again, saves the set, and lets every ready map of the part follow. */
import type { ChunkEdit, ChunkMap } from "#shared/contract/chunks.ts"
import { joined } from "#shared/joined.ts"
import { FEATURE_COUNT } from "#shared/contract/chunks.ts"
import { StudioError } from "#shared/contract/errors.ts"
import type { Part, PartId } from "#shared/contract/library.ts"
import type { Database, LibraryEvents, SongStore } from "../library/index.ts"
import type { Executor } from "../platform/index.ts"
import { type ChunkSet, editChunkSet } from "./chunk-set.ts"
import type { ChunkStore } from "./chunk-store.ts"
import type { describeTask } from "./describe-io.ts"
import { editBounds, type EditResult } from "./edit.ts"
import type { Placed, placeTask } from "./layout-task.ts"
import type { LiveLayouts } from "./live-layouts.ts"
import type { MapStore } from "./map-store.ts"
import type { PlaceMemory } from "./place-memory.ts"

export interface EditOptions {
  database: Database
  songs: SongStore
  chunks: ChunkStore
  maps: MapStore
  live: LiveLayouts
  events: LibraryEvents
  executor: Executor<{ describe: typeof describeTask; place: typeof placeTask }>
  /** Path of the part's decoded sound, made again if the cache was emptied. */
  decodedPath(part: Part): Promise<string>
  places: PlaceMemory
}

export async function editChunks(
  options: EditOptions,
  { partId, revision, edit }: { partId: PartId; revision: number; edit: ChunkEdit },
): Promise<{ revision: number; inverse: ChunkEdit }> {
  const { database, songs, chunks, maps, executor, events, live } = options
  const set = chunks.get(partId)
  requireRevision(set.revision, revision)
  const result = editBounds(set.boundsSeconds, edit)
  const { from, added } = result.changed
  const pcmPath = await options.decodedPath(songs.getPart(partId))
  const boundsSeconds = result.boundsSeconds.slice(from, from + added + 1)
  const described = await executor.run("describe", { pcmPath, boundsSeconds })
  const edited = editChunkSet(set, result, described)
  const readyMaps = (): ChunkMap[] =>
    maps.listByPart(partId).filter(({ state }) => state === "ready")
  const save = database.transaction((affected: readonly ChunkMap[], followed: Followed[]) => {
    requireRevision(chunks.summary(partId).revision, revision)
    if (shapeOf(readyMaps()) !== shapeOf(affected)) return false
    chunks.save(partId, edited)
    for (const { map, placed } of followed) maps.save(map, placed)
    return true
  }).immediate
  let affected: ChunkMap[]
  let followed: Followed[]
  // A map may become ready while the others follow: then it has to follow too, or it would keep the chunks of before.
  do {
    affected = readyMaps()
    followed = await Promise.all(
      affected.map((map) => follow(options, map, partId, { before: set, edited, result })),
    )
  } while (!save(affected, followed))
  for (const { map } of followed) live.settle(map.id)
  events.changed()
  return { revision: edited.revision, inverse: result.inverse }
}

interface Followed {
  map: ChunkMap
  placed: Placed
}

/** Which maps there are, of which chunks. */
const shapeOf = (maps: readonly ChunkMap[]): string =>
  JSON.stringify(maps.map(({ id, revisions }) => [id, revisions]))

function requireRevision(current: number, asked: number): void {
  if (current !== asked) {
    throw new StudioError(
      "conflict",
      `The chunks were changed meanwhile (revision ${current}, not ${asked}): look again`,
    )
  }
}

async function follow(
  { chunks, maps, executor, places }: EditOptions,
  map: ChunkMap,
  partId: PartId,
  { before, edited, result }: { before: ChunkSet; edited: ChunkSet; result: EditResult },
): Promise<Followed> {
  const { partIds, perplexity, seed } = map.settings
  const at = partIds.indexOf(partId)
  const offset = map.counts.slice(0, at).reduce((sum, count) => sum + count, 0)
  const features = joined(
    Float32Array,
    partIds.map((id) => (id === partId ? edited.features : chunks.get(id).features)),
  )
  const { changed } = result
  const points = maps.points(map.id)
  const stretch = { map, partId, offset, from: changed.from }
  places.remember(
    { ...stretch, boundsSeconds: before.boundsSeconds, count: changed.removed },
    points,
  )
  const placed = await executor.run("place", {
    ...points,
    ...{ features, count: features.length / FEATURE_COUNT, perplexity, seed },
    changed: { ...changed, from: changed.from + offset },
  })
  const { boundsSeconds } = edited
  places.restore({ ...stretch, boundsSeconds, count: changed.added }, placed)
  const followed: ChunkMap = {
    ...map,
    revisions: map.revisions.with(at, edited.revision),
    counts: map.counts.with(at, edited.count),
    groups: map.groups.map((group, index) => ({
      ...group,
      count: placed.groupOf.filter((of) => of === index).length,
    })),
  }
  return { map: followed, placed }
}
