import { execFileSync } from "node:child_process"
import { truncateSync, writeFileSync } from "node:fs"
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
    const imported = slipmat("import", text, "--library", join(folder, "library"))
    expect(imported).toMatchObject({ status: 3, stdout: "" })
    expect(imported.stderr).toContain(`slipmat: ${text} is a text file, not sound.\n`)
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

  test("a file that is cut off is analysed, and everywhere it is said", () => {
    const folder = temporaryFolder()
    const cut = writeSong(join(folder, "cut.wav"), { seconds: 3 })
    truncateSync(cut, 100_000)
    const warning = "The file ends before its header says it should."
    const commands = [
      ["map", cut],
      ["onsets", cut],
      ["import", cut, "--library", join(folder, "library")],
    ]
    for (const command of commands) {
      const plain = slipmat(...command)
      expect(plain.status).toBe(0)
      expect(plain.stderr).toContain(`cut.wav: ${warning}`)
      expect(plain.stdout).not.toContain(warning)
    }
    expect(JSON.parse(slipmat("onsets", cut, "--json").stdout)).toMatchObject({ warning })
  })
})
