/** Latent loops: short melodies and drum patterns as points of a learnt space, and back. */
import { z } from "zod"
import { Licence } from "./datasets.ts"
import { procedure } from "./rpc.ts"

/** `melody2`, `melody4`, `drums2` came with the program. */
export const LoopModelId = z
  .string()
  .regex(/^[\w-]{1,64}$/, "an id has 1 to 64 letters, digits, _ or -")
  .brand<"LoopModelId">()
export type LoopModelId = z.infer<typeof LoopModelId>

export const LoopKind = z.enum(["melody", "drums"])
export type LoopKind = z.infer<typeof LoopKind>

/** Of 4/4: 16 sixteenths a bar. */
export const LoopBars = z.union([z.literal(2), z.literal(4)])
export type LoopBars = z.infer<typeof LoopBars>

const pitch = z.int().min(0).max(127)

export const LoopNote = z.object({
  startStep: z.int().min(0).max(63).describe("sixteenths from the loop's beginning"),
  lengthSteps: z.int().min(1).max(64),
  pitch: pitch.describe("60 is middle C; drums are General MIDI's"),
  velocity: z.int().min(1).max(127),
})
export type LoopNote = z.infer<typeof LoopNote>

/** What a model does not hear is left out: under the highest of several notes at once, beyond the last bar. */
export const Loop = z.object({
  kind: LoopKind,
  bars: LoopBars,
  notes: z.array(LoopNote).max(1024),
})
export type Loop = z.infer<typeof Loop>

/** 0..11 major from C up, 12..23 minor. */
export const LoopKey = z.int().min(0).max(23)

/** A place in a model's space, and what was taken off the loop before it was put there. */
export const LoopPoint = z.object({
  latent: z.array(z.number().min(-1e3).max(1e3)).min(1).max(256),
  /** A model knows melodies in C major and A minor alone. Of no meaning for drums. */
  key: LoopKey,
  /** A model knows melodies around one octave alone. Of no meaning for drums. */
  octaves: z.int().min(-8).max(8),
})
export type LoopPoint = z.infer<typeof LoopPoint>

/** Density: onsets. Range: highest to lowest; of drums, how many. Contour: rising. Tonality: within the key. */
export const LoopAttribute = z.enum(["density", "range", "contour", "syncopation", "tonality"])
export type LoopAttribute = z.infer<typeof LoopAttribute>

/** In standard deviations of the loops that the model learnt from; 0 is their mean. */
export const LoopAttributes = z.partialRecord(LoopAttribute, z.number())
export type LoopAttributes = z.infer<typeof LoopAttributes>

/** A place with what it sounds like. */
export const LoopCell = z.object({
  point: LoopPoint,
  loop: Loop,
  attributes: LoopAttributes.describe("of the loop"),
})
export type LoopCell = z.infer<typeof LoopCell>

/** One of the numbers by which a space is judged. */
export const LoopFigure = z.object({
  name: z.string().describe("steps right, midpoint surprise …"),
  value: z.number(),
  /** What was aimed at; null where the number only tells. */
  goal: z
    .object({ atLeast: z.number().optional(), atMost: z.number().optional() })
    .nullable()
    .default(null),
  baselines: z.array(z.object({ name: z.string(), value: z.number() })).default([]),
})
export type LoopFigure = z.infer<typeof LoopFigure>

/** What stands beside every loop model. All figures are of held-out works. */
export const LoopCard = z.object({
  summary: z.string(),
  learntFrom: z.array(
    z.object({ name: z.string(), hash: z.string(), loops: z.int(), licence: Licence }),
  ),
  licence: Licence.describe("the narrowest of those"),
  parameters: z.int(),
  heldOutLoops: z.int(),
  /** Any real loop can be said. */
  expression: z.array(LoopFigure),
  /** Any place sounds like a real loop. */
  realism: z.array(LoopFigure),
  /** Near places sound alike. */
  smoothness: z.array(LoopFigure),
  kl: z.number().describe("nats that a point carries"),
  activeUnits: z.int().describe("dimensions whose mean varies by more than 0.01"),
  prior: z.string().describe("what loops.sample draws from"),
  trained: z.object({ steps: z.int(), cpuMinutes: z.number(), executor: z.string() }),
  command: z.string().describe("what makes it again"),
})
export type LoopCard = z.infer<typeof LoopCard>

