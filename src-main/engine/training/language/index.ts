import type { Language } from "#shared/contract/training.ts"
import { choraleLanguage } from "./chorales.ts"
import type { RowLanguage } from "./language.ts"
import { noteLanguage } from "./notes.ts"

export type { Field, Grammar, RowLanguage, Rows } from "./language.ts"

export const languageOf = (name: Language, genres: readonly string[]): RowLanguage =>
  name === "chorales" ? choraleLanguage : noteLanguage(genres)
