/**
 * `npm test`: makes the machine ready as `npm start` does, then runs all tests: unit and integration in Node, components
 * in Chromium, and the built application on a screen of its own. What is missing fails; nothing is skipped for it.
 * `npm test -- unit` (or component, e2e) runs one part.
 */
import { buildWhatIsStale } from "./machine/builds.ts"
import { main, ScriptError } from "./machine/command.ts"
import { openDisplay } from "./machine/display.ts"
import { ensureRuntime, runtimeEnvironment } from "./machine/electron-runtime.ts"
import { ensureChromium, ensureLibraries, ensureValidator } from "./machine/system-packages.ts"
import { playwrightRun, runTests, vitestRun, type Counts } from "./machine/test-runs.ts"
import { buildKernels } from "./build-kernels.ts"

const parts: Record<string, () => Promise<Counts>> = {
  async unit() {
    await ensureValidator()
    await buildKernels()
    return runTests(vitestRun("unit", "vitest.config.ts"))
  },
  async component() {
    const SLIPMAT_CHROMIUM = await ensureChromium()
    return runTests(vitestRun("component", "vitest.component.config.ts", { SLIPMAT_CHROMIUM }))
  },
  async e2e() {
    const runtime = await ensureRuntime()
    await ensureLibraries(runtime.executable)
    await buildWhatIsStale()
    const display = await openDisplay()
    const env = { ...runtimeEnvironment(runtime), ...display.env }
    return runTests(playwrightRun("e2e", env)).finally(() => display.close())
  },
}

await main(async () => {
  const asked = process.argv.slice(2)
  const unknown = asked.find((name) => !Object.hasOwn(parts, name))
  if (unknown)
    throw new ScriptError(`There are no ${unknown} tests: ${Object.keys(parts).join(", ")}`)
  const total = { passed: 0, failed: 0, skipped: 0 }
  const failures: string[] = []
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const counts = await part().catch(reportUnready)
    for (const key of ["passed", "failed", "skipped"] as const) total[key] += counts[key]
    failures.push(...counts.failures)
  }
  // Last, where a log that is cut off from above still has them.
  for (const failure of failures) console.log(`FAILED ${failure}`)
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return total.failed > 0 ? 1 : 0
})

/** A part that could not even start has failed; the other parts still run. */
function reportUnready(error: unknown): Counts {
  const reason = error instanceof ScriptError ? error.message : String(error)
  console.error(error instanceof ScriptError ? reason : error)
  return { passed: 0, failed: 1, skipped: 0, failures: [reason] }
}
