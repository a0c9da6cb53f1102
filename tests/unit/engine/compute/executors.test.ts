import { beforeAll, describe, expect, test } from "vitest"
import {
  type ComputeSession,
  createExecutor,
  decodeModel,
  encodeModel,
  type ExecutorName,
  floats,
  gradients,
  input,
  lower,
  mul,
  sizeOf,
  sum,
  type Tensors,
} from "#engine/compute/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import type { Doubles } from "../../../support/compute/arrays.ts"
import { CASES } from "../../../support/compute/cases.ts"
import { evaluate, REFERENCE_OPERATORS } from "../../../support/compute/reference.ts"

/** Every case with its gradients, one model each, all in one session. */
const programs = Object.entries(CASES).map(([name, { shapes, of, from = -1.2, to = 1.2 }]) => {
  const random = seededRandom(3)
  const values = shapes.map((shape, i) => input(`x${i}`, shape))
  const result = of(...values)
  const found = gradients(sum(mul(result, result)), values)
  const model = lower({
    inputs: Object.fromEntries(values.map((value, i) => [`x${i}`, value])),
    outputs: { result, ...Object.fromEntries(found.map((value, i) => [`g${i}`, value])) },
  })
  const given: Tensors = Object.fromEntries(
    shapes.map((shape, i) => {
      const numbers = Array.from({ length: sizeOf(shape) }, () => from + (to - from) * random())
      return [`x${i}`, floats(numbers, shape)]
    }),
  )
  return { name, model, bytes: encodeModel(model), given }
})

test("every operator of the language is among the cases", () => {
  const used = new Set(programs.flatMap(({ model }) => model.graph.nodes.map(({ type }) => type)))
  // ArgMax has no gradient and stands in no case.
  expect(REFERENCE_OPERATORS.filter((type) => !used.has(type))).toEqual(["ArgMax"])
})

test("what is written as ONNX is what is read", () => {
  for (const { model, bytes } of programs) expect(decodeModel(bytes)).toEqual(model)
})

test("bytes that are no model are refused", () => {
  const { bytes } = programs[0]!
  expect(() => decodeModel(bytes.subarray(0, bytes.length - 3))).toThrow(
    "no model that can be read",
  )
  expect(() => decodeModel(new Uint8Array(0))).toThrow("no model that can be read")
})

const EXECUTORS: ExecutorName[] = ["onnx-cpu", "tfjs-cpu"]

describe.each(EXECUTORS)("%s", (executor) => {
  let session: ComputeSession
  beforeAll(async () => {
    const models = Object.fromEntries(programs.map(({ name, bytes }) => [name, bytes]))
    session = await (await createExecutor(executor)).open({ models, state: {}, threads: 1 })
  })

  test.each(programs)("computes $name and its gradients", async ({ name, model, given }) => {
    const doubles = new Map(
      Object.entries(given).map(([key, { shape, data }]): [string, Doubles] => [
        key,
        { shape, data: Float64Array.from(data as Float32Array) },
      ]),
    )
    const expected = evaluate(model.graph, doubles)
    const found = await session.run(name, given)
    model.graph.outputs.forEach((output, i) => {
      const { shape, data } = found[output.name]!
      expect(shape).toEqual(expected[i]!.shape)
      const differences = Array.from(data as Float32Array, (x, k) =>
        Math.abs(x - expected[i]!.data[k]!),
      )
      // Single precision: a few roundings of numbers up to about ten.
      expect(Math.max(...differences)).toBeLessThan(2e-5)
    })
  })
})
