import { readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { nodeBoundByPermissions } from "../support/command-line.ts"
import { readOnlyLibrary } from "../support/read-only-library.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

const PROGRAM = join(import.meta.dirname, "../support/read-only-engine.ts")

function answersOf(library: string) {
  const file = writeSong(join(temporaryFolder(), "other.wav"), { seconds: 2, seed: 2 })
  const { status, stdout, stderr } = nodeBoundByPermissions(PROGRAM, library, file)
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
  return JSON.parse(stdout) as Record<string, Record<string, unknown>>
}

describe.skipIf(process.platform === "win32")(
  "the engine on a library that may not be written",
  () => {
    test("a song's chunks, map and sound are there, and every change is refused in one sentence", () => {
      const library = readOnlyLibrary()
      const { map, chunks, sound, ...changes } = answersOf(library)
      expect(map).toMatchObject({ state: "ready" })
      expect(chunks!["total"]).toBeGreaterThan(3)
      expect(sound).toMatchObject({ frames: 64 })
      const message = `The library ${library} is read-only: nothing can be changed in it`
      for (const name of ["otherMap", "import", "remove", "bounce", "resume"])
        expect(changes[name], name).toEqual({ code: "read-only", message })
    })

    test("sound that is missing in its cache is decoded elsewhere", () => {
      const library = readOnlyLibrary((folder) => {
        const cache = join(folder, "cache")
        for (const name of readdirSync(cache)) rmSync(join(cache, name))
      })
      expect(answersOf(library)["sound"]).toMatchObject({ frames: 64 })
    })
  },
)
