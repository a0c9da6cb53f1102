import { env, InferenceSession, Tensor } from "onnxruntime-web"
import { expect, test } from "vitest"
import {
  argMax,
  attention,
  attentionStep,
  constantsOf,
  createExecutor,
  encodeModel,
  EXPECTED_LOSSES,
  floats,
  initialVector,
  input,
  integers,
  layoutOf,
  LOSS_TOLERANCE,
  lower,
  noDropout,
  selfTestSession,
  unpack,
  zeros,
} from "#engine/compute/index.ts"

test("a model runs in ONNX Runtime Web as well, and says the same", async () => {
  env.wasm.numThreads = 1
  const { spec, batch } = selfTestSession()
  const session = await InferenceSession.create(spec.models["train"]!)
  const feeds = Object.entries({ ...spec.state, ...batch }).map(
    ([name, { dtype, data, shape }]) => [name, new Tensor(dtype, data, shape)] as const,
  )
  const { loss } = await session.run(Object.fromEntries(feeds))
  expect(Math.abs(Number(loss!.data[0]) - EXPECTED_LOSSES[0]!)).toBeLessThan(LOSS_TOLERANCE)
})

test("a position after the other with a cache says what all at once say", async () => {
  const [time, width, heads] = [5, 8, 2]
  const whole = input("whole", [1, time, width])
  const layout = layoutOf((parameters) => attention(parameters, whole, { heads }))
  const parameters = constantsOf(unpack(layout, initialVector(layout, 3)))
  const cacheShape = [1, heads, time, width / heads]
  const cache = { keys: input("keys", cacheShape), values: input("values", cacheShape) }
  const [one, position] = [input("one", [1, 1, width]), input("position", [1], "int32")]
  const step = attentionStep(parameters, noDropout.drop(one), { heads, cache, position })
  const models = {
    whole: lower({ inputs: { whole }, outputs: { y: attention(parameters, whole, { heads }) } }),
    step: lower({
      inputs: { one, position, ...cache },
      outputs: {
        ...{ y: step.y, likeliest: argMax(step.y) },
        ...{ "next.keys": step.cache.keys, "next.values": step.cache.values },
      },
    }),
  }
  const executor = await createExecutor("onnx-cpu")
  const session = await executor.open({
    models: { whole: encodeModel(models.whole), step: encodeModel(models.step) },
    state: { keys: zeros("float32", cacheShape), values: zeros("float32", cacheShape) },
  })
  const x = Float32Array.from({ length: time * width }, (_, i) => Math.sin(i * 1.7))
  const { y: all } = await session.run("whole", { whole: floats(x, [1, time, width]) })
  for (let at = 0; at < time; at++) {
    const row = floats(x.slice(at * width, (at + 1) * width), [1, 1, width])
    const { y, likeliest } = await session.run("step", { one: row, position: integers([at]) })
    const expected = Array.from(all!.data as Float32Array).slice(at * width, (at + 1) * width)
    const found = Array.from(y!.data as Float32Array)
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5))
    expect(Number(likeliest!.data[0])).toBe(found.indexOf(Math.max(...found)))
  }
})
