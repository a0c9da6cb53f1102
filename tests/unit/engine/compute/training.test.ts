import { afterAll, beforeAll, expect, test } from "vitest"
import {
  adamW,
  add,
  constant,
  constantRate,
  constantsOf,
  createExecutor,
  crossEntropy,
  embedding,
  encodeModel,
  type Executor,
  floats,
  gru,
  initialState,
  initialVector,
  input,
  integers,
  layoutOf,
  linear,
  lower,
  type Optimiser,
  pack,
  type Parameters,
  type Schedule,
  seededDropout,
  sgd,
  slicesOf,
  sum,
  mul,
  type Tensors,
  tanh,
  trainingStep,
  transpose,
  unpack,
  type Value,
  warmUpThenCosine,
} from "#engine/compute/index.ts"

let executor: Executor
beforeAll(async () => {
  executor = await createExecutor("onnx-cpu")
})
afterAll(() => executor.close())

const [VOCABULARY, WIDTH, TIME] = [11, 8, 6]

/** A recurrent model with dropout, for any number of sequences. */
function aModel(batch: number) {
  const shape = [batch, TIME]
  const [tokens, targets] = [input("tokens", shape, "int32"), input("targets", shape, "int32")]
  const dropout = seededDropout({ rate: 0.25, seed: 5 })
  const logits = (parameters: Parameters, drop: (x: Value) => Value): Value => {
    const rows = embedding(parameters.within("tokens"), tokens, { count: VOCABULARY, width: WIDTH })
    const { y } = gru(parameters.within("gru"), transpose(rows, [1, 0, 2]), { width: WIDTH })
    const hidden = drop(transpose(y, [1, 0, 2]))
    return linear(parameters.within("head"), tanh(hidden), { outputs: VOCABULARY })
  }
  const layout = layoutOf((parameters) => logits(parameters, (x) => x))
  const step = (optimiser: Optimiser, schedule: Schedule): Uint8Array =>
    encodeModel(
      lower(
        trainingStep({
          ...{ layout, optimiser, schedule, clip: 1 },
          loss: (parameters) =>
            crossEntropy(
              logits(parameters, (x) => dropout.drop(x)),
              targets,
            ),
          inputs: () => ({ tokens, targets, ...dropout.inputs() }),
        }),
      ),
    )
  const batchAt = (at: number): Tensors => {
    const ids = Int32Array.from({ length: batch * TIME + 1 }, (_, i) => (i * 3 + at) % VOCABULARY)
    const [now, next] = [ids.slice(0, -1), ids.slice(1)]
    return { tokens: integers(now, shape), targets: integers(next, shape), ...dropout.masks(at) }
  }
  return { layout, step, batchAt, tokens, logits }
}

const optimiser = adamW()
const schedule = warmUpThenCosine({ rate: 0.02, warmUpSteps: 3, steps: 30 })

async function train(from: Tensors, steps: number, models = { only: aModel(3) }) {
  const bytes = Object.entries(models).map(([name, each]) => [name, each.step(optimiser, schedule)])
  const session = await executor.open({
    models: Object.fromEntries(bytes) as Record<string, Uint8Array>,
    state: from,
    threads: 1,
  })
  const losses: number[] = []
  const first = Number(from["step"]!.data[0])
  for (let at = first; at < first + steps; at++) {
    const names = Object.keys(models) as (keyof typeof models)[]
    const name = names[at % names.length]!
    const { loss } = await session.run(name, models[name].batchAt(at))
    losses.push(Number(loss!.data[0]))
  }
  const state = await session.read()
  await session.close()
  return { losses, state }
}

const fresh = (): Tensors => initialState(initialVector(aModel(3).layout, 4), optimiser)

test("a model learns, and learns the same to the bit when it learns again", async () => {
  const run = await train(fresh(), 24)
  expect(run.losses.at(-1)).toBeLessThan(run.losses[0]! * 0.7)
  expect(await train(fresh(), 24)).toEqual(run)
})

test("a run that is interrupted goes on as if it had not been", async () => {
  const whole = await train(fresh(), 10)
  const half = await train(fresh(), 5)
  const rest = await train(half.state, 5)
  expect([...half.losses, ...rest.losses]).toEqual(whole.losses)
  expect(rest.state).toEqual(whole.state)
})

test("batches of several sizes train one state", async () => {
  const models = { only: aModel(3), other: aModel(5) }
  const { state, losses } = await train(fresh(), 8, models)
  expect(Number(state["step"]!.data[0])).toBe(8)
  expect(losses.at(-1)).toBeLessThan(losses[0]!)
})

