import { expect, test } from "vitest"
import { createRunKeeper } from "#engine/training/files/run-files-io.ts"
import type { RunEvent } from "#engine/training/loop/run.ts"
import { learnInProcess } from "#engine/training/process/run-process-io.ts"
import { aRunFolder, endOf, learnInChild } from "../../../support/training/run-folder.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"
import { aMaterial, keptInMemory, learnt } from "../../../support/training/tiny.ts"

const order = (folder: string) => ({ folder, executor: "onnx-cpu" as const, threads: 1 })

test("a run whose process is killed goes on in another, and ends as one that was not", async () => {
  const settings = { steps: 400, measureEvery: 50, patience: 0 }
  const folder = aRunFolder(settings)
  expect(await learnInChild(folder, { afterMs: 5 })).toBe(false)
  expect(createRunKeeper(folder).load()!.progress.step).toBeLessThan(400)
  const events: RunEvent[] = []
  const pause = new AbortController()
  const why = await learnInProcess(order(folder), {
    ...{ pause: pause.signal, onEvent: (event) => events.push(event) },
  })
  expect(why).toBe("finished")
  const keeper = keptInMemory()
  await learnt(aMaterial(settings), { keeper })
  expect(endOf(folder).valid).toBe(bitsOf(keeper.load()!.progress.measurements.at(-1)!.valid))
})

test("a pause reaches the process, which keeps the run", async () => {
  const folder = aRunFolder({ steps: 1_000_000, measureEvery: 1_000_000 })
  const pause = new AbortController()
  const why = await learnInProcess(order(folder), {
    ...{ pause: pause.signal, onEvent: ({ kind }) => kind === "step" && pause.abort() },
  })
  expect(why).toBe("paused")
  expect(createRunKeeper(folder).load()!.progress.step).toBeGreaterThan(0)
})

test.skipIf(process.platform === "win32")(
  "a terminal's Ctrl C, which comes to all its processes, is left to the one that started the run",
  async () => {
    const folder = aRunFolder({ steps: 20, measureEvery: 20 })
    expect(await learnInChild(folder, { afterMs: 0, signal: "SIGINT" })).toBe(true)
  },
)

test("a process that fails says why, and one that is silent is ended", async () => {
  const { signal } = new AbortController()
  const quiet = { pause: signal, onEvent: () => undefined }
  await expect(learnInProcess(order(temporaryFolder()), quiet)).rejects.toMatchObject({
    code: "not-found",
  })
  const silent = learnInProcess(order(aRunFolder({})), { ...quiet, silenceMs: 1 })
  await expect(silent).rejects.toMatchObject({ code: "engine-lost", message: /was silent/ })
})

const bitsOf = (number: number): string =>
  Buffer.from(Float64Array.of(number).buffer).toString("hex")
