import { describe, expect, it } from "vitest"
import { encodeModel, integers, lower } from "#engine/compute/index.ts"
import { logitsGraph } from "#engine/training/model/graphs.ts"
import type { RowModel } from "#engine/training/models/model-file.ts"
import { openReader, type RowReader } from "#engine/training/sample/reader.ts"
import { seededRandom } from "#shared/music/random.ts"
import { aModel, onnx } from "../../../support/training/tiny.ts"

const CONTEXT = 8
const TRUNKS = ["transformer", "gru"] as const

/** By rows read, the first place that it still sees; the first of all stands before the music. */
const FIRST_SEEN = [
  [0, 0],
  [5, 0],
  [7, 0],
  [8, 5],
  [12, 5],
] as const

/** Logits of every field of the row after `rows[from..]`, by the graph that reads all at once. */
async function atOnce(
  { config, weights }: RowModel,
  { rows, given, from }: { rows: number[][]; given: number[][]; from: number },
): Promise<number[][]> {
  const length = rows.length - from + 1
  const graph = logitsGraph({ ...config, context: length }, weights)
  const session = await onnx.open({
    ...{ models: { all: encodeModel(lower(graph)) }, state: {}, threads: 1 },
  })
  const start = config.fields.map(({ size }) => size)
  const before = Array.from({ length }, (_, at) => rows[from + at - 1] ?? start)
  const values = [...rows.slice(from), config.fields.map(() => 0)]
  const grid = (all: number[][], width: number) => integers(all.flat(), [1, length, width])
  const told = await session.run("all", {
    before: grid(before, config.fields.length),
    values: grid(values, config.fields.length),
    given: grid(given.slice(from, from + length), config.given.length),
  })
  await session.close()
  return config.fields.map(({ name, size }) =>
    Array.from(told[`logits.${name}`]!.data.slice((length - 1) * size, length * size), Number),
  )
}

async function rowByRow({ config }: RowModel, reader: RowReader): Promise<number[][]> {
  const row = config.fields.map(() => 0)
  const all: number[][] = []
  for (const at of config.fields.keys()) all.push([...(await reader.logits(at, row))])
  return all
}

function expectClose(some: number[][], others: number[][]): void {
  for (const [at, numbers] of some.entries())
    for (const [i, number] of numbers.entries())
      expect(Math.abs(number - others[at]![i]!)).toBeLessThanOrEqual(1e-4)
}

function randomRows({ config }: RowModel, count: number) {
  const random = seededRandom(7)
  const some = (sizes: readonly { size: number }[]): number[] =>
    sizes.map(({ size }) => Math.floor(random() * size))
  return {
    rows: Array.from({ length: count }, () => some(config.fields)),
    given: Array.from({ length: count + 1 }, () => some(config.given)),
  }
}

describe.each(TRUNKS)("a %s that reads row by row", (trunk) => {
  const model = aModel({ trunk, context: CONTEXT, language: "chorales", layers: 2 })
  const { rows, given } = randomRows(model, 12)
  const open = () => openReader({ ...model, executor: onnx, given: given[0]! })
  const read = async (reader: RowReader, from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at++) await reader.read(rows[at]!, given[at + 1]!)
  }

  it("expects what it expects when it reads all at once, also past its context's end", async () => {
    const reader = await open()
    let done = 0
    for (const [at, from] of FIRST_SEEN) {
      await read(reader, done, at)
      done = at
      const all = { rows: rows.slice(0, at), given, from }
      expectClose(await rowByRow(model, reader), await atOnce(model, all))
    }
    await reader.close()
  })

  it("expects the same again where it goes back", async () => {
    const reader = await open()
    await read(reader, 0, 6)
    await reader.rewind(3)
    const three = { rows: rows.slice(0, 3), given, from: 0 }
    expectClose(await rowByRow(model, reader), await atOnce(model, three))
    await read(reader, 3, 11)
    // Before all that it still sees: half a context is read again.
    await reader.rewind(2)
    const two = { rows: rows.slice(0, 2), given, from: 0 }
    expectClose(await rowByRow(model, reader), await atOnce(model, two))
    await reader.close()
  })
})
