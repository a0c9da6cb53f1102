/** What held-out music costs a model, piece by piece. */
import {
  type ComputeSession,
  encodeModel,
  type Executor,
  floats,
  lower,
  pack,
} from "../../compute/index.ts"
import type { CorpusWork } from "../../datasets/index.ts"
import { natsOfPieces } from "../loop/measure.ts"
import { measuringGraph, rowLayout } from "../model/graphs.ts"
import type { Rows } from "../language/language.ts"
import type { RowModel } from "../models/model-file.ts"

export interface PieceNats {
  work: CorpusWork
  rows: Rows
  /** [length, fields] */
  nats: Float32Array
  total: number
  /** Notes or cells. */
  units: number
}

const BATCH = 4
/** Works whose windows share batches: a short one alone would leave most of a batch empty. */
const GROUP = 32
/** Rows before each that is measured: three quarters of a window, wherever the piece has that much. */
const STRIDE_SHARE = 1 / 4

/** Works that cannot be said in the model's language are left out. */
export async function evaluatePieces(
  model: Pick<RowModel, "config" | "language" | "weights">,
  works: readonly CorpusWork[],
  { executor, threads, signal, progress }: EvaluateOptions,
): Promise<PieceNats[]> {
  const { config, language } = model
  const layout = rowLayout(config)
  const measure = encodeModel(lower(measuringGraph(config, { batch: BATCH, layout })))
  const state = { parameters: floats(pack(layout, model.weights)) }
  const session: ComputeSession = await executor.open({ models: { measure }, state, threads })
  try {
    const results: PieceNats[] = []
    const stride = Math.max(1, Math.floor(config.context * STRIDE_SHARE))
    const shape = { ...config, batch: BATCH }
    for (let at = 0; at < works.length; at += GROUP) {
      signal?.throwIfAborted()
      const said = works.slice(at, at + GROUP).flatMap((work) => {
        const rows = language.encode(work)
        // Nothing is told of the piece as a whole: what is measured is what the notes say.
        return rows ? [{ work, rows: untold(rows, language.given.length) }] : []
      })
      const pieces = said.map(({ rows }) => rows)
      const read = await natsOfPieces(session, pieces, { shape, stride, ...(signal && { signal }) })
      for (const [which, { work, rows }] of said.entries()) {
        const { nats } = read[which]!
        const total = nats.reduce((sum, each) => sum + each, 0)
        results.push({ work, rows, nats, total, units: language.units(rows) })
      }
      progress?.(Math.min(1, (at + GROUP) / works.length))
    }
    return results
  } finally {
    await session.close()
  }
}

export interface EvaluateOptions {
  executor: Executor
  threads?: number | undefined
  signal?: AbortSignal | undefined
  progress?: ((fraction: number) => void) | undefined
}

/** Only the first of `given` is known of any piece: where in the bar, or the period, a row stands. */
function untold(rows: Rows, given: number): Rows {
  return { ...rows, given: rows.given.map((value, at) => (at % given === 0 ? value : 0)) }
}

/** What cells cost that differ from the frame before, where the skill is, and how many there are. */
export function changedNats(
  pieces: readonly PieceNats[],
  fields: number,
): { nats: number; cells: number } {
  let [nats, cells] = [0, 0]
  for (const { rows, nats: all } of pieces)
    for (let at = fields; at < rows.values.length; at++) {
      if (rows.values[at] === rows.values[at - fields]) continue
      nats += all[at]!
      cells++
    }
  return { nats, cells }
}
