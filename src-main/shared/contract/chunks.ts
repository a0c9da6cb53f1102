/** A part cut at its sonic events, what each chunk sounds like, and the maps that place chunks by likeness. */
import { z } from "zod"
import { float32, float64, int32 } from "./arrays.ts"
import { feed, procedure } from "./rpc.ts"
import { JobId } from "./jobs.ts"
import { PartId, SongId } from "./library.ts"

export const MapId = z.string().min(1).brand<"MapId">()
export type MapId = z.infer<typeof MapId>

/** Numbers per chunk in `chunks.read`: the 26 features that make the map. */
export const FEATURE_COUNT = 26

/** One tile of a part's chunks. Chunk i lasts from `boundsSeconds[i]` to `boundsSeconds[i + 1]`. */
export const ChunkTile = z.object({
  revision: z.int().describe("rises with every edit"),
  total: z.int(),
  offset: z.int(),
  boundsSeconds: float64.describe("count + 1 values"),
  features: float32.describe("count x 26, row-major"),
  loudnessDb: float32,
  brightnessHz: float32.describe("spectral centroid"),
  pitchHz: float32.describe("0 where unpitched"),
  pitchConfidence: float32.describe("0..1"),
})
export type ChunkTile = z.infer<typeof ChunkTile>

/** Boundaries are named by their time, which stays what it is while others come and go; the first and the last are the song's ends. */
export const ChunkEdit = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("move"),
    fromSeconds: z.number().min(0),
    toSeconds: z.number().min(0),
  }),
  z.object({ kind: z.literal("split"), atSeconds: z.number().min(0) }),
  z.object({ kind: z.literal("merge"), atSeconds: z.number().min(0) }),
])
export type ChunkEdit = z.infer<typeof ChunkEdit>

/** No chunk may become shorter than this: it could not be heard, and an FFT could not see it. */
export const SHORTEST_CHUNK_SECONDS = 0.01

/** All chunks of each part, or the given ones. */
export const ChunksOfParts = z
  .array(z.object({ partId: PartId, indices: z.array(z.int().min(0)).min(1).optional() }))
  .min(1)
export type ChunksOfParts = z.infer<typeof ChunksOfParts>

/** Parts that one map may hold. */
export const MOST_MAP_PARTS = 16

export const MapSettings = z.object({
  partIds: z
    .array(PartId)
    .min(1)
    .max(MOST_MAP_PARTS)
    .describe("one part, or several songs or stems in one space"),
  method: z.enum(["t-sne", "umap"]).default("t-sne"),
  perplexity: z.number().min(2).max(100).default(30),
  seed: z.int().min(0).default(1),
})
export type MapSettings = z.infer<typeof MapSettings>

export const Quality = z.object({
  trustworthiness: z.number(),
  recall10: z.number(),
  pcaTrustworthiness: z.number().describe("the same for a plain PCA of the same chunks"),
  pcaRecall10: z.number(),
})
export type Quality = z.infer<typeof Quality>

export const ChunkGroup = z.object({ label: z.string(), count: z.int() })
export type ChunkGroup = z.infer<typeof ChunkGroup>

export const ChunkMap = z.object({
  id: MapId,
  settings: MapSettings,
  state: z.enum(["forming", "ready", "failed", "cancelled"]),
  jobId: JobId.nullable(),
  revisions: z.array(z.int()).describe("of each part's chunks, as mapped"),
  counts: z
    .array(z.int())
    .describe("chunks of each part, in partIds order; points are in this order"),
  quality3: Quality.nullable(),
  quality2: Quality.nullable(),
  groups: z.array(ChunkGroup),
})
export type ChunkMap = z.infer<typeof ChunkMap>

export const chunks = {
  "chunks.read": procedure({
    input: z.object({
      partId: PartId,
      offset: z.int().min(0).default(0),
      count: z.int().min(1).max(8192).default(8192),
    }),
    output: ChunkTile,
  }),
  /** Applies one edit if `revision` is current (else `conflict`). `inverse` undoes it; maps of the part follow. */
  "chunks.edit": procedure({
    input: z.object({ partId: PartId, revision: z.int(), edit: ChunkEdit }),
    output: z.object({ revision: z.int(), inverse: ChunkEdit }),
  }),

  /** Finds the map with these settings, or starts to make it. */
  "maps.open": procedure({ input: MapSettings, output: ChunkMap }),
  "maps.get": procedure({ input: z.object({ mapId: MapId }), output: ChunkMap }),
  /**
   * Points of a ready map: positions are xyz (dims 3) or xy (dims 2), roughly within -1..1; `groups` holds the index
   * into ChunkMap.groups, -1 for noise.
   */
  "maps.read": procedure({
    input: z.object({
      mapId: MapId,
      dims: z.union([z.literal(3), z.literal(2)]),
      offset: z.int().min(0).default(0),
      count: z.int().min(1).max(65_536).default(65_536),
    }),
    output: z.object({ total: z.int(), positions: float32, groups: int32 }),
  }),
  /** The map as it forms: intermediate layouts (3-D) at 10 Hz or more, then `state: "ready"`; also after edits. */
  "maps.watch": feed({
    input: z.object({ mapId: MapId }),
    event: z.object({
      state: z.enum(["forming", "ready", "failed", "cancelled"]),
      iteration: z.int(),
      iterations: z.int(),
      positions: float32.nullable(),
    }),
  }),
  /** The chunks of the map that sound most like chunk `index` (in feature space, not on the map). */
  "maps.neighbours": procedure({
    input: z.object({
      mapId: MapId,
      index: z.int().min(0),
      count: z.int().min(1).max(64).default(8),
    }),
    output: z.object({ indices: int32, similarity: float32.describe("0..1") }),
  }),

  /** Renders chunks one after the other, click-free, into a new song of the library. */
  "chunks.bounce": procedure({
    input: z.object({
      title: z.string().min(1),
      path: z
        .array(z.object({ partId: PartId, index: z.int().min(0) }))
        .min(1)
        .max(10_000),
    }),
    output: z.object({ songId: SongId }),
  }),
}
