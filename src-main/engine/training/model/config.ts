/** What a model is made of. Two numbers of it decide how long it learns: `width` and `layers`. */
import type { TrainingConfig } from "#shared/contract/training.ts"
import type { Field, RowLanguage } from "../language/language.ts"

export interface RowModelConfig {
  trunk: "transformer" | "gru"
  layers: number
  /** Numbers a row is thought of in. */
  width: number
  heads: number
  /** Rows that it looks back on. */
  context: number
  fields: readonly Field[]
  given: readonly Field[]
}

export const modelConfigOf = (
  { trunk, layers, width, heads, context }: TrainingConfig,
  { fields, given }: Pick<RowLanguage, "fields" | "given">,
): RowModelConfig => ({ trunk, layers, width, heads, context, fields, given })
