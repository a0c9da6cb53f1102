/** A model that is played with: it has read what was played so far, and is asked again and again what comes next. */
import type { Executor, TensorData } from "../../compute/index.ts"
import { initialVector, unpack } from "../../compute/index.ts"
import { fail } from "#shared/contract/errors.ts"
import type { Wishes } from "#shared/contract/training.ts"
import type { Piece } from "../../symbolic/index.ts"
import {
  type Grammar,
  openReader,
  promptRows,
  rowLayout,
  type RowModel,
  type RowReader,
} from "../../training/index.ts"
import { ANSWERER, CALLER, MODES } from "../roles.ts"

export type PlayedModel = Pick<
  RowModel,
  "config" | "language" | "genres" | "weights" | "name" | "learnt"
>

/** Whether it learnt from exchanges. */
export const isDuetModel = ({ genres }: Pick<PlayedModel, "genres">): boolean =>
  MODES.every((mode) => genres.includes(mode))

/** Of one that has learnt nothing: always the same. */
const UNTRAINED_SEED = 1

export class Partner {
  readonly name: string
  /** Whether it has learnt turns and modes; any other model of notes plays on as one player. */
  readonly isDuet: boolean
  readonly model: PlayedModel
  readonly #reader: RowReader
  #traits: readonly number[]
  #rows: Uint8Array[] = []
  #grammar: Grammar

  private constructor(model: PlayedModel, reader: RowReader, traits: readonly number[]) {
    this.name = model.name
    this.model = model
    this.isDuet = isDuetModel(model)
    this.#reader = reader
    this.#traits = traits
    this.#grammar = model.language.grammar()
  }

  /** @throws StudioError invalid-input for a model of anything else than notes */
  static async open(model: PlayedModel, executor: Executor): Promise<Partner> {
    const { language, config, weights, name } = model
    if (language.name !== "notes")
      fail(
        "invalid-input",
        `“${name}” writes four voices at once; this needs a model that learnt notes.`,
      )
    const traits = language.traits({})
    const given = language.grammar().given(traits)
    return new Partner(model, await openReader({ config, weights, executor, given }), traits)
  }

  get callerProgram(): number {
    return CALLER
  }

  get answererProgram(): number {
    return this.isDuet ? ANSWERER : CALLER
  }

  /** What may follow. */
  get grammar(): Grammar {
    return this.#grammar
  }

  /** Rows of music that may go on. @throws StudioError invalid-input where there is nothing to say */
  rowsOf(piece: Piece): Uint8Array[] {
    const { length, values } = promptRows(this.model.language, piece)
    const width = values.length / length
    return Array.from({ length }, (_, row) => values.subarray(row * width, (row + 1) * width))
  }

  /** Has read exactly these rows when it returns; what it has read already of them is not read again. */
  async read(rows: readonly Uint8Array[], wishes: Wishes): Promise<void> {
    const traits = this.model.language.traits(wishes)
    if (traits.join() !== this.#traits.join()) await this.#restart(traits)
    let same = 0
    while (
      same < Math.min(rows.length, this.#rows.length) &&
      areSame(rows[same]!, this.#rows[same]!)
    )
      same++
    if (same < this.#rows.length) await this.#rewind(same)
    for (const row of rows.slice(same)) await this.add(row)
  }

  /** Reads one row more. */
  async add(row: Uint8Array): Promise<void> {
    this.#rows.push(row)
    this.#grammar.push(row)
    await this.#reader.read(row, this.#grammar.given(this.#traits))
  }

  /** What it expects of a field of the next row. @param row what stands in the fields before it */
  logits(at: number, row: ArrayLike<number>): Promise<Float32Array> {
    return this.#reader.logits(at, row)
  }

  close(): Promise<void> {
    return this.#reader.close()
  }

  async #rewind(rows: number): Promise<void> {
    this.#rows.length = rows
    this.#grammar = this.model.language.grammar()
    for (const row of this.#rows) this.#grammar.push(row)
    await this.#reader.rewind(rows)
  }

  async #restart(traits: readonly number[]): Promise<void> {
    this.#traits = traits
    this.#rows = []
    this.#grammar = this.model.language.grammar()
    await this.#reader.restart(this.#grammar.given(traits))
  }
}

const areSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.every((value, at) => value === other[at])

/** The same build before it has learnt anything. */
export function untrained(model: PlayedModel): PlayedModel {
  const layout = rowLayout(model.config)
  const weights: ReadonlyMap<string, TensorData> = unpack(
    layout,
    initialVector(layout, UNTRAINED_SEED),
  )
  return { ...model, weights, name: `${model.name}, untrained` }
}
