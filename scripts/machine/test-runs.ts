/** The three runs that make up the tests, and their counts. */
import { mkdirSync, readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { z } from "zod"
import { repository, run } from "./command.ts"

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

export interface TestRun {
  program: string
  args: string[]
  env: Record<string, string>
  /** Where the runner leaves its result, and how to count it. */
  report: string
  count(report: unknown): Counts
}

const REPORTS = join(repository, "out/test")

export function vitestRun(name: string, config: string, env: Record<string, string> = {}): TestRun {
  const report = join(REPORTS, `${name}.json`)
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  const args = ["run", "--config", `.config/${config}`, ...reporters]
  return { program: "vitest", args, env, report, count: countVitest }
}

export function playwrightRun(name: string, env: Record<string, string>): TestRun {
  const report = join(REPORTS, `${name}.json`)
  const args = ["test", "--config", ".config/playwright.config.ts", "--reporter=list,json"]
  const named = { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }
  return { program: "playwright", args, env: named, report, count: countPlaywright }
}

/** A run that breaks without naming a failed test counts as one failure. */
export async function runTests({ program, args, env, report, count }: TestRun): Promise<Counts> {
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const { code } = await run(program, args, { env })
  const counts = readCounts(report, count)
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function readCounts(report: string, count: TestRun["count"]): Counts {
  try {
    return count(JSON.parse(readFileSync(report, "utf8")))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
})

function countVitest(report: unknown): Counts {
  const counted = VitestReport.parse(report)
  return {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests,
    skipped: counted.numPendingTests + counted.numTodoTests,
  }
}

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
})

function countPlaywright(report: unknown): Counts {
  const { expected, unexpected, flaky, skipped } = PlaywrightReport.parse(report).stats
  return { passed: expected + flaky, failed: unexpected, skipped }
}
