/** Which executor this machine is to use: the fastest of those that train a small model as they must. */
import { toStudioError } from "#shared/contract/errors.ts"
import type { Executor, ExecutorName } from "../executors/executor.ts"
import { EXPECTED_LOSSES, LOSS_TOLERANCE, selfTestSession } from "./model.ts"

export interface SelfTestResult {
  executor: ExecutorName
  /** wrong: it runs, and its losses are not what they must be; unavailable: not on this machine; failed: it broke. */
  state: "ok" | "wrong" | "unavailable" | "failed"
  /** Why it cannot be used; empty where it can. */
  reason: string
  /** Greatest difference of a loss from what it should be; NaN if nothing ran. */
  lossError: number
  /** The fastest step, without the first, which compiles; NaN if nothing ran. */
  stepMs: number
  /** From the beginning to the end of the first step. */
  startMs: number
}

export interface SelfTestReport {
  /** undefined where no executor works */
  chosen: ExecutorName | undefined
  results: SelfTestResult[]
}

interface SelfTestOptions {
  /** Milliseconds of a clock that never goes back. */
  nowMs: () => number
  signal?: AbortSignal | undefined
  /** Told of each as soon as it is tested. */
  onResult?: ((result: SelfTestResult) => void) | undefined
}

/** Tries executors one after the other, each closed before the next. Those that fail are told of, never thrown. */
export async function chooseExecutor(
  executors: readonly Executor[],
  options: SelfTestOptions,
): Promise<SelfTestReport> {
  const results: SelfTestResult[] = []
  for (const executor of executors) {
    options.signal?.throwIfAborted()
    const result = await selfTest(executor, options)
    await executor.close()
    results.push(result)
    options.onResult?.(result)
  }
  const [best] = results.filter(({ state }) => state === "ok").sort((a, b) => a.stepMs - b.stepMs)
  return { chosen: best?.executor, results }
}

export async function selfTest(
  executor: Executor,
  { nowMs }: SelfTestOptions,
): Promise<SelfTestResult> {
  const failed = { executor: executor.name, lossError: NaN, stepMs: NaN, startMs: NaN }
  try {
    const begin = nowMs()
    const { spec, batch } = selfTestSession()
    const session = await executor.open(spec)
    const losses: number[] = []
    const times: number[] = []
    while (losses.length < EXPECTED_LOSSES.length) {
      const { loss } = await session.run("train", batch)
      losses.push(Number(loss!.data[0]))
      times.push(nowMs())
    }
    await session.close()
    const errors = losses.map((loss, i) => Math.abs(loss - EXPECTED_LOSSES[i]!))
    const lossError = errors.some(Number.isNaN) ? Infinity : Math.max(...errors)
    const isRight = lossError <= LOSS_TOLERANCE
    return {
      executor: executor.name,
      state: isRight ? "ok" : "wrong",
      reason: isRight ? "" : `its losses are wrong by ${lossError.toPrecision(2)}`,
      lossError,
      stepMs: Math.min(...times.slice(1).map((time, i) => time - times[i]!)),
      startMs: times[0]! - begin,
    }
  } catch (error) {
    const { code, message } = toStudioError(error)
    const state = code === "device-unavailable" ? "unavailable" : "failed"
    return { ...failed, state, reason: message }
  }
}
