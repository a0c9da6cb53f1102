/** A rig that was learnt: its deck, what the deck leaves out, and its card. As a file it is JSON that a person can read. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { COLOUR_TAPS } from "../deck/colour.ts"
import type { LearntDeck } from "../deck/learnt-deck.ts"
import { Physics } from "../deck/physics.ts"
import { residualLayout } from "../residual/network.ts"
import type { Residual } from "../residual/residual.ts"
import { BANDS } from "../spectra/bands.ts"

export const RIG_FORMAT = 1
const FLOAT_BYTES = 4

const finite = z.number().min(-1e9).max(1e9)
const taps = z.array(finite).length(COLOUR_TAPS)

export const RigFigures = z.strictObject({
  model: z.string().min(1).max(100),
  spectral: finite,
  logSpectralDb: finite,
  bandsDb: finite,
  onsetF1: finite,
})
export type RigFigures = z.infer<typeof RigFigures>

export const RigCard = z.strictObject({
  name: z.string().min(1).max(200),
  createdAt: z.number(),
  /** Of takes, and how much of them. */
  learntFrom: z.array(z.strictObject({ title: z.string().max(500), seconds: finite })).max(1000),
  seed: z.int(),
  /** What the figures were taken on; "" where nothing was held out. */
  heldOut: z.string().max(2000),
  figures: z.array(RigFigures).max(50),
})
export type RigCard = z.infer<typeof RigCard>

export const RigFile = z.strictObject({
  format: z.literal(RIG_FORMAT),
  kind: z.literal("scratch-rig"),
  card: RigCard,
  physics: Physics,
  colour: taps,
  speedColour: taps,
  /** null where physics alone were nearer to what was held out. */
  residual: z
    .strictObject({
      noise: z.array(finite).length(BANDS),
      /** Float32, little-endian, base64: the network's numbers in the order of its layout. */
      weights: z.string().max(1_000_000),
    })
    .nullable(),
})
type RigFile = z.infer<typeof RigFile>

export interface Rig {
  card: RigCard
  deck: LearntDeck
  residual: Residual | null
}

export function rigText({ card, deck, residual }: Rig): string {
  const file: RigFile = {
    ...{ format: RIG_FORMAT, kind: "scratch-rig", card, physics: deck.physics },
    ...{ colour: [...deck.colour], speedColour: [...deck.speedColour] },
    residual: residual && { noise: [...residual.noise], weights: textOf(residual.weights) },
  }
  return `${JSON.stringify(file, undefined, 2)}\n`
}

/** @throws StudioError unreadable, naming the file and what is wrong with it */
export function readRig(text: string, name: string): Rig {
  const parsed = RigFile.safeParse(parsedJson(text, name))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return fail(
      "unreadable",
      `${name} is no rig: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`,
    )
  }
  const { card, physics, colour, speedColour, residual } = parsed.data
  return {
    card,
    deck: {
      physics,
      colour: Float64Array.from(colour),
      speedColour: Float64Array.from(speedColour),
    },
    residual: residual && residualOf(residual, name),
  }
}

function residualOf({ noise, weights }: NonNullable<RigFile["residual"]>, name: string): Residual {
  const numbers = numbersOf(weights)
  if (numbers.length !== residualLayout().size || numbers.some((value) => !Number.isFinite(value)))
    fail("unreadable", `${name} is no rig: its residual has other numbers than the network`)
  return { weights: numbers, noise: Float32Array.from(noise) }
}

function parsedJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return fail("unreadable", `${name} is no rig: it is no JSON`)
  }
}

function textOf(weights: Float32Array): string {
  const view = new DataView(new ArrayBuffer(FLOAT_BYTES * weights.length))
  for (const [i, value] of weights.entries()) view.setFloat32(FLOAT_BYTES * i, value, true)
  let bytes = ""
  for (const byte of new Uint8Array(view.buffer)) bytes += String.fromCharCode(byte)
  return btoa(bytes)
}

function numbersOf(text: string): Float32Array {
  let bytes = ""
  try {
    bytes = atob(text)
  } catch {
    // Which leaves none.
  }
  const view = new DataView(Uint8Array.from(bytes, (character) => character.charCodeAt(0)).buffer)
  return Float32Array.from({ length: Math.floor(view.byteLength / FLOAT_BYTES) }, (_, i) =>
    view.getFloat32(FLOAT_BYTES * i, true),
  )
}
