/** What the engine writes to its standard streams, kept for a look after a crash. */
import { createWriteStream, renameSync, statSync } from "node:fs"
import { join } from "node:path"

const LARGEST_BYTES = 5_000_000

export function openEngineLog(folder: string): (text: string) => void {
  const file = join(folder, "engine.log")
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > LARGEST_BYTES) renameSync(file, `${file}.old`)
  const stream = createWriteStream(file, { flags: "a" })
  stream.on("error", () => undefined) // a full disk must not end the studio
  return (text) => void stream.write(text)
}

/** The last error that the engine has named in what it wrote, if any. */
export function lastReason(text: string): string | undefined {
  const lines = text.split("\n").filter((line) => line.startsWith("{"))
  for (const line of lines.toReversed()) {
    try {
      const { level, message } = JSON.parse(line) as { level?: unknown; message?: unknown }
      if (level === "error" && typeof message === "string") return message
    } catch {
      // Half a line: the next piece of output brings the rest, the log has it all.
    }
  }
  return undefined
}
