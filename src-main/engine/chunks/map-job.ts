/** chunks/map: places the chunks of one or more parts by likeness, streaming the layout while it forms. */
import { z } from "zod"
import { type ChunkMap, MapId } from "#shared/contract/chunks.ts"
import { joined } from "#shared/joined.ts"
import { defineJob, type JobContext } from "../jobs/index.ts"
import type { Database, LibraryEvents } from "../library/index.ts"
import type { Executor } from "../platform/index.ts"
import type { ChunkSet } from "./chunk-set.ts"
import type { ChunkStore } from "./chunk-store.ts"
import { labelGroups } from "./group-labels.ts"
import type { groupTask, layoutTask, LayoutInput } from "./layout-task.ts"
import type { LiveLayouts } from "./live-layouts.ts"
import type { MapStore } from "./map-store.ts"

export const MAP_KIND = "chunks/map"
/** Above this the 3-D layout uses both cores, so the flat one waits for it. */
const SIDE_BY_SIDE_COUNT = 5000

interface Options {
  database: Database
  maps: MapStore
  chunks: ChunkStore
  live: LiveLayouts
  events: LibraryEvents
  executor: Executor<{ layout: typeof layoutTask; group: typeof groupTask }>
}

export function createMapJob(options: Options) {
  return defineJob({
    kind: MAP_KIND,
    priority: 10,
    input: z.object({ mapId: MapId }),
    async run(context, { mapId }) {
      try {
        // An edit may come while the map forms: then its chunks are no longer those that were mapped, and it starts anew.
        while (!(await form(options, context, options.maps.get(mapId))))
          context.signal.throwIfAborted()
      } catch (error) {
        options.maps.setState(mapId, context.signal.aborted ? "cancelled" : "failed", context.jobId)
        throw error
      } finally {
        options.live.settle(mapId)
        options.events.changed()
      }
      return { mapId }
    },
  })
}

/** True once the map is saved; false where its chunks changed meanwhile. */
async function form(
  { database, maps, chunks, live, executor }: Options,
  { signal, report }: JobContext,
  map: ChunkMap,
): Promise<boolean> {
  const { partIds, method, perplexity, seed } = map.settings
  const sets = partIds.map((partId) => chunks.get(partId))
  const features = joined(
    Float32Array,
    sets.map((set) => set.features),
  )
  const count = sets.reduce((sum, set) => sum + set.count, 0)
  const input: Omit<LayoutInput, "dims"> = { features, count, method, perplexity, seed }

  const solid = executor.run(
    "layout",
    { ...input, dims: 3 },
    {
      signal,
      onProgress: (layout) => {
        live.publish(map.id, layout)
        report({
          stage: "mapping",
          fraction: 0.9 * (layout.iteration / Math.max(1, layout.iterations)),
        })
      },
    },
  )
  const flat = async () => {
    const grouped = await executor.run("group", { features, count, seed }, { signal })
    return { ...grouped, layout: await executor.run("layout", { ...input, dims: 2 }, { signal }) }
  }
  const [layout3, { groups, groupCount, layout: layout2 }] =
    count <= SIDE_BY_SIDE_COUNT ? await Promise.all([solid, flat()]) : [await solid, await flat()]

  report({ stage: "saving", fraction: 0.97 })
  const ready: ChunkMap = {
    ...map,
    state: "ready",
    jobId: null,
    revisions: sets.map((set) => set.revision),
    counts: sets.map((set) => set.count),
    groups: labelGroups(traitsOf(sets), groups, groupCount),
    quality3: layout3.quality,
    quality2: layout2.quality,
  }
  const points = { positions3: layout3.positions, positions2: layout2.positions, groupOf: groups }
  return database
    .transaction(() => {
      const isCurrent = sets.every(
        (set, at) => chunks.summary(partIds[at]!).revision === set.revision,
      )
      if (isCurrent) maps.save(ready, points)
      return isCurrent
    })
    .immediate()
}

function traitsOf(sets: readonly ChunkSet[]): Parameters<typeof labelGroups>[0] {
  const column = (
    key: "brightnessHz" | "pitchHz" | "pitchConfidence" | "loudnessDb",
  ): Float32Array =>
    joined(
      Float32Array,
      sets.map((set) => set[key]),
    )
  return {
    brightnessHz: column("brightnessHz"),
    pitchHz: column("pitchHz"),
    pitchConfidence: column("pitchConfidence"),
    loudnessDb: column("loudnessDb"),
    lengthSeconds: joined(
      Float32Array,
      sets.map((set) =>
        Float32Array.from(
          { length: set.count },
          (_, i) => (set.boundsSeconds[i + 1] ?? 0) - (set.boundsSeconds[i] ?? 0),
        ),
      ),
    ),
  }
}
