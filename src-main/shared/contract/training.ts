/** Models that learn music: runs of training, models that came of them, and what they make up. */
import { z } from "zod"
import { DatasetId, HeardPiece, Licence } from "./datasets.ts"
import { feed, procedure } from "./rpc.ts"

const identifier = z.string().regex(/^[\w-]{1,64}$/, "an id has 1 to 64 letters, digits, _ or -")

export const RunId = identifier.brand<"RunId">()
export type RunId = z.infer<typeof RunId>

/** `chorales`, `chopin`, `base`, `drums` are those that came with the program. */
export const ModelId = identifier.brand<"ModelId">()
export type ModelId = z.infer<typeof ModelId>

/** How music is told to a model: four voices frame by frame, or notes one by one. */
export const Language = z.enum(["chorales", "notes"])
export type Language = z.infer<typeof Language>

export const Goal = z.enum(["continue", "harmonise", "new"])
export type Goal = z.infer<typeof Goal>

/** Every setting of a run. What is left out follows from `preset`. */
export const TrainingConfig = z.object({
  name: z.string().min(1).max(200),
  datasets: z.array(DatasetId).min(1).max(20),
  goal: Goal.default("new"),
  language: Language,
  trunk: z.enum(["transformer", "gru"]).default("transformer"),
  layers: z.int().min(1).max(24).default(4),
  width: z.int().min(16).max(2048).default(128),
  heads: z.int().min(1).max(32).default(4),
  /** Rows (frames, notes) that a model sees at once, and sequences a step. */
  context: z.int().min(8).max(4096).default(128),
  batch: z.int().min(1).max(512).default(8),
  rate: z.number().min(1e-6).max(1).default(2e-3),
  warmUpSteps: z.int().min(0).default(100),
  steps: z.int().min(1).max(10_000_000).default(2000),
  dropout: z.number().min(0).max(0.9).default(0.1),
  weightDecay: z.number().min(0).max(1).default(0.05),
  clip: z.number().min(0.01).default(1),
  /** So many measurements without a better one end the run; 0 never does. */
  patience: z.int().min(0).default(10),
  /** Steps between measurements on held-out music; each is a checkpoint, and can be heard. */
  measureEvery: z.int().min(1).default(100),
  transpose: z.boolean().default(true),
  stretchTempo: z.boolean().default(true),
  varyVelocity: z.boolean().default(true),
  parent: ModelId.nullable().default(null).describe("the model it begins as"),
  /** Of a parent: all its weights, or low-rank changes to them (Hu et al. 2022). */
  tune: z.enum(["full", "lora"]).default("full"),
  rank: z.int().min(1).max(128).default(8),
  seed: z.int().min(0).default(1),
})
export type TrainingConfig = z.infer<typeof TrainingConfig>

export const RunState = z.enum(["waiting", "learning", "paused", "finished", "stopped", "failed"])
export type RunState = z.infer<typeof RunState>

/** Nats: a note's for `notes`, a cell's (a voice of a frame) for `chorales`. */
export const Measurement = z.object({
  step: z.int().min(0),
  seconds: z.number().describe("of learning so far, pauses left out"),
  train: z.number().nullable().describe("mean since the measurement before"),
  valid: z.number(),
})
export type Measurement = z.infer<typeof Measurement>

export const Baseline = z.object({
  name: z.string().describe("5-gram, note frequencies, repeat …, a parent's name"),
  valid: z.number(),
})

export const Run = z.object({
  id: RunId,
  name: z.string(),
  state: RunState,
  config: TrainingConfig,
  datasetNames: z.array(z.string()),
  step: z.int(),
  stepsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable().describe("null until steps were measured"),
  parameters: z.int().describe("numbers that it learns"),
  unit: z.enum(["note", "cell"]),
  best: Measurement.nullable(),
  baselines: z.array(Baseline),
  /** What computes it, for a person: "processor, 2 threads", the graphics card's executor. */
  executor: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  modelId: ModelId.nullable().describe("what came of it, as soon as there is something"),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
})
export type Run = z.infer<typeof Run>

