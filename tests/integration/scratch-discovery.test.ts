import { beforeEach, expect, test, vi } from "vitest"
import {
  DiscoverySettings,
  type ScratchArchiveId,
  type ScratchArchiveView,
} from "#shared/contract/index.ts"
import { gestureOfNumbers } from "#shared/gesture/index.ts"
import { finished, openEngine, type TestEngine } from "../support/engines.ts"

// What else this machine has is found out elsewhere.
beforeEach(() => void vi.stubEnv("SLIPMAT_EXECUTOR", "onnx-cpu"))

/** The map as it is now. */
async function viewOf({ engine }: TestEngine, archiveId: ScratchArchiveId) {
  const stop = new AbortController()
  const told: ScratchArchiveView[] = []
  const listening = engine.handlers["scratch.archive"](
    { archiveId },
    { signal: stop.signal, progress: (view) => told.push(view) },
  )
  stop.abort()
  await listening
  return told[0]!
}

test("a short discovery fills a map whose gestures and days of practice can be heard", async () => {
  const engine = await openEngine()
  const settings = DiscoverySettings.parse({ name: "Short", evaluations: 100, bpm: 110 })
  const { archiveId, jobId } = await engine.call("scratch.discover", settings)
  const [job] = await finished(engine, [jobId])
  expect(job).toMatchObject({ state: "succeeded", fraction: 1 })
  const view = await viewOf(engine, archiveId)
  expect(view.archive).toMatchObject({ name: "Short", evaluations: 100, jobId: null })
  expect(view.days).toBe(30)
  expect(view.cells.length).toBeGreaterThan(10)
  expect(view.curves.map(({ name }) => name)).toEqual(["coverage", "best", "mean", "sum", "by day"])
  const { column, row } = view.cells[0]!
  const elite = await engine.call("scratch.elite", { archiveId, column, row })
  expect(elite.bpm).toBe(110)
  expect(gestureOfNumbers(elite.numbers).durationSeconds).toBeCloseTo((8 * 60) / 110, 1)
  const days = [1, 30].map((day) => engine.call("scratch.day", { archiveId, day }))
  const [first, last] = await Promise.all(days)
  expect(first!.numbers).not.toEqual(last!.numbers)
  await expect(engine.call("scratch.day", { archiveId, day: 31 })).rejects.toThrow("30 days")
  await engine.call("scratch.removeArchive", { archiveId })
  await expect(engine.call("scratch.day", { archiveId, day: 1 })).rejects.toThrow(
    "There is no scratch archive",
  )
})

test("a discovery goes on when the studio is opened again, and one that is removed ends", async () => {
  const before = await openEngine()
  const settings = DiscoverySettings.parse({ evaluations: 1000, seed: 4 })
  const { archiveId, jobId } = await before.call("scratch.discover", settings)
  await vi.waitUntil(async () => (await viewOf(before, archiveId)).archive.evaluations > 0, {
    timeout: 60_000,
    interval: 20,
  })
  await before.engine.close()
  const after = await openEngine(before.library)
  const [job] = await finished(after, [jobId])
  expect(job).toMatchObject({ state: "succeeded" })
  expect((await viewOf(after, archiveId)).archive.evaluations).toBe(1000)

  const endless = await after.call("scratch.discover", { ...settings, evaluations: 5_000_000 })
  await after.call("scratch.removeArchive", { archiveId: endless.archiveId })
  expect(await finished(after, [endless.jobId])).toMatchObject([{ state: "cancelled" }])
})
