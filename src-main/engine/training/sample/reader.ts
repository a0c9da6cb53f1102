/** A model that reads row after row, and says of each field of the next what it expects. */
import {
  type ComputeSession,
  encodeModel,
  type Executor,
  floats,
  integers,
  lower,
  type TensorData,
  type Tensors,
} from "../../compute/index.ts"
import type { RowModelConfig } from "../model/config.ts"
import { emptyCaches, headGraph, headName, TRUNK, trunkGraph } from "../model/step-graph.ts"

export interface RowReader {
  /** Takes a row in, and what is known of the one after it. */
  read(row: ArrayLike<number>, given: readonly number[]): Promise<void>
  /** Logits of a field of the next row. @param row what stands in the fields before it */
  logits(at: number, row: ArrayLike<number>): Promise<Float32Array>
  /** Forgets all rows after the first `rows`, and what was known of the next then stands again. */
  rewind(rows: number): Promise<void>
  /** Forgets everything. @param given of the first row that comes */
  restart(given: readonly number[]): Promise<void>
  close(): Promise<void>
}

interface ReaderOptions {
  config: RowModelConfig
  weights: ReadonlyMap<string, TensorData>
  executor: Executor
  /** Of the first row. */
  given: readonly number[]
}

export async function openReader({
  config,
  weights,
  executor,
  given,
}: ReaderOptions): Promise<RowReader> {
  const graphs = {
    [TRUNK]: trunkGraph(config, weights),
    ...Object.fromEntries(
      config.fields.map((_, at) => [headName(at), headGraph(config, weights, at)]),
    ),
  }
  const models = Object.fromEntries(
    Object.entries(graphs).map(([name, graph]) => [name, encodeModel(lower(graph))]),
  )
  // One thread: a row is too little work to be shared.
  const session = await executor.open({ models, state: emptyCaches(config), threads: 1 })
  const reader = new Reader(session, config, given)
  await reader.begin()
  return reader
}

class Reader implements RowReader {
  readonly #session: ComputeSession
  readonly #config: RowModelConfig
  /** Each with what was known of the row after it; the first stands before the music. */
  readonly #past: { before: TensorData; given: TensorData; x: TensorData }[] = []
  #given: readonly number[]
  /** Of the row in the cache's first place. */
  #from = 0

  constructor(session: ComputeSession, config: RowModelConfig, given: readonly number[]) {
    this.#session = session
    this.#config = config
    this.#given = given
  }

  async begin(): Promise<void> {
    await this.read(
      this.#config.fields.map(({ size }) => size),
      this.#given,
    )
  }

  async read(row: ArrayLike<number>, given: readonly number[]): Promise<void> {
    const { fields, given: known, context } = this.#config
    const before = integers(Int32Array.from(row), [1, 1, fields.length])
    const place = { before, given: integers([...given], [1, 1, known.length]), x: floats([]) }
    this.#past.push(place)
    if (this.#past.length - this.#from > context) await this.#refill(Math.floor(context / 2))
    else await this.#take(this.#past.length - 1)
  }

  async logits(at: number, row: ArrayLike<number>): Promise<Float32Array> {
    const { before, x } = this.#past.at(-1)!
    const values = Int32Array.from(this.#config.fields, (_, field) =>
      field < at ? row[field]! : 0,
    )
    const inputs: Tensors = { x, before, values: integers(values, before.shape) }
    const { logits } = await this.#session.run(headName(at), inputs)
    return logits!.data as Float32Array
  }

  async rewind(rows: number): Promise<void> {
    this.#past.length = rows + 1
    if (rows < this.#from) await this.#refill(Math.floor(this.#config.context / 2))
    // Later places of an attention's cache are not looked at; a recurrent state has to be made again.
    else if (this.#config.trunk === "gru") await this.#refill(this.#past.length - this.#from)
  }

  async restart(given: readonly number[]): Promise<void> {
    this.#given = given
    this.#past.length = 0
    this.#from = 0
    await this.#session.write(emptyCaches(this.#config))
    await this.begin()
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  /** Reads the last `rows` rows again, from the cache's beginning. */
  async #refill(rows: number): Promise<void> {
    this.#from = Math.max(0, this.#past.length - rows)
    await this.#session.write(emptyCaches(this.#config))
    for (let at = this.#from; at < this.#past.length; at++) await this.#take(at)
  }

  async #take(at: number): Promise<void> {
    const place = this.#past[at]!
    const position = integers([at - this.#from])
    const inputs = { before: place.before, given: place.given, position }
    const { x } = await this.#session.run(TRUNK, inputs)
    place.x = x!
  }
}
