/**
 * `npm run audit`: known holes in what we depend on, and Electronegativity's checks of our Electron code: the bundles of
 * the shell, the preload script and the page's document. It is fetched for this run only: its own dependencies are old
 * and would weigh on every install.
 */
import { existsSync } from "node:fs"
import { cp, mkdir, readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import electron from "electron/package.json" with { type: "json" }
import { buildWhatIsStale } from "./machine/builds.ts"
import { main, repository, run } from "./machine/command.ts"

const PACKAGE = "@doyensec/electronegativity@1.10.3"
/** It reads Electron's list of releases from the network and ends with an error where it cannot. */
const NEEDS_GITHUB = "AvailableSecurityFixesGlobalCheck"
const CHECKED = [
  "package.json",
  "out/main/index.js",
  "out/preload/index.cjs",
  "out/renderer/index.html",
]

/** What it finds that was looked at, and why it may stay. */
const REVIEWED: Record<string, string> = {
  CSP_GLOBAL_CHECK:
    "the policy is sent as a header by studio-scheme.ts; E2E tests hold the page to it",
  PRELOAD_JS_CHECK: "the preload script is sandboxed and knows no procedure",
  ELECTRON_VERSION_JSON_CHECK: "informational",
}

await main(async () => {
  console.log("npm audit, what ships:")
  const shipped = await run("npm", ["audit", "--omit=dev", "--audit-level=high"])
  console.log("\nnpm audit, tools included (for information):")
  await run("npm", ["audit", "--audit-level=critical"])
  console.log("\nElectronegativity:")
  const isClean = await runElectronegativity()
  return shipped.code === 0 && isClean ? 0 : 1
})

async function runElectronegativity(): Promise<boolean> {
  await buildWhatIsStale()
  const folder = join(repository, "out/audit")
  const report = join(repository, "out/audit.csv")
  await rm(folder, { recursive: true, force: true })
  await rm(report, { force: true })
  await mkdir(folder, { recursive: true })
  for (const file of CHECKED) await cp(join(repository, file), join(folder, file))
  const command = ["electronegativity", "--input", folder, "--electron-version", electron.version]
  const options = ["--exclude-checks", NEEDS_GITHUB, "--relative", "--output", report]
  const fetched = ["exec", "--yes", `--package=${PACKAGE}`, "--"]
  const { output } = await run("npm", [...fetched, ...command, ...options], { isQuiet: true })
  // Offline it ends with an error after its report is written: the report is what counts.
  if (!existsSync(report)) {
    console.error(`It could not run, its checks are missing here:\n${output}`)
    return false
  }
  return judge(await readFile(report, "utf8"))
}

/** Prints every finding, and says whether all of them were reviewed. */
function judge(report: string): boolean {
  const ids = [...report.matchAll(/^"?([A-Z_]+_CHECK)/gm)].map(([, id = ""]) => id)
  for (const id of ids) console.log(`  ${id}: ${REVIEWED[id] ?? "NOT REVIEWED"}`)
  return ids.every((id) => Object.hasOwn(REVIEWED, id))
}
