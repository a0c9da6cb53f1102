/** `npm run check`: all that CI runs. Every step runs, so that one look shows everything that is wrong. */
import { main, run } from "./machine/command.ts"

const steps: Record<string, [string, ...string[]]> = {
  format: ["prettier", "--check", "--log-level=warn", "."],
  lint: ["eslint", "--config", ".config/eslint.config.js", "--max-warnings", "0", "."],
  "types of shared": ["tsc", "-p", "src-main/shared"],
  "types of main": ["tsc", "-p", "src-main"],
  "types of preload": ["tsc", "-p", "src-preload"],
  "types of renderer": ["tsc", "-p", "src-renderer"],
  "types of scripts and tests": ["tsc", "-p", "."],
  "types of the renderer's tests": ["tsc", "-p", "tests/unit/renderer", "--noEmit"],
  "types of component tests": ["tsc", "-p", "tests/component", "--noEmit"],
  "types of e2e tests": ["tsc", "-p", "tests/e2e"],
  components: [
    "svelte-check",
    "--workspace",
    "src-renderer",
    "--tsconfig",
    "./tsconfig.json",
    "--fail-on-warnings",
    "--output",
    "human",
  ],
  boundaries: [
    "depcruise",
    "--config",
    ".config/dependency-cruiser.mjs",
    "src-main",
    "src-preload",
    "src-renderer",
  ],
  "dead code": ["knip", "--config", ".config/knip.json", "--no-progress"],
}

await main(async () => {
  const asked = process.argv.slice(2)
  const failed: string[] = []
  for (const [name, [program, ...args]] of Object.entries(steps)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    console.log(`\n== ${name}`)
    const { code } = await run(program, args)
    if (code !== 0) failed.push(name)
  }
  if (asked.length === 0) {
    console.log("\n== tests")
    const { code } = await run(process.execPath, ["scripts/test.ts"])
    if (code !== 0) failed.push("tests")
  }
  console.log(failed.length > 0 ? `\nFailed: ${failed.join(", ")}` : "\nAll checks passed")
  return failed.length > 0 ? 1 : 0
})
