import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { slipmat } from "../support/command-line.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

describe("the command line and bad input", () => {
  test.skipIf(process.platform === "win32")(
    "pipes, devices and folders are refused at once, in plain words",
    () => {
      const folder = temporaryFolder()
      const pipe = join(folder, "pipe.wav")
      execFileSync("mkfifo", [pipe])
      const { status, stdout } = slipmat("map", pipe, "/dev/zero", folder, "--json")
      expect(status).toBe(3)
      expect(stdout).toContain("is a pipe, not a file")
      expect(stdout).toContain("is a device, not a file")
      expect(stdout).toContain("is a folder, not a file")
      const imported = slipmat("import", pipe, "--library", join(folder, "library"))
      expect(imported.status).toBe(3)
    },
  )

  test("a file that failed is named once, as it was named, and not among the results", () => {
    const folder = temporaryFolder()
    const good = writeSong(join(folder, "good.wav"), { seconds: 2 })
    const text = join(folder, "text.mp3")
    writeFileSync(text, "not sound")
    const absent = join(folder, "absent.wav")
    const { status, stdout, stderr } = slipmat("map", absent, text, good)
    expect(status).toBe(3)
    expect(stdout.trim().split("\n")).toHaveLength(1)
    expect(stdout).toContain("good.wav: ")
    expect(stderr).toContain(`slipmat: ${absent} is not there.\n`)
    expect(stderr).toContain(`slipmat: ${text} is a text file, not sound.\n`)
  })

  test.each(["onsets", "embed"])("%s --json prints its failure as a document", (command) => {
    const absent = join(temporaryFolder(), "absent")
    const { status, stdout } = slipmat(command, absent, "--json")
    expect(status).toBe(4)
    expect(JSON.parse(stdout)).toEqual({
      path: absent,
      error: { code: "not-found", message: "absent is not there." },
    })
  })

  test("a mistake in the options is a document too, and an empty number is one", () => {
    const { status, stdout } = slipmat("map", "x.wav", "--seed", "", "--json")
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "invalid-input" } })
  })
})