export const LoopModel = z.object({
  id: LoopModelId,
  name: z.string(),
  kind: LoopKind,
  bars: LoopBars,
  dimensions: z.int().min(1),
  attributes: z.array(LoopAttribute).describe("those that loops.nudge can change"),
  card: LoopCard,
})
export type LoopModel = z.infer<typeof LoopModel>

export const EncodedLoop = z.object({
  point: LoopPoint,
  /** What decoding the point gives back. */
  loop: Loop,
  attributes: LoopAttributes.describe("of the loop that was given"),
  /** Shares of what the model heard that came back exactly: of all sixteenths, of those where a note begins. */
  exactness: z.object({
    steps: z.number().min(0).max(1),
    onsets: z.number().min(0).max(1),
  }),
})
export type EncodedLoop = z.infer<typeof EncodedLoop>

const model = z.object({ modelId: LoopModelId })
const seed = z.int().min(0).max(2_147_483_647).default(1)
const key = LoopKey.nullable().default(null)
const MOST_LOOPS = 4096

export const loops = {
  /** Those that came with the program; none where their files are missing. */
  "loops.models": procedure({ input: z.object({}), output: z.array(LoopModel) }),
  /** @throws not-found, unreadable (weights); invalid-input: another kind, other bars, no notes */
  "loops.encode": procedure({
    input: model.extend({ loops: z.array(Loop).min(1).max(MOST_LOOPS) }),
    output: z.array(EncodedLoop),
  }),
  "loops.decode": procedure({
    input: model.extend({ points: z.array(LoopPoint).min(1).max(MOST_LOOPS) }),
    output: z.array(Loop),
  }),
  /**
   * Corners lie on a grid, row by row, `cornerColumns` a row; cells fill it, the outermost being corners themselves. Between
   * corners latents turn along the sphere, first across, then down. One row of two corners is a way from one to the other.
   */
  "loops.between": procedure({
    input: model.extend({
      corners: z.array(LoopPoint).min(2).max(16),
      cornerColumns: z.int().min(2).max(8),
      columns: z.int().min(2).max(64),
      rows: z.int().min(1).max(64),
      key: key.describe("of all cells; the nearest corner's where it is left out"),
    }),
    output: z.array(LoopCell).describe("row by row"),
  }),
  /** Loops that nobody wrote. */
  "loops.sample": procedure({
    input: model.extend({
      count: z.int().min(1).max(256).default(1),
      seed,
      temperature: z.number().min(0).max(2).default(1).describe("how far from the usual"),
      key: LoopKey.default(0),
      octaves: LoopPoint.shape.octaves.default(0),
    }),
    output: z.array(LoopCell),
  }),
  /** Others near a point. */
  "loops.vary": procedure({
    input: model.extend({
      point: LoopPoint,
      amount: z.number().min(0).max(2).default(0.3).describe("0 the same, 1 quite another"),
      count: z.int().min(1).max(64).default(1),
      seed,
    }),
    output: z.array(LoopCell),
  }),
  /** The same loop with more or less of something, in standard deviations. */
  "loops.nudge": procedure({
    input: model.extend({
      point: LoopPoint,
      changes: z.partialRecord(LoopAttribute, z.number().min(-4).max(4)),
    }),
    output: LoopCell,
  }),
  /** Places on a map, by the space's two widest axes: in standard deviations, mostly within -3..3. A point never moves. */
  "loops.arrange": procedure({
    input: model.extend({ points: z.array(LoopPoint).min(1).max(MOST_LOOPS) }),
    output: z.array(z.object({ x: z.number(), y: z.number() })),
  }),
}
