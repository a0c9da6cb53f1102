import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { CANNOT_START, createPortPair } from "../../../src-main/engine/rpc/index.ts"
import { createEngineHost } from "../../../src-main/shell/engine-host/engine-host.ts"
import type { EngineProcess } from "../../../src-main/shell/engine-host/engine-process.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Processes that die when told to. */
function startable(): { start(): EngineProcess; started: { die(code?: number): void }[] } {
  const started: { die(code?: number): void }[] = []
  return {
    started,
    start() {
      const [near, far] = createPortPair()
      const watchers: ((code: number | null) => void)[] = []
      const die = (code?: number): void => {
        far.close()
        for (const exited of watchers) exited(code ?? null)
      }
      started.push({ die })
      return {
        pid: started.length,
        open: () => near,
        give: () => undefined,
        openRemote: () => ({ process: started.length }) as never,
        onExit: (exited) => void watchers.push(exited),
        stop() {
          die()
          return Promise.resolve()
        },
      }
    },
  }
}

test("calls under way when the engine dies are rejected as engine-lost, and later ones until it is back", async () => {
  const { start, started } = startable()
  const host = createEngineHost({ start })
  const call = host.client()["jobs.list"]({})
  started[0]?.die()
  await expect(call).rejects.toMatchObject({ code: "engine-lost" })
  expect(() => host.client()).toThrow("started again")
  await vi.advanceTimersByTimeAsync(100)
  expect(host.pid).toBe(2)
})

test("windows are told of every start", async () => {
  const { start, started } = startable()
  const host = createEngineHost({ start })
  const told: (number | undefined)[] = []
  host.onStart(() => told.push(host.pid))
  started[0]?.die()
  await vi.advanceTimersByTimeAsync(100)
  expect(told).toEqual([1, 2])
})

test("the pause doubles while it keeps dying, and is short again after a healthy life", async () => {
  const { start, started } = startable()
  const lost: number[] = []
  createEngineHost({ start, onLost: (failures) => lost.push(failures) })
  started[0]?.die()
  await vi.advanceTimersByTimeAsync(100)
  started[1]?.die()
  await vi.advanceTimersByTimeAsync(199)
  expect(started).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(started).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(31_000)
  started[2]?.die()
  expect(lost).toEqual([1, 2, 1])
})

test("a host that is closed starts nothing again", async () => {
  const { start, started } = startable()
  await createEngineHost({ start }).close()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(started).toHaveLength(1)
})

test("an engine that says that it cannot start is started again only when asked", async () => {
  const { start, started } = startable()
  let refusals = 0
  const host = createEngineHost({ start, onRefused: () => (refusals += 1) })
  started[0]?.die(CANNOT_START)
  await vi.advanceTimersByTimeAsync(60_000)
  expect({ refusals, starts: started.length }).toEqual({ refusals: 1, starts: 1 })
  host.retry()
  host.retry()
  expect(host.pid).toBe(2)
  expect(started).toHaveLength(2)
})
