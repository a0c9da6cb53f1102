import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { slipmat, slipmatBoundByPermissions } from "../support/command-line.ts"
import { readOnlyLibrary } from "../support/read-only-library.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

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
        expect(status).toBe(3)
        expect(stderr).toContain(`The library ${library} is read-only: nothing can be changed`)
      }
    },
  )

  test.skipIf(process.platform !== "linux")(
    "a library where no folder can be made is refused at once",
    () => {
      const file = writeSong(join(temporaryFolder(), "tide.wav"), { seconds: 2 })
      const { status, stderr } = slipmat("import", file, "--library", "/proc/slipmat/library")
      expect(status).toBe(3)
      expect(stderr).toContain("The library /proc/slipmat/library cannot be made")
    },
  )

  test("one that cannot be tidied up when it is opened ends the command with the reason", () => {
    const library = temporaryFolder()
    const odd = join(library, "cache/odd.tmp")
    mkdirSync(odd, { recursive: true })
    utimesSync(odd, 1, 1)
    const file = writeSong(join(temporaryFolder(), "tide.wav"), { seconds: 2 })
    const { status, stderr } = slipmat("import", file, "--library", library)
    expect(status).toBe(1)
    expect(stderr).toContain("odd.tmp")
  })

  test("an import tells each file by its path, and one that is not there keeps no other away", () => {
    const folder = temporaryFolder()
    const file = writeSong(join(folder, "tide.wav"), { seconds: 2 })
    const linked = join(temporaryFolder(), "set")
    mkdirSync(linked)
    symlinkSync(file, join(linked, "link.wav"))
    symlinkSync(linked, join(linked, "circle"))
    const absent = join(folder, "absent.wav")
    const library = join(folder, "library")
    const { status, stdout, stderr } = slipmat(
      ...["import", absent, linked, file, "--library", library, "--json"],
    )
    expect(JSON.parse(stdout)).toMatchObject({
      files: [
        { path: absent, title: "absent.wav", songId: null, error: { code: "not-found" } },
        { path: join(linked, "link.wav"), title: "link.wav" },
        { path: file, title: "tide.wav" },
      ],
    })
    expect(stderr).toContain(`absent.wav is not there: ${absent}`)
    expect(status).toBe(4)
  })
})
