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
