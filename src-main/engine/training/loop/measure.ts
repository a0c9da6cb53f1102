/** What music costs a model: every row once, with at least half a window of music before it wherever the piece has that much. */
import type { ComputeSession } from "../../compute/index.ts"
import type { Rows } from "../language/language.ts"
import { toTensors, type Window, type WindowShape } from "./batches.ts"

export interface Nats {
  rows: Rows
  /** [length, fields]; 0 where nothing is asked. */
  nats: Float32Array
}

interface Reading extends Window {
  /** The first row that is counted. */
  from: number
}

/**
 * @param session with the model `measure` (`measuringGraph`)
 * @param stride rows from window to window; the smaller the more music stands before each row
 */
export async function natsOfPieces(
  session: Pick<ComputeSession, "run">,
  pieces: readonly Rows[],
  {
    shape,
    stride = Math.floor(shape.context / 2),
    signal,
  }: { shape: WindowShape; stride?: number; signal?: AbortSignal },
): Promise<Nats[]> {
  const width = shape.fields.length
  const all = pieces.map((rows) => ({ rows, nats: new Float32Array(rows.length * width) }))
  const places = new Map(all.map((each) => [each.rows, each]))
  const readings = pieces.flatMap((rows) => readingsOf(rows, shape.context, stride))
  for (let at = 0; at < readings.length; at += shape.batch) {
    signal?.throwIfAborted()
    const some = readings.slice(at, at + shape.batch)
    const filled = Array.from({ length: shape.batch }, (_, i) => some[i] ?? some[0]!)
    const told = await session.run("measure", toTensors(filled, shape))
    for (const [which, reading] of some.entries())
      for (let field = 0; field < width; field++)
        copy(told[`nats.${field}`]!.data as Float32Array, {
          ...{ which, reading, field, width, context: shape.context },
          to: places.get(reading.rows)!.nats,
        })
  }
  return all
}

function readingsOf(rows: Rows, context: number, stride: number): Reading[] {
  const readings: Reading[] = []
  let read = 0
  for (let start = 0; read < rows.length; start += stride) {
    const fitting = Math.max(0, Math.min(start, rows.length - context))
    readings.push({ rows, start: fitting, from: read })
    read = fitting + context
  }
  return readings
}

function copy(
  nats: Float32Array,
  place: {
    which: number
    reading: Reading
    field: number
    width: number
    context: number
    to: Float32Array
  },
): void {
  const { which, reading, field, width, context, to } = place
  const end = Math.min(reading.start + context, reading.rows.length)
  for (let row = reading.from; row < end; row++)
    to[row * width + field] = nats[which * context + row - reading.start]!
}