/** Four parameters, of which the first two are a matrix, after some steps with the gradient (3, 4, 0, 12). */
async function afterSteps(rule: Optimiser, { steps = 1, clip = Infinity } = {}) {
  const model = (parameters: Parameters): Value => {
    const matrix = parameters.parameter("matrix", [1, 2], { initial: () => 1 })
    const bias = parameters.parameter("bias", [2], { initial: () => 1 })
    const weigh = (x: Value, by: number[]): Value => sum(mul(x, constant(floats(by))))
    return add(weigh(matrix, [3, 4]), weigh(bias, [0, 12]))
  }
  const layout = layoutOf(model)
  const spec = trainingStep({
    ...{ layout, optimiser: rule, schedule: constantRate(0.1), clip },
    ...{ loss: model, inputs: () => ({}) },
  })
  const state = initialState(initialVector(layout, 1), rule)
  const models = { step: encodeModel(lower(spec)) }
  const session = await executor.open({ models, state, threads: 1 })
  let norm = NaN
  for (let i = 0; i < steps; i++)
    norm = Number((await session.run("step", {}))["gradientNorm"]!.data[0])
  const { parameters } = await session.read(["parameters"])
  return { norm, parameters: Array.from(parameters!.data as Float32Array, (x) => +x.toFixed(4)) }
}

test("gradient descent moves against the gradient, with momentum further each time", async () => {
  expect(await afterSteps(sgd())).toEqual({ norm: 13, parameters: [0.7, 0.6, 1, -0.2] })
  const twice = await afterSteps(sgd({ momentum: 0.5 }), { steps: 2 })
  expect(twice.parameters).toEqual([0.25, 0, 1, -2])
})

test("a long gradient is shortened, a short one is not", async () => {
  const { norm, parameters } = await afterSteps(sgd(), { clip: 1.3 })
  expect(norm).toBe(13)
  expect(parameters).toEqual([0.97, 0.96, 1, 0.88])
  expect((await afterSteps(sgd(), { clip: 14 })).parameters).toEqual([0.7, 0.6, 1, -0.2])
})

test("AdamW first moves every number by the rate, and lets matrices decay", async () => {
  const { parameters } = await afterSteps(adamW({ weightDecay: 0.5 }))
  expect(parameters).toEqual([0.85, 0.85, 1, 0.9])
})

test("weights go into a file's names and back, and wrong ones are told by name", () => {
  const { layout } = aModel(1)
  const vector = initialVector(layout, 1)
  const tensors = unpack(layout, vector)
  expect(pack(layout, tensors)).toEqual(vector)
  expect(() => pack(layout, new Map([...tensors].slice(1)))).toThrow(
    "The weights have no tokens.table",
  )
  expect(() => pack(layout, new Map([...tensors, ["x", floats([1])]]))).toThrow("has no x")
  tensors.set("head.bias", floats([1]))
  expect(() => pack(layout, tensors)).toThrow("head.bias is [1], not [11]")
})

test("a model with its weights written in says what the trained one says", async () => {
  const { layout, tokens, logits, batchAt } = aModel(2)
  const vector = initialVector(layout, 9)
  const parameters = input("parameters", [layout.size])
  const models = {
    sliced: lower({
      inputs: { tokens, parameters },
      outputs: { y: logits(slicesOf(parameters, layout), (x) => x) },
    }),
    written: lower({
      inputs: { tokens },
      outputs: { y: logits(constantsOf(unpack(layout, vector)), (x) => x) },
    }),
  }
  expect([...models.written.graph.initializers.keys()]).toContain("gru.state.weight")
  const session = await executor.open({
    models: { sliced: encodeModel(models.sliced), written: encodeModel(models.written) },
    ...{ state: { parameters: floats(vector) }, threads: 1 },
  })
  const given = { tokens: batchAt(0)["tokens"]! }
  const [sliced, written] = [
    await session.run("sliced", given),
    await session.run("written", given),
  ]
  expect(written["y"]!.data).toEqual(sliced["y"]!.data)
  await session.close()
})

test("masks are the same for the same step, and drop the share they shall", () => {
  const dropout = seededDropout({ rate: 0.25, seed: 1 })
  dropout.drop(input("x", [100, 100]))
  const mask = (step: number) => dropout.masks(step)["mask.0"]!.data as Float32Array
  expect(mask(3)).toEqual(mask(3))
  expect(mask(3)).not.toEqual(mask(4))
  const dropped = mask(3).filter((each) => each === 0).length
  expect(dropped / 10_000).toBeCloseTo(0.25, 1)
  expect(mask(3).reduce((total, each) => total + each, 0) / 10_000).toBeCloseTo(1, 1)
})
