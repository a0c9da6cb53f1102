/** Music to learn from: sets of scores and MIDI files in the library, read once and split by work. */
import { z } from "zod"
import { feed, procedure } from "./rpc.ts"

export const DatasetId = z
  .string()
  .regex(/^[\w-]{1,64}$/, "a dataset's id has 1 to 64 letters, digits, _ or -")
  .brand<"DatasetId">()
export type DatasetId = z.infer<typeof DatasetId>

/** What may be done with what is learnt from it: each includes those after it. */
export const LicenceUse = z.enum(["ship", "private", "evaluate"])
export type LicenceUse = z.infer<typeof LicenceUse>

export const Licence = z.object({
  name: z.string().min(1).max(200).describe("CC BY 4.0, public domain, my own music …"),
  use: LicenceUse,
  notice: z.string().max(2000).default("").describe("who is to be named, beside every model"),
})
export type Licence = z.infer<typeof Licence>

export const Split = z.enum(["train", "valid", "test"])
export type Split = z.infer<typeof Split>

export const DatasetFile = z.object({
  path: z.string().describe("within the folder that was taken in"),
  /** Near-copies are learnt from, but all in one split; copies are left out, unless the corpus itself gives their split. */
  state: z.enum(["read", "unreadable", "copy", "near-copy"]),
  reason: z
    .string()
    .describe("why it could not be read, or what it is a copy of; empty if it was read"),
  work: z.string().describe("parts and editions of one work are never split; empty if unread"),
  split: Split.nullable().describe("null where nothing is learnt from it"),
  notes: z.int().min(0),
  bars: z.int().min(0),
})
export type DatasetFile = z.infer<typeof DatasetFile>

export const Dataset = z.object({
  id: DatasetId,
  name: z.string().min(1).max(200),
  licence: Licence,
  hash: z.string().describe("of the manifest: what was read, and how it was split"),
  kind: z
    .enum(["chorales", "drums", "piano", "notes"])
    .describe("what all of it is: four voices, drums, piano alone, or anything"),
  /** By their states; a piece of a collection counts as a file. */
  files: z.object({ read: z.int(), unreadable: z.int(), copies: z.int(), nearCopies: z.int() }),
  works: z.object({ train: z.int(), valid: z.int(), test: z.int() }),
  notes: z.int(),
  seconds: z.number(),
  createdAt: z.number(),
})
export type Dataset = z.infer<typeof Dataset>

/** Counted over all that was read; each array's sum is 1, or 0 where there is nothing. */
export const DatasetStatistics = z.object({
  pitches: z.array(z.number()).length(128),
  pitchClasses: z.array(z.number()).length(12),
  /** Programs 0..127 and drums, those that occur, most first. */
  instruments: z.array(z.object({ program: z.int().min(0).max(128), share: z.number() })),
  meters: z.array(z.object({ meter: z.string(), share: z.number() })),
  tempoBpm: z.object({ low: z.number(), middle: z.number(), high: z.number() }).nullable(),
  notesPerBeat: z.number(),
})
export type DatasetStatistics = z.infer<typeof DatasetStatistics>

/** A note of a preview, as pictures and players want it. */
export const HeardNote = z.object({
  startBeats: z.number().min(0),
  lengthBeats: z.number().min(0),
  pitch: z.int().min(0).max(127),
  velocity: z.int().min(1).max(127),
  program: z.int().min(0).max(128).describe("General MIDI's, 128 is a drum kit"),
})
export type HeardNote = z.infer<typeof HeardNote>

/** Music outside a project: a piece of a dataset, a sample of a model. */
export const HeardPiece = z.object({
  notes: z.array(HeardNote),
  tempos: z.array(z.object({ startBeats: z.number().min(0), bpm: z.number() })),
  meters: z.array(
    z.object({ startBeats: z.number().min(0), numerator: z.int(), denominator: z.int() }),
  ),
})
export type HeardPiece = z.infer<typeof HeardPiece>

const id = z.object({ datasetId: DatasetId })

export const datasets = {
  /** Newest first. */
  "datasets.list": procedure({ input: z.object({}), output: z.array(Dataset) }),
  /** Files in the order of their paths; how many there are of each state is the dataset's. @throws not-found */
  "datasets.get": procedure({
    input: id.extend({
      most: z.int().min(0).max(1_000_000).default(1000).describe("files of each state"),
    }),
    output: z.object({
      dataset: Dataset,
      files: z.array(DatasetFile),
      statistics: DatasetStatistics,
    }),
  }),
  /** A piece of it, to be seen and heard. @throws not-found */
  "datasets.piece": procedure({
    input: id.extend({ path: z.string() }),
    output: HeardPiece,
  }),
  "datasets.change": procedure({
    input: id.extend({ name: Dataset.shape.name.optional(), licence: Licence.optional() }),
    output: z.void(),
  }),
  /** Models that learnt from it keep what they say of it. */
  "datasets.remove": procedure({ input: id, output: z.void() }),
  /** All of them, sent whole at each change. */
  "datasets.changes": feed({ input: z.object({}), event: z.array(Dataset) }),
}
