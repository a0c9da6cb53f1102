import type { Command } from "commander"
import {
  EXECUTOR_NAMES,
  type ExecutorName,
  type SelfTestResult,
  testExecutors,
} from "#engine/compute/index.ts"
import { EXIT } from "../exit.ts"
import { printJson, printLine, round, UsageError } from "../output.ts"

export function addCompute(program: Command, signal: AbortSignal): void {
  const compute = program.command("compute").description("what models are trained and run with")
  compute
    .command("selftest")
    .description("train a small model with everything that can, and say which is used")
    .argument("[executors...]", `only these: ${EXECUTOR_NAMES.join(", ")}`)
    .option("--json", "print one JSON document")
    .action(async (given: string[], options: { json?: true }) => {
      const names = given.length > 0 ? given.map(executorName) : undefined
      const report = await testExecutors({ names, signal })
      if (options.json) printJson({ ...report, results: report.results.map(rounded) })
      else {
        for (const result of report.results) printLine(resultLine(result))
        printLine(report.chosen ? `${report.chosen} is used` : "Nothing here can train models")
      }
      process.exitCode = report.chosen ? EXIT.ok : EXIT.failed
    })
}

function executorName(text: string): ExecutorName {
  const name = EXECUTOR_NAMES.find((each) => each === text)
  if (!name) throw new UsageError(`There is no executor ${text}: ${EXECUTOR_NAMES.join(", ")}`)
  return name
}

/** Numbers that were not measured become null in JSON. */
const rounded = ({ stepMs, startMs, lossError, ...rest }: SelfTestResult) => ({
  ...rest,
  stepMs: round(stepMs, 2),
  startMs: round(startMs, 0),
  lossError: Number.isFinite(lossError) ? Number(lossError.toPrecision(3)) : null,
})

const resultLine = ({ executor, state, stepMs, reason }: SelfTestResult): string =>
  `${state.padEnd(11)}  ${executor.padEnd(13)}  ${state === "ok" ? `${stepMs.toFixed(1)} ms a step` : reason}`