/** A moment of a run that can be heard. */
export const Checkpoint = z.object({
  step: z.int(),
  seconds: z.number(),
  valid: z.number(),
  isBest: z.boolean(),
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** Longest runs of notes that what a model made shares with what it learnt from, beside what held-out pieces share. */
export const CopyCheck = z.object({
  verdict: z.enum(["passed", "copies", "not measured"]),
  /** Pieces by their longest shared run, in notes: index 0 is none. */
  lengths: z.array(z.int()),
  heldOut: z.object({ p95: z.number(), longest: z.int() }),
  generated: z.object({ p95: z.number(), longest: z.int() }),
})
export type CopyCheck = z.infer<typeof CopyCheck>

/** A musical measure of generated pieces beside held-out ones. */
export const MusicalMeasure = z.object({
  name: z.string().describe("pitch range, notes per beat, notes in key …"),
  real: z.number(),
  generated: z.number(),
  overlap: z.number().min(0).max(1).describe("overlapping area of the distributions"),
  ceiling: z.number().min(0).max(1).describe("the same between two halves of real music"),
})
export type MusicalMeasure = z.infer<typeof MusicalMeasure>

/** What stands beside every model. */
export const ModelCard = z.object({
  summary: z.string(),
  learntFrom: z.array(
    z.object({ name: z.string(), hash: z.string(), works: z.int(), licence: Licence }),
  ),
  licence: Licence.describe("the narrowest of those"),
  restoresKeys: z
    .boolean()
    .default(false)
    .describe("it learnt with key signatures put back that a converter had lost"),
  plays: z
    .enum(["pitches", "drums", "both"])
    .optional()
    .describe("what the music it learnt from is played on; cards from before do not tell"),
  lineage: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe("its parents, oldest first"),
  language: Language,
  vocabulary: z.string().describe("hash of the words it knows"),
  parameters: z.int(),
  unit: z.enum(["note", "cell"]),
  results: z.array(
    z.object({
      split: z.enum(["valid", "test"]),
      nll: z.number(),
      changed: z.number().nullable(),
      low: z.number().describe("95 % of bootstraps by work"),
      high: z.number(),
      baselines: z.array(z.object({ name: z.string(), nll: z.number() })),
    }),
  ),
  measures: z.array(MusicalMeasure),
  copies: CopyCheck,
  trained: z.object({ steps: z.int(), seconds: z.number(), executor: z.string() }),
  command: z.string().describe("what makes it again"),
})
export type ModelCard = z.infer<typeof ModelCard>

export const Model = z.object({
  id: ModelId,
  name: z.string().min(1).max(200),
  isStarter: z.boolean(),
  card: ModelCard,
  bytes: z.int(),
  createdAt: z.number(),
})
export type Model = z.infer<typeof Model>

/** What a model is asked to keep to; what is left out is the model's choice. */
export const Wishes = z.object({
  genre: z.string().optional(),
  key: z.int().min(0).max(23).optional().describe("0..11 major from C up, 12..23 minor"),
  tempoBpm: z.number().min(20).max(400).optional(),
  density: z.int().min(0).max(4).optional().describe("notes a beat, from few to many"),
  complexity: z.int().min(0).max(4).optional(),
})
export type Wishes = z.infer<typeof Wishes>

export const GenerateRequest = z.object({
  /** A model, or a checkpoint of a run. */
  source: z.union([z.object({ modelId: ModelId }), z.object({ runId: RunId, step: z.int() })]),
  prompt: HeardPiece.nullable().default(null),
  bars: z.int().min(1).max(128).default(8).describe("beyond the prompt"),
  count: z.int().min(1).max(16).default(1),
  seed: z.int().min(0).default(1),
  temperature: z.number().min(0).max(2).default(0.95),
  topP: z.number().min(0.01).max(1).default(0.97),
  minP: z.number().min(0).max(0.5).default(0),
  /** Bars in which the same bar again is made less likely; 0 lets it be. */
  repetitionBars: z.int().min(0).max(64).default(0),
  wishes: Wishes.default({}),
  /** Harmonise: pitches of the soprano, a sixteenth each, which are kept; -1 rests. */
  soprano: z.array(z.int().min(-1).max(127)).max(4096).nullable().default(null),
})
export type GenerateRequest = z.infer<typeof GenerateRequest>

export const Candidate = z.object({
  index: z.int(),
  seed: z.int(),
  piece: HeardPiece.describe("without the prompt"),
})
export type Candidate = z.infer<typeof Candidate>

export const Estimate = z.object({
  parameters: z.int(),
  secondsAStep: z.number(),
  seconds: z.number().describe("all steps, and the measurements between them"),
  megabytes: z.number(),
  executor: z.string(),
})
export type Estimate = z.infer<typeof Estimate>

const run = z.object({ runId: RunId })
const model = z.object({ modelId: ModelId })

export const training = {
  /** Trains five steps and throws them away: how long all of it will take here. */
  "runs.estimate": procedure({ input: z.object({ config: TrainingConfig }), output: Estimate }),
  "runs.start": procedure({ input: z.object({ config: TrainingConfig }), output: RunId }),
  "runs.list": procedure({ input: z.object({}), output: z.array(Run) }),
  "runs.get": procedure({
    input: run,
    output: z.object({
      run: Run,
      measurements: z.array(Measurement),
      checkpoints: z.array(Checkpoint),
    }),
  }),
  /** At the next step; it is kept, and goes on from there. */
  "runs.pause": procedure({ input: run, output: z.void() }),
  "runs.resume": procedure({ input: run, output: z.void() }),
  /** Good enough: ends it, and makes its best checkpoint a model. */
  "runs.stop": procedure({ input: run, output: ModelId.nullable() }),
  "runs.rename": procedure({ input: run.extend({ name: Model.shape.name }), output: z.void() }),
  /** With its checkpoints; the model that came of it stays. */
  "runs.remove": procedure({ input: run, output: z.void() }),
  /** All runs, sent whole at each change. */
  "runs.changes": feed({ input: z.object({}), event: z.array(Run) }),
  /** A run's measurements: those there are, then each as it is made. */
  "runs.measurements": feed({ input: run, event: z.array(Measurement) }),
  "models.list": procedure({ input: z.object({}), output: z.array(Model) }),
  "models.rename": procedure({ input: model.extend({ name: Model.shape.name }), output: z.void() }),
  /** @throws conflict for one that came with the program */
  "models.remove": procedure({ input: model, output: z.void() }),
  "models.changes": feed({ input: z.object({}), event: z.array(Model) }),
  /** Candidates come one by one, each as soon as it is whole; cancellable. */
  "models.generate": procedure({
    input: GenerateRequest,
    output: z.array(Candidate),
    progress: z.object({
      fraction: z.number(),
      candidate: Candidate.optional().describe("one that is whole"),
    }),
  }),
}
