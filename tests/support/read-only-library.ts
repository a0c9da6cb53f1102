import { chmodSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { expect, onTestFinished } from "vitest"
import { slipmat } from "./command-line.ts"
import { writeSong } from "./songs.ts"
import { temporaryFolder } from "./temporary-folder.ts"

/** A library with the song "tide", in which nothing may be changed until the test ends. `prepare` comes before that. */
export function readOnlyLibrary(prepare?: (library: string) => void): string {
  const library = temporaryFolder()
  const file = writeSong(join(temporaryFolder(), "tide.wav"), { seconds: 2 })
  expect(slipmat("import", file, "--library", library).status).toBe(0)
  prepare?.(library)
  const protect = (folder: number, plain: number): void => {
    for (const name of readdirSync(library)) {
      const isFile = name.startsWith("library.sqlite")
      chmodSync(join(library, name), isFile ? plain : folder)
    }
    chmodSync(library, folder)
  }
  protect(0o555, 0o444)
  onTestFinished(() => protect(0o755, 0o644))
  return library
}
