/** The classifier as one file: weights and card. Safetensors, which hold no code. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { TECHNIQUE_CLASSES } from "#shared/scratch/index.ts"
import { pack, readSafetensors, unpack, writeSafetensors } from "../../compute/index.ts"
import type { Weights } from "./name.ts"
import { classifierLayout } from "./network.ts"

const Share = z.number().min(0).max(1)

export const ClassifierCard = z.object({
  parameters: z.int().min(1),
  /** How it was made, to be done again. */
  command: z.string(),
  examples: z.int().min(1),
  steps: z.int().min(1),
  seed: z.int(),
  cpuMinutes: z.number().min(0),
  /** Of examples that were not learnt from: right names, and their mean F1 over the classes. */
  heldOut: z.object({ examples: z.int(), accuracy: Share, macroF1: Share }),
  material: z.string(),
  limits: z.string(),
})
export type ClassifierCard = z.infer<typeof ClassifierCard>

export interface ClassifierFile {
  weights: Weights
  card: ClassifierCard
}

const Notes = z.object({
  format: z.literal("scratch classifier 1"),
  classes: z.array(z.string()),
  card: ClassifierCard,
})

export function packClassifier(parameters: Float32Array, card: ClassifierCard): Uint8Array {
  const notes: z.infer<typeof Notes> = {
    ...{ format: "scratch classifier 1", classes: [...TECHNIQUE_CLASSES], card },
  }
  const tensors = unpack(classifierLayout(), parameters)
  return writeSafetensors({ tensors, metadata: { slipmat: JSON.stringify(notes) } })
}

/** @throws StudioError unreadable with what is wrong */
export function unpackClassifier(file: Uint8Array): ClassifierFile {
  const { tensors, metadata } = readSafetensors(file)
  const notes = Notes.safeParse(parsed(metadata["slipmat"]))
  if (!notes.success || notes.data.classes.join() !== TECHNIQUE_CLASSES.join())
    return fail("unreadable", "This file is no classifier of scratching that Slipmat knows.")
  const layout = classifierLayout()
  try {
    return { weights: unpack(layout, pack(layout, tensors)), card: notes.data.card }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail("unreadable", `The classifier of scratching is damaged: ${reason}.`)
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null")
  } catch {
    return null
  }
}
