/** Candidates of a model: the same request and seed give the same music. */
import { fail } from "#shared/contract/errors.ts"
import type { Candidate, GenerateRequest } from "#shared/contract/training.ts"
import { heardPiece } from "../../datasets/index.ts"
import type { Executor } from "../../compute/index.ts"
import {
  barsOf,
  type Frame,
  metersAtBars,
  type Piece,
  satbEncode,
  VOICES,
} from "../../symbolic/index.ts"
import type { RowModel } from "../models/model-file.ts"
import type { RowLanguage, Rows } from "../language/language.ts"
import { pieceFrom, pieceOfHeard, promptRows } from "./prompt.ts"
import { openReader } from "./reader.ts"
import { sampleRows } from "./sample-rows.ts"

type Request = Omit<GenerateRequest, "source">

interface GenerateOptions {
  executor: Executor
  signal?: AbortSignal | undefined
  /** `fraction` of all candidates. */
  progress?: ((fraction: number) => void) | undefined
}

/** @throws StudioError invalid-input where the prompt cannot be said in the model's language; cancelled */
export async function* generate(
  model: Pick<RowModel, "config" | "language" | "weights">,
  request: Request,
  options: GenerateOptions,
): AsyncGenerator<Candidate> {
  for (let index = 0; index < request.count; index++) {
    const seed = request.seed + index
    const piece = await generatePiece(
      model,
      { ...request, seed },
      {
        ...options,
        progress: (fraction) => options.progress?.((index + fraction) / request.count),
      },
    )
    yield { index, seed, piece: heardPiece(piece) }
  }
}

/** One of them, without what it began with. */
export async function generatePiece(
  { config, language, weights }: Pick<RowModel, "config" | "language" | "weights">,
  request: Request,
  { executor, signal, progress }: GenerateOptions,
): Promise<Piece> {
  const traits = language.traits(request.wishes)
  const heard = request.prompt ? pieceOfHeard(request.prompt) : null
  const prompt = heard && heard.notes.length > 0 ? promptRows(language, heard) : null
  const given = language.grammar().given(traits)
  const reader = await openReader({ config, weights, executor, given })
  try {
    const rows: Uint8Array[] = []
    const { soprano } = request
    const wanted = soprano ? sopranoOf(language, soprano) : undefined
    const { bars: wished, ...taste } = request
    const bars = soprano ? Math.ceil(soprano.length / 16) : wished
    const sampled = sampleRows(reader, { ...taste, bars, language, traits, prompt, signal, wanted })
    for await (const row of sampled) {
      rows.push(row)
      progress?.(Math.min(1, rows.length / (bars * 16)))
    }
    const all = joined(prompt, rows, language.fields.length)
    return pieceFrom(language.decode(all), prompt ? endOfPrompt(heard!) : 0)
  } finally {
    await reader.close()
  }
}

function joined(
  prompt: Rows | null,
  rows: readonly Uint8Array[],
  width: number,
): Pick<Rows, "length" | "values"> {
  const before = prompt?.values ?? new Uint8Array(0)
  const values = new Uint8Array(before.length + rows.length * width)
  values.set(before)
  for (const [at, row] of rows.entries()) values.set(row, before.length + at * width)
  return { values, length: values.length / width }
}

/** The bar line after its last note begins: where what is made up begins. */
function endOfPrompt({ notes, meters }: Piece): number {
  const last = notes.reduce((so, { startTicks }) => Math.max(so, startTicks), 0)
  for (const { startTicks, lengthTicks } of barsOf(metersAtBars(meters)))
    if (startTicks + lengthTicks > last) return startTicks + lengthTicks
  return 0
}

/** The melody that is kept, as what the first field has to be. */
function sopranoOf(
  language: RowLanguage,
  pitches: readonly number[],
): (row: number, at: number) => number | null {
  if (language.name !== "chorales")
    return fail(
      "invalid-input",
      "Only a model of four voices can harmonise a melody; choose the chorales.",
    )
  // Rests and pitches beyond a choir are said before anything is written.
  const ids = satbEncode(pitches.map((pitch): Frame => [pitch, -1, -1, -1]))
  return (row, at) => (at === 0 && row < pitches.length ? ids[row * VOICES]! : null)
}
