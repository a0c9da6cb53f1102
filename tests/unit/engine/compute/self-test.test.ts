import { expect, test } from "vitest"
import { StudioError } from "#shared/contract/errors.ts"
import {
  chooseExecutor,
  createComputeServer,
  createExecutor,
  createProcessExecutor,
  type Executor,
  type ExecutorName,
  EXPECTED_LOSSES,
  floats,
  LOSS_TOLERANCE,
} from "#engine/compute/index.ts"

/** An executor whose losses are off by `error` and whose steps take `stepMs` of a clock of its own. */
function anExecutor(
  name: ExecutorName,
  { error = 0, clock = { now: 0 }, stepMs = 1 } = {},
): Executor {
  let step = 0
  return {
    name,
    open: async () => ({
      async run() {
        clock.now += stepMs
        return { loss: floats([EXPECTED_LOSSES[step++]! + error], []) }
      },
      read: async () => ({}),
      write: async () => {},
      close: async () => {},
    }),
    close: async () => {},
  }
}

test("the fastest executor that is right is chosen, and why others are not is told", async () => {
  const clock = { now: 0 }
  const broken = anExecutor("onnx-cuda")
  broken.open = async () => Promise.reject(new StudioError("device-unavailable", "no card"))
  const dying = anExecutor("onnx-coreml")
  dying.open = async () => Promise.reject(new StudioError("engine-lost", "it ended"))
  const told: ExecutorName[] = []
  const { chosen, results } = await chooseExecutor(
    [
      broken,
      dying,
      anExecutor("onnx-webgpu", { clock, stepMs: 1, error: 0.5 }),
      anExecutor("onnx-cpu", { clock, stepMs: 5 }),
      anExecutor("tfjs-wasm", { clock, stepMs: 50 }),
    ],
    { nowMs: () => clock.now, onResult: ({ executor }) => told.push(executor) },
  )
  expect(told).toEqual(results.map(({ executor }) => executor))
  expect(chosen).toBe("onnx-cpu")
  expect(results.map(({ state }) => state)).toEqual(["unavailable", "failed", "wrong", "ok", "ok"])
  expect(results.map(({ reason }) => reason)).toEqual([
    "no card",
    "it ended",
    "its losses are wrong by 0.50",
    "",
    "",
  ])
  expect(results[3]!.stepMs).toBe(5)
})

test("where nothing works, nothing is chosen", async () => {
  const broken = anExecutor("onnx-cpu", { error: NaN })
  expect(await chooseExecutor([broken], { nowMs: () => 0 })).toMatchObject({ chosen: undefined })
})

test("this machine's processor passes", async () => {
  const executor = await createExecutor("onnx-cpu")
  const { results } = await chooseExecutor([executor], { nowMs: () => 0 })
  expect(results[0]).toMatchObject({ state: "ok", reason: "" })
  expect(results[0]!.lossError).toBeLessThan(LOSS_TOLERANCE / 10)
})

test("a library that is not installed is told of by the name of its executor", async () => {
  await expect(createExecutor("tfjs-node-gpu")).rejects.toMatchObject({
    code: "device-unavailable",
  })
})

test("the compute process answers failures as values", async () => {
  const serve = createComputeServer(async () => anExecutor("onnx-cpu"))
  const spec = { models: {}, state: {} }
  expect(await serve({ id: 1, request: { kind: "open", executor: "onnx-cpu", spec } })).toEqual({
    ...{ id: 1, result: 1 },
  })
  expect(
    await serve({ id: 2, request: { kind: "read", session: 9, names: undefined } }),
  ).toMatchObject({
    error: { code: "not-found" },
  })
})

const faulty = new URL("../../../support/compute/entry-faulty.ts", import.meta.url)

test("a compute process that dies or hangs fails its call alone, and the next session has a new one", async () => {
  const executor = createProcessExecutor("onnx-cpu", { entry: faulty, timeoutMs: 3000 })
  const spec = { models: {}, state: {} }
  const first = await executor.open(spec)
  await expect(first.run("dies", {})).rejects.toMatchObject({ code: "engine-lost" })
  await expect(first.run("answers", {})).rejects.toMatchObject({ code: "engine-lost" })
  const second = await executor.open(spec)
  expect(await second.run("answers", {})).toEqual({})
  await executor.close()
  const impatient = createProcessExecutor("onnx-cpu", { entry: faulty, timeoutMs: 1000 })
  const third = await impatient.open(spec)
  await expect(third.run("hangs", {})).rejects.toThrow("did not answer for 1 s")
})
