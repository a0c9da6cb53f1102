/** Chunks and maps of the fake engine: edits work, a map forms in about two seconds. */
import {
  fail,
  type ChunkMap,
  type Handlers,
  type MapSettings,
  type chunks,
} from "../../src-main/shared/contract/index.ts"
import { partOf, type FakeEngine } from "./fake-engine.ts"
import { aSong, GROUP_LABELS, normal, seededRandom } from "./synthetic-song.ts"

const ITERATIONS = 1_000
const STEPS = 40
const STEP_MS = 50

export function fakeMaps(fake: FakeEngine): Handlers<typeof chunks> {
  const maps = new Map<string, ChunkMap>()
  const mapOf = (mapId: string): ChunkMap => maps.get(mapId) ?? fail("not-found", `No map ${mapId}`)
  return {
    "chunks.read": ({ partId, offset, count }) => readTile(fake, partId, offset, count),
    "chunks.edit": () => fail("read-only", "The fake engine keeps its chunks"),
    "chunks.bounce": ({ title, path }) => {
      const song = aSong({
        title,
        kind: "bounce",
        durationSeconds: path.length * 0.2,
        hasMap: false,
      })
      fake.songs = [...fake.songs, song]
      fake.changed()
      return { songId: song.id }
    },
    "maps.open": (settings) => {
      const id = JSON.stringify(settings)
      const map = maps.get(id) ?? newMap(fake, id, settings)
      maps.set(id, map)
      return map
    },
    "maps.get": ({ mapId }) => mapOf(mapId),
    "maps.read": ({ mapId, dims, offset, count }) => {
      const all = positionsOf(fake, mapOf(mapId).settings)
      const total = all.groups.length
      const points = Math.min(count, total - offset)
      const positions = new Float32Array(points * dims)
      for (let i = 0; i < points; i++)
        for (let axis = 0; axis < dims; axis++)
          positions[i * dims + axis] = all.positions[(offset + i) * 3 + axis] ?? 0
      return { total, positions, groups: all.groups.slice(offset, offset + points) }
    },
    "maps.watch": async ({ mapId }, { signal, progress }) => {
      const map = mapOf(mapId)
      const { positions } = positionsOf(fake, map.settings)
      const random = seededRandom(5)
      const noise = Float32Array.from(positions, () => normal(random) * 0.3)
      for (let step = 1; map.state === "forming" && step <= STEPS; step++) {
        if (signal.aborted) return
        const mix = step / STEPS
        const layout = positions.map((value, i) => value * mix + (noise[i] ?? 0) * (1 - mix))
        progress({
          state: "forming",
          iteration: (ITERATIONS / STEPS) * step,
          iterations: ITERATIONS,
          positions: layout,
        })
        await new Promise((resolve) => setTimeout(resolve, STEP_MS))
      }
      maps.set(mapId, { ...map, state: "ready" })
      progress({ state: "ready", iteration: ITERATIONS, iterations: ITERATIONS, positions: null })
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()))
    },
    "maps.neighbours": ({ mapId, index, count }) => {
      const { positions, groups } = positionsOf(fake, mapOf(mapId).settings)
      const distance = (other: number): number =>
        Math.hypot(
          ...[0, 1, 2].map(
            (a) => (positions[index * 3 + a] ?? 0) - (positions[other * 3 + a] ?? 0),
          ),
        )
      const others = [...groups.keys()].filter((other) => other !== index)
      const nearest = others.sort((a, b) => distance(a) - distance(b)).slice(0, count)
      return {
        indices: Int32Array.from(nearest),
        similarity: Float32Array.from(nearest, (other) => Math.exp(-distance(other))),
      }
    },
  }
}

function readTile(
  fake: FakeEngine,
  partId: string,
  offset: number,
  count: number,
): ReturnType<Handlers<typeof chunks>["chunks.read"]> {
  const all = fake.chunksOf(partId)
  const end = Math.min(offset + count, all.groups.length)
  return {
    revision: 1,
    total: all.groups.length,
    offset,
    boundsSeconds: all.boundsSeconds.slice(offset, end + 1),
    features: all.features.slice(offset * 26, end * 26),
    loudnessDb: all.loudnessDb.slice(offset, end),
    brightnessHz: all.brightnessHz.slice(offset, end),
    pitchHz: all.pitchHz.slice(offset, end),
    pitchConfidence: all.pitchConfidence.slice(offset, end),
  }
}

function newMap(fake: FakeEngine, id: string, settings: MapSettings): ChunkMap {
  const counts = settings.partIds.map((partId) => partOf(fake, partId).chunkCount)
  const { groups } = positionsOf(fake, settings)
  return {
    id: id as ChunkMap["id"],
    settings,
    state: "forming",
    jobId: null,
    revisions: counts.map(() => 1),
    counts,
    quality3: {
      trustworthiness: 0.961,
      recall10: 0.512,
      pcaTrustworthiness: 0.902,
      pcaRecall10: 0.284,
    },
    quality2: {
      trustworthiness: 0.942,
      recall10: 0.431,
      pcaTrustworthiness: 0.861,
      pcaRecall10: 0.197,
    },
    groups: GROUP_LABELS.map((label, index) => ({
      label,
      count: groups.filter((group) => group === index).length,
    })),
  }
}

function positionsOf(
  fake: FakeEngine,
  { partIds }: MapSettings,
): { positions: Float32Array; groups: Int32Array } {
  const all = partIds.map((partId) => fake.chunksOf(partId))
  return {
    positions: Float32Array.from(all.flatMap(({ positions }) => [...positions])),
    groups: Int32Array.from(all.flatMap(({ groups }) => [...groups])),
  }
}
