#!/usr/bin/env node
// Starts the command line on Node 24: better-sqlite3 crashes older ones, and the sources are TypeScript.
// Plain JavaScript, because an old Node must be able to read it.
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const here = dirname(fileURLToPath(import.meta.url))
const [major = 0] = process.versions.node.split(".").map(Number)

if (major >= 24) {
  await import("./main.ts")
} else {
  const executable = process.platform === "win32" ? "node.exe" : "bin/node"
  const node = join(here, "../../node_modules/node", executable)
  if (!existsSync(node)) {
    process.stderr.write(
      `slipmat needs Node 24 (this is ${process.versions.node}): run "npm ci" first\n`,
    )
    process.exit(2)
  }
  const child = spawnSync(node, [join(here, "main.ts"), ...process.argv.slice(2)], {
    stdio: "inherit",
  })
  process.exit(child.status ?? 130)
}
