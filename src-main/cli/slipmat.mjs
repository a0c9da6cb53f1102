#!/usr/bin/env node
// Starts the command line on Node 24: better-sqlite3 crashes older ones, and the sources are TypeScript.
// Plain JavaScript, because an old Node must be able to read it.
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import module from "node:module"
import { constants } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const here = dirname(fileURLToPath(import.meta.url))
const [major = 0] = process.versions.node.split(".").map(Number)

if (major >= 24) {
  // What was compiled the last time need not be again: half the time of a short command. Its workers look there too.
  process.env["NODE_COMPILE_CACHE"] ??= join(here, "../../node_modules/.cache/slipmat")
  module.enableCompileCache(process.env["NODE_COMPILE_CACHE"])
  await import("./main.ts")
} else {
  const executable = process.platform === "win32" ? "node.exe" : "bin/node"
  const node = join(here, "../../node_modules/node", executable)
  if (existsSync(node)) runOn(node)
  else {
    process.stderr.write(
      `slipmat needs Node 24 (this is ${process.versions.node}): run "npm ci" first\n`,
    )
    process.exitCode = 2
  }
}

/** Stands in for the child: it is told of every signal, and its end is ours. */
function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      child.kill(signal)
      // It ends by itself unless it is stuck where no signal reaches it: see signals.ts for how long it may take.
      setTimeout(
        () => {
          child.kill("SIGKILL")
          process.exit(128 + 2)
        },
        process.argv[2] === "train" ? 61_000 : 2500,
      ).unref()
    })
  }
  child.on("error", ({ message }) => {
    process.stderr.write(`slipmat: Node 24 could not be started: ${message}\n`)
    process.exit(1)
  })
  // As a shell says it: 128 and the signal's number.
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}
