import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeEach, expect, test, vi } from "vitest"
import type { ExecutorName, SelfTestReport } from "#engine/compute/index.ts"
import { createExecutorChoice } from "#engine/training/runs/executor-choice-io.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

beforeEach(() => void vi.stubEnv("SLIPMAT_EXECUTOR", ""))

const path = (): string => join(temporaryFolder(), "compute.json")

/** A machine on which so much works, the fastest first. */
function machine(...working: ExecutorName[]) {
  const asked: (readonly string[] | "all" | "fastest")[] = []
  return {
    asked,
    test: async ({ names }: { names?: readonly ExecutorName[] | undefined } = {}) => {
      asked.push(names ?? "all")
      const results = (names ?? working).map((executor): SelfTestReport["results"][number] => ({
        ...{ executor, state: working.includes(executor) ? "ok" : "unavailable", reason: "" },
        ...{ lossError: 0, stepMs: 1, startMs: 1 },
      }))
      return { chosen: working.find((name) => names?.includes(name) ?? true), results }
    },
    fastest: async () => {
      asked.push("fastest")
      return working[0]
    },
  }
}

test("what a person wants is kept and trains; without a wish the fastest does", async () => {
  const file = path()
  const choice = createExecutorChoice(file, machine("onnx-webgpu", "onnx-cpu"))
  expect([choice.wanted(), await choice.choose()]).toEqual([null, "onnx-webgpu"])
  choice.want("onnx-cpu")
  expect([choice.wanted(), await choice.choose()]).toEqual(["onnx-cpu", "onnx-cpu"])
  const later = createExecutorChoice(file, machine("onnx-webgpu", "onnx-cpu"))
  expect(await later.choose()).toBe("onnx-cpu")
  later.want(null)
  expect(await later.choose()).toBe("onnx-webgpu")
})

test("where what is wanted does not work, the fastest trains, and the wish stays", async () => {
  const choice = createExecutorChoice(path(), machine("onnx-cpu"))
  choice.want("onnx-cuda")
  expect([await choice.choose(), choice.wanted()]).toEqual(["onnx-cpu", "onnx-cuda"])
})

test("it is found out once, again after a failure, and not at all after a test of everything", async () => {
  const one = machine("onnx-cpu")
  const choice = createExecutorChoice(path(), one)
  await choice.choose()
  await choice.choose()
  expect(one.asked).toEqual(["fastest"])
  const other = machine("tfjs-wasm", "onnx-cpu")
  const tested = createExecutorChoice(path(), other)
  await tested.test({})
  expect([await tested.choose(), other.asked]).toEqual(["tfjs-wasm", ["all"]])
  const none = machine()
  const hopeless = createExecutorChoice(path(), none)
  const told = { code: "device-unavailable" }
  await expect(hopeless.choose()).rejects.toMatchObject(told)
  await expect(hopeless.choose()).rejects.toMatchObject(told)
  expect(none.asked).toEqual(["fastest", "fastest"])
})

test("SLIPMAT_EXECUTOR goes first, and nothing takes its place", async () => {
  const choice = createExecutorChoice(path(), machine("onnx-webgpu", "onnx-cpu"))
  choice.want("onnx-webgpu")
  vi.stubEnv("SLIPMAT_EXECUTOR", "onnx-cpu")
  expect(await choice.choose()).toBe("onnx-cpu")
  vi.stubEnv("SLIPMAT_EXECUTOR", "none")
  await expect(choice.choose()).rejects.toMatchObject({
    message: expect.stringContaining("Settings, Compute says why") as string,
  })
})

test("a file of the choice that cannot be read is no choice", () => {
  const file = path()
  const choice = createExecutorChoice(file, machine("onnx-cpu"))
  choice.want("onnx-cpu")
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ executor: "onnx-cpu" })
  for (const text of ["", "{", '{"executor":"abacus"}', "[]"]) {
    writeFileSync(file, text)
    expect(choice.wanted()).toBeNull()
  }
})
