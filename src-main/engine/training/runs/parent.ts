/** A run that begins as a model is of that model's kind and size. */
import { fail } from "#shared/contract/errors.ts"
import type { TrainingConfig } from "#shared/contract/training.ts"
import type { RowModel } from "../models/model-file.ts"
import type { ModelStore } from "../models/model-store.ts"

/** @throws StudioError not-found, unreadable; invalid-input where it speaks another language of notes */
export function openParent(
  { parent, language }: Pick<TrainingConfig, "parent" | "language">,
  models: ModelStore,
): RowModel | null {
  if (parent === null) return null
  const model = models.open(parent)
  if (model.language.name !== language)
    fail(
      "invalid-input",
      `“${model.name}” speaks another language of notes than this run: it was trained for ${WORDS[model.language.name]}. Begin with another model, or with nothing.`,
    )
  return model
}

const WORDS: Record<TrainingConfig["language"], string> = {
  chorales: "four voices",
  notes: "notes of any instruments",
}

/**
 * Trunk, layers, width, heads and memory are the parent's, whatever was asked for.
 * @throws StudioError invalid-input where there is no parent, and the heads do not share the width
 */
export function shapedAs(config: TrainingConfig, parent: RowModel | null): TrainingConfig {
  if (!parent) return withEvenHeads(config)
  const { trunk, layers, width, heads, context } = parent.config
  return { ...config, trunk, layers, width, heads, context }
}

/** Positions turn pairs of a head's numbers. */
function withEvenHeads(config: TrainingConfig): TrainingConfig {
  const { trunk, width, heads } = config
  if (trunk === "transformer" && width % (2 * heads) !== 0)
    fail(
      "invalid-input",
      `A width of ${width} cannot be shared by ${heads} heads: it has to be a multiple of ${2 * heads}.`,
    )
  return config
}
