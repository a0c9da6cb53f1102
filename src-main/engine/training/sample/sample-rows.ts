/** Music row by row: what a model expects, within what the grammar allows, by seeded chance. */
import { seededRandom } from "#shared/music/random.ts"
import type { Grammar, RowLanguage, Rows } from "../language/language.ts"
import { choose, type Taste } from "./choose.ts"
import type { RowReader } from "./reader.ts"

export interface SampleOptions extends Taste {
  language: RowLanguage
  /** What is asked for, in the language's numbers. */
  traits: readonly number[]
  /** Rows that the music begins with; they are not given back. */
  prompt: Pick<Rows, "length" | "values"> | null
  /** Bars beyond the prompt. */
  bars: number
  /** A bar that was among the last so many is written anew, a few times; 0 lets it be. */
  repetitionBars: number
  seed: number
  /** What a field has to be, counted from the first row after the prompt; null leaves it to the model. */
  wanted?: ((row: number, at: number) => number | null) | undefined
  signal?: AbortSignal | undefined
}

/** A model that never ends a bar would go on for ever. */
const MOST_ROWS_A_BAR = 256
/** The same bar so often in spite of chance is what the music wants. */
const MOST_REWRITES = 3

/** @param reader that has read nothing yet, with `given` of the language's empty grammar and these traits */
export async function* sampleRows(
  reader: RowReader,
  options: SampleOptions,
): AsyncGenerator<Uint8Array> {
  const { language, prompt, bars, repetitionBars, signal } = options
  const score = new Score(reader, language, options.traits)
  const width = language.fields.length
  for (let row = 0; row < (prompt?.length ?? 0); row++)
    await score.add(prompt!.values.subarray(row * width, (row + 1) * width))
  const write = rowWriter(reader, { ...options, first: score.rows.length })
  const end = score.grammar.bars() + bars
  /** Of the bar that is being written, and of those before it what they say. */
  let begin = score.rows.length
  const told: string[] = []
  for (let rewrites = 0, count = 0; count < bars * MOST_ROWS_A_BAR; count++) {
    signal?.throwIfAborted()
    if (score.grammar.isOver()) break
    const values = await write(score)
    if (score.grammar.begins(values) && score.rows.length > begin) {
      const bar = score.rows.slice(begin)
      const text = bar.join(" ")
      const isTold = repetitionBars > 0 && told.slice(-repetitionBars).includes(text)
      if (isTold && rewrites++ < MOST_REWRITES) {
        await score.rewind(begin)
        continue
      }
      rewrites = 0
      told.push(text)
      yield* bar
      begin = score.rows.length
      if (score.grammar.bars() >= end) return
    }
    await score.add(values)
  }
  yield* score.rows.slice(begin)
}

/** What is written so far, with the grammar and the reader at its end. */
class Score {
  readonly rows: Uint8Array[] = []
  grammar: Grammar
  readonly #reader: RowReader
  readonly #language: RowLanguage
  readonly #traits: readonly number[]

  constructor(reader: RowReader, language: RowLanguage, traits: readonly number[]) {
    this.#reader = reader
    this.#language = language
    this.#traits = traits
    this.grammar = language.grammar()
  }

  async add(row: Uint8Array): Promise<void> {
    this.rows.push(row)
    this.grammar.push(row)
    await this.#reader.read(row, this.grammar.given(this.#traits))
  }

  async rewind(rows: number): Promise<void> {
    this.rows.length = rows
    this.grammar = this.#language.grammar()
    for (const row of this.rows) this.grammar.push(row)
    await this.#reader.rewind(rows)
  }
}

/** Writes the next row of a score, field by field. */
function rowWriter(
  reader: RowReader,
  options: SampleOptions & { first: number },
): (score: Score) => Promise<Uint8Array> {
  const { language, wanted, first } = options
  const random = seededRandom(options.seed)
  const masks = language.fields.map(({ size }) => new Uint8Array(size))
  return async ({ rows, grammar }) => {
    const row = new Uint8Array(language.fields.length)
    for (const [at, mask] of masks.entries()) {
      grammar.allow(at, row, mask)
      // As many bars were asked for as are written: the music stops there, and not before.
      if (at === 0 && language.end !== null) mask[language.end] = 0
      const only = wanted?.(rows.length - first, at) ?? onlyOf(mask)
      row[at] = only ?? choose(await reader.logits(at, row), mask, options, random)
    }
    return row
  }
}

/** The value that a grammar leaves, where it leaves but one. */
function onlyOf(mask: Uint8Array): number | null {
  const first = mask.indexOf(1)
  return !mask.includes(1, first + 1) ? first : null
}
