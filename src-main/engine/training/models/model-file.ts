/** A model as one file: weights, what it is made of, the language it speaks, its card. Safetensors, which hold no code. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { Language, ModelCard } from "#shared/contract/training.ts"
import {
  integers,
  pack,
  readSafetensors,
  type TensorData,
  writeSafetensors,
} from "../../compute/index.ts"
import { LearntRuns } from "../../symbolic/index.ts"
import { languageOf, type RowLanguage } from "../language/index.ts"
import type { RowModelConfig } from "../model/config.ts"
import { rowLayout } from "../model/graphs.ts"

export interface RowModel {
  config: RowModelConfig
  language: RowLanguage
  genres: readonly string[]
  weights: ReadonlyMap<string, TensorData>
  card: ModelCard
  name: string
  /** Runs of notes of the music that it learnt from; undefined where they were not kept. */
  learnt?: LearntRuns | undefined
}

const Notes = z.object({
  format: z.literal(1),
  name: z.string().trim().min(1).max(200),
  language: Language,
  genres: z.array(z.string().max(100)).max(64),
  vocabulary: z.string(),
  trunk: z.enum(["transformer", "gru"]),
  layers: z.int().min(1).max(24),
  width: z.int().min(16).max(2048),
  heads: z.int().min(1).max(32),
  context: z.int().min(8).max(4096),
  card: ModelCard,
})

/** The tensor beside the weights that holds what was learnt by heart. */
const LEARNT = "learnt.runs"

export function packModel(model: RowModel): Uint8Array {
  const { config, language, genres, weights, card, name, learnt } = model
  const { trunk, layers, width, heads, context } = config
  const notes: z.input<typeof Notes> = {
    ...{ format: 1, name, language: language.name, genres: [...genres], vocabulary: language.hash },
    ...{ trunk, layers, width, heads, context, card },
  }
  const tensors = new Map(learnt ? [[LEARNT, integers(learnt.words)], ...weights] : weights)
  return writeSafetensors({
    tensors,
    metadata: { slipmat: JSON.stringify(notes) },
  })
}

/** @throws StudioError unreadable with what is wrong; invalid-input where the file's words are not this program's */
export function unpackModel(file: Uint8Array): RowModel {
  const { tensors, metadata } = readSafetensors(file)
  const notes = Notes.safeParse(parsed(metadata["slipmat"]))
  if (!notes.success) return fail("unreadable", "This file is no model of Slipmat.")
  const { name, genres, vocabulary, trunk, layers, width, heads, context, card } = notes.data
  const language = languageOf(notes.data.language, genres)
  if (language.hash !== vocabulary)
    return fail("invalid-input", `“${name}” speaks another language of notes than this Slipmat.`)
  const runs = tensors.get(LEARNT)?.data
  tensors.delete(LEARNT)
  const learnt = runs instanceof Int32Array ? new LearntRuns(runs) : undefined
  const { fields, given } = language
  const config = { trunk, layers, width, heads, context, fields, given }
  if (![...tensors.values()].every(({ data }) => areNumbers(data)))
    return fail("unreadable", `“${name}” is damaged: some of its weights are no numbers.`)
  try {
    // Names and shapes have to be those of the model, none missing and none too many.
    pack(rowLayout(config), tensors)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail("unreadable", `“${name}” is damaged: ${reason}.`)
  }
  return { config, language, genres, weights: tensors, card: inEnglish(card), name, learnt }
}

/** A sum of numbers is none as soon as one is none. */
function areNumbers(data: TensorData["data"]): boolean {
  if (!(data instanceof Float32Array)) return true
  let sum = 0
  for (const number of data) sum += number
  return Number.isFinite(sum)
}

/** Cards were written that speak of "1 threads". */
const inEnglish = ({ trained, ...card }: ModelCard): ModelCard => ({
  ...card,
  trained: { ...trained, executor: trained.executor.replace(/\b1 threads$/, "1 thread") },
})

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null")
  } catch {
    return null
  }
}
