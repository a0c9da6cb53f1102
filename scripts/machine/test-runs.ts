/** The three runs that make up the tests, and their counts. */
import { mkdirSync, readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { z } from "zod"
import { repository, run } from "./command.ts"

export interface Counts {
  passed: number
  failed: number
  skipped: number
  /** The failed tests by name, each with the first line of what went wrong. */
  failures: string[]
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
  if (code === 0 || counts.failed > 0) return counts
  return { ...counts, failed: 1, failures: [`${program} ended with ${code} and names no test`] }
}

function readCounts(report: string, count: TestRun["count"]): Counts {
  try {
    return count(JSON.parse(readFileSync(report, "utf8")))
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: [`${report} cannot be read`] }
  }
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      message: z.string(),
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
})

function countVitest(report: unknown): Counts {
  const counted = VitestReport.parse(report)
  return {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests,
    skipped: counted.numPendingTests + counted.numTodoTests,
    failures: counted.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const tests = assertionResults.filter((test) => test.status === "failed")
      if (status === "failed" && tests.length === 0) return [failure(name, message)]
      return tests.map((test) => failure(test.fullName, test.failureMessages[0]))
    }),
  }
}

const Spec = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
})

const Suite = z.object({
  title: z.string(),
  specs: z.array(Spec),
  get suites(): z.ZodOptional<z.ZodArray<typeof Suite>> {
    return z.array(Suite).optional()
  },
})

const PlaywrightReport = z.object({
  suites: z.array(Suite),
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
})

function countPlaywright(report: unknown): Counts {
  const { suites, stats } = PlaywrightReport.parse(report)
  const { expected, unexpected, flaky, skipped } = stats
  return {
    passed: expected + flaky,
    failed: unexpected,
    skipped,
    failures: suites.flatMap(failuresOf),
  }
}

function failuresOf({ title, specs, suites = [] }: z.infer<typeof Suite>): string[] {
  const here = specs.flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === "unexpected")
      .map((test) => failure(`${title}: ${spec.title}`, test.results.at(-1)?.errors[0]?.message)),
  )
  return [...here, ...suites.flatMap(failuresOf)]
}

function failure(name: string, message = ""): string {
  // eslint-disable-next-line no-control-regex
  const [first = ""] = message.replace(/\u001b\[[0-9;]*m/g, "").split("\n")
  return `${name}: ${first}`
}
