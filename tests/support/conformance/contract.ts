/** A contract that exercises every feature of the rpc, and its handlers. Runs in any process. */
import { z } from "zod"
import {
  feed,
  procedure,
  StudioError,
  type Handlers,
} from "../../../src-main/shared/contract/index.ts"

export const conformanceContract = {
  "echo.samples": procedure({
    input: z.object({ gainDb: z.number().default(0), samples: z.instanceof(Float32Array) }),
    output: z.object({ gainDb: z.number(), samples: z.instanceof(Float32Array) }),
  }),
  "echo.void": procedure({ input: z.object({}), output: z.void() }),
  /** Reports every number below `to` at once. */
  "count.up": procedure({
    input: z.object({ to: z.int().min(0) }),
    output: z.object({ counted: z.int() }),
    progress: z.object({ at: z.int() }),
  }),
  /** Lasts until it is cancelled. */
  "wait.forever": procedure({ input: z.object({}), output: z.void() }),
  /** How many `wait.forever` are under way. */
  "wait.count": procedure({ input: z.object({}), output: z.int() }),
  "fail.expected": procedure({ input: z.object({}), output: z.void() }),
  "fail.bug": procedure({ input: z.object({}), output: z.void() }),
  "ticks.watch": feed({
    input: z.object({ everyMs: z.int().min(1) }),
    event: z.object({ tick: z.int() }),
  }),
  /** Ends the process (or what stands for it) without a word. */
  "process.crash": procedure({ input: z.object({}), output: z.void() }),
}
export type ConformanceContract = typeof conformanceContract

export function conformanceHandlers(crash: () => void): Handlers<ConformanceContract> {
  let waiting = 0
  const untilAborted = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) resolve()
      else signal.addEventListener("abort", () => resolve())
    })
  return {
    "echo.samples": (input) => input,
    "echo.void": () => undefined,
    "count.up"({ to }, { progress }) {
      for (let at = 0; at < to; at++) progress({ at })
      return { counted: to }
    },
    async "wait.forever"(_input, { signal }) {
      waiting += 1
      await untilAborted(signal)
      waiting -= 1
      throw new StudioError("cancelled", "Cancelled")
    },
    "wait.count": () => waiting,
    "fail.expected": () => {
      throw new StudioError("not-found", "No song is called Night Ferry")
    },
    "fail.bug": () => {
      throw new TypeError("undefined is not a song")
    },
    async "ticks.watch"({ everyMs }, { signal, progress }) {
      for (let tick = 0; !signal.aborted; tick++) {
        progress({ tick })
        await new Promise<void>((resolve) => void setTimeout(resolve, everyMs))
      }
    },
    "process.crash": () => crash(),
  }
}
