import { chmodSync, existsSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { slipmat, slipmatBoundByPermissions } from "../support/command-line.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

/** A library with the song "tide", in which nothing may be changed until the test ends. */
function readOnlyLibrary(): string {
  const library = temporaryFolder()
  const file = writeSong(join(temporaryFolder(), "tide.wav"), { seconds: 2 })
  expect(slipmat("import", file, "--library", library).status).toBe(0)
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

describe("the command line and libraries", () => {
  test.each(["list", "verify", "remove nobody"])(
    "library %s makes no library where there is none",
    (words) => {
      const absent = join(temporaryFolder(), "absent")
      const { status, stderr } = slipmat("library", ...words.split(" "), "--library", absent)
      expect(status).toBe(4)
      expect(stderr).toContain(`There is no library in ${absent}`)
      expect(existsSync(absent)).toBe(false)
    },
  )

  test("a library that is a file is refused in plain words", () => {
    const file = join(temporaryFolder(), "notes")
    writeFileSync(file, "not a folder")
    for (const command of [
      ["library", "list"],
      ["import", file],
    ]) {
      const { status, stderr } = slipmat(...command, "--library", file)
      expect(status).toBe(3)
      expect(stderr).toContain(`The library ${file} must be a folder, and there is a file`)
    }
  })

  test.skipIf(process.platform === "win32")(
    "a read-only library can be listed and verified, and says that nothing can be changed",
    () => {
      const library = readOnlyLibrary()
      const list = slipmatBoundByPermissions("library", "list", "--library", library)
      expect(list).toMatchObject({ status: 0, stderr: "" })
      expect(list.stdout).toContain("tide")
      const verify = slipmatBoundByPermissions("library", "verify", "--library", library)
      expect(verify).toMatchObject({ status: 0, stdout: "1 songs, 1 files, 0 problems\n" })
      const file = writeSong(join(temporaryFolder(), "other.wav"), { seconds: 2, seed: 2 })
      for (const command of [
        ["library", "remove", "tide"],
        ["import", file],
      ]) {
        const { status, stderr } = slipmatBoundByPermissions(...command, "--library", library)
        expect(status).toBe(1)
        expect(stderr).toContain(`The library ${library} is read-only: nothing can be changed`)
      }
    },
  )
})
