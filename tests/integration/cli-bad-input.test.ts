import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { slipmat } from "../support/command-line.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

describe("the command line and what is no sound file", () => {
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
})
