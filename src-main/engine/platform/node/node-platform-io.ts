/** The ports on Node: system clock, random ids, a JSON-lines log and worker threads. */
import { randomUUID } from "node:crypto"
import { availableParallelism } from "node:os"
import type { Tasks } from "../../tasks.ts"
import type { Log, Platform } from "../ports.ts"
import { createThreadExecutor } from "./thread-executor-io.ts"

export interface NodePlatformOptions {
  libraryDirectory: string
  /** Receives one JSON line per entry; default: standard error, warnings and errors only. */
  writeLog?: (line: string) => void
  slots?: number
  /** Tasks give way to every other program: a person at a window must not wait for them. */
  isInBackground?: boolean
}

export function nodePlatform({
  libraryDirectory,
  writeLog,
  slots = Math.max(2, availableParallelism()),
  isInBackground = false,
}: NodePlatformOptions): Platform<Tasks> {
  return {
    clock: { now: () => Date.now() },
    newId: () => randomUUID(),
    log: createLog(writeLog),
    executor: createThreadExecutor({ slots, isInBackground }),
    libraryDirectory,
  }
}

function createLog(writeLog?: (line: string) => void): Log {
  const write = writeLog ?? ((line: string) => process.stderr.write(`${line}\n`))
  const entry = (level: string) => (message: string, details?: object) => {
    if (level === "info" && !writeLog) return
    write(JSON.stringify({ time: new Date().toISOString(), level, message, ...details }))
  }
  return { info: entry("info"), warn: entry("warn"), error: entry("error") }
}
