/**
 * What this machine trains with: the one place where it is chosen. `SLIPMAT_EXECUTOR` goes first, then what a person chose
 * (a file in the library's folder, which app and command line share), then the fastest that trains as it must.
 */
import { existsSync, mkdirSync } from "node:fs"
import { dirname } from "node:path"
import { z } from "zod"
import { ExecutorName } from "#shared/contract/compute.ts"
import { fail } from "#shared/contract/errors.ts"
import {
  createProcessExecutor,
  fastestExecutor,
  type SelfTestReport,
  testExecutors,
} from "../../compute/index.ts"
import { readPlainText, writeWhole } from "../../platform/node/index.ts"

/** What finds out what works. */
interface SelfTest {
  test: typeof testExecutors
  fastest: typeof fastestExecutor
}

export interface ExecutorChoice {
  /** What a person wants; null where the fastest that works is to train. */
  wanted(): ExecutorName | null
  /** What SLIPMAT_EXECUTOR says; null where it says nothing. */
  forced(): string | null
  /** On disk when it returns. @throws Node's own errors (disk full); what was wanted before is then as it was */
  want(name: ExecutorName | null): void
  /** What trains; where what is wanted does not work, the fastest that does. @throws StudioError device-unavailable */
  choose(): Promise<ExecutorName>
  /** Everything that might be there; runs that begin from now on know what came of it. */
  test(options: Parameters<SelfTest["test"]>[0]): Promise<SelfTestReport>
}

const Kept = z.object({ executor: ExecutorName.nullable().catch(null) })
const NOTHING =
  "Nothing on this machine can train models; everything else works. Settings, Compute says why."

/** @param path of the file of the choice @param machine what is tested; this one, unless a test has another */
export function createExecutorChoice(
  path: string,
  { test, fastest }: SelfTest = { test: testExecutors, fastest: fastestExecutor },
): ExecutorChoice {
  /** Found out once for each wish: it takes seconds. */
  let known: { wish: string; chosen: Promise<ExecutorName> } | undefined
  const wanted = (): ExecutorName | null => readKept(path)
  const wishNow = (): string => forced() ?? wanted() ?? ""
  const works = async (name: string): Promise<ExecutorName | undefined> => {
    const { data } = ExecutorName.safeParse(name)
    return data && (await test({ names: [data] })).chosen
  }
  const find = async (): Promise<ExecutorName | undefined> => {
    if (forced() !== null) return works(wishNow())
    const wish = wanted()
    return (wish && (await works(wish))) ?? fastest()
  }
  return {
    wanted,
    forced,
    want(name) {
      mkdirSync(dirname(path), { recursive: true })
      writeWhole(path, new TextEncoder().encode(`${JSON.stringify({ executor: name })}\n`))
    },
    choose() {
      const wish = wishNow()
      if (known?.wish === wish) return known.chosen
      const chosen = find().then((found) => found ?? fail("device-unavailable", NOTHING))
      const mine = (known = { wish, chosen })
      mine.chosen.catch(() => (known = known === mine ? undefined : known))
      return mine.chosen
    },
    async test(options) {
      const report = await test(options)
      const wish = wishNow()
      const own = report.results.find(({ executor, state }) => executor === wish && state === "ok")
      const chosen = own?.executor ?? (forced() === null ? report.chosen : undefined)
      known = chosen && { wish, chosen: Promise.resolve(chosen) }
      return report
    },
  }
}

function forced(): string | null {
  const { SLIPMAT_EXECUTOR: name = "" } = process.env
  return name === "" ? null : name
}

/** Null where there is none, or none that can be read. */
function readKept(path: string): ExecutorName | null {
  if (!existsSync(path)) return null
  try {
    return Kept.parse(JSON.parse(readPlainText(path))).executor
  } catch {
    return null
  }
}

/** For a person. */
export function executorWords(name: ExecutorName, threads: number): string {
  if (name === "onnx-cpu") return `processor, ${threads} ${threads === 1 ? "thread" : "threads"}`
  return (
    { "onnx-cuda": "graphics card (CUDA)", "onnx-webgpu": "graphics card (WebGPU)" }[
      name as string
    ] ?? name
  )
}

/** What measures and samples: always the processor, which is fastest for one row at a time. */
export const createUseExecutor = (): ReturnType<typeof createProcessExecutor> =>
  createProcessExecutor("onnx-cpu")
