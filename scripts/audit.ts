/**
 * `npm run audit`: known holes in what we depend on, and Electronegativity's checks of our Electron code. It is fetched
 * for this run only: its own dependencies are old and would weigh on every install.
 */
import { main, run } from "./machine/command.ts"

const ELECTRONEGATIVITY = "@doyensec/electronegativity@1.10.3"

await main(async () => {
  console.log("npm audit, what ships:")
  const shipped = await run("npm", ["audit", "--omit=dev", "--audit-level=high"])
  console.log("\nnpm audit, tools included (for information):")
  await run("npm", ["audit", "--audit-level=critical"])
  console.log("\nElectronegativity on the bundles of shell and preload:")
  const checks = await run("npm", [
    "exec",
    "--yes",
    `--package=${ELECTRONEGATIVITY}`,
    "--",
    "electronegativity",
    "--input",
    "out",
    "--severity",
    "medium",
  ])
  if (checks.code !== 0)
    console.error("Electronegativity could not run: its checks are missing here")
  return shipped.code === 0 && checks.code === 0 ? 0 : 1
})
