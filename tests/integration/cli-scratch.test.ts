import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { rawCsv } from "#shared/gesture/index.ts"
import { slipmat } from "../support/command-line.ts"
import { ddjTake } from "../support/scratch/ddj-takes.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

const OUTPUTS: Record<string, string> = { notate: "a.svg", respond: "a.json", render: "a.wav" }
const PROFILE = ["--profile", "pioneer-ddj-sb-sb2-sb3"]

describe("slipmat scratch", () => {
  test("generate plays a technique that classify names", () => {
    const file = join(temporaryFolder(), "take.json")
    const asked = ["flare2", "-o", file, "--bpm", "90", "--jitter", "1", "--seed", "7"]
    expect(slipmat("scratch", "generate", ...asked)).toMatchObject({ status: 0 })
    const { status, stdout } = slipmat("scratch", "classify", file, "--json")
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ path: file, technique: "flare2", strokes: 8 })
    expect(slipmat("scratch", "generate", ...asked).stderr).toContain("--force")
  })

  test("classify names a recording of a controller, and says what it lacks", () => {
    const file = join(temporaryFolder(), "raw.csv")
    writeFileSync(file, rawCsv(ddjTake("chirp", 3)))
    const { status, stdout } = slipmat("scratch", "classify", file, ...PROFILE, "--json")
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ technique: "chirp" })
    const without = slipmat("scratch", "classify", file)
    expect(without.status).not.toBe(0)
    expect(without.stderr).toContain("--profile")
  })

  test("classify is unsure of a take of one event", () => {
    const file = join(temporaryFolder(), "one.csv")
    writeFileSync(file, "10,B0 22 41\n")
    const { status, stdout } = slipmat("scratch", "classify", file, ...PROFILE)
    expect({ status, stdout }).toEqual({
      ...{ status: 0 },
      stdout: `${file}: nothing to name: the record does not turn, or the fader is closed\n`,
    })
  })

  test("a recording of a controller is notated, answered and rendered as it is", () => {
    const file = join(temporaryFolder(), "raw.csv")
    writeFileSync(file, rawCsv(ddjTake("flare1", 5)))
    for (const [command, end] of Object.entries(OUTPUTS)) {
      const output = `${file}.${end}`
      const { status } = slipmat("scratch", command, file, ...PROFILE, "-o", output)
      expect({ command, status }).toEqual({ command, status: 0 })
    }
  })

  test("notate says where nothing sounds, and writes an empty staff", () => {
    const file = join(temporaryFolder(), "one.csv")
    writeFileSync(file, "10,B0 22 41\n")
    const { status, stderr } = slipmat("scratch", "notate", file, ...PROFILE, "-o", `${file}.svg`)
    expect(status).toBe(0)
    expect(stderr).toContain(`nothing sounds in ${file}`)
  })

  test("a failure is about the file that it is of", () => {
    const folder = temporaryFolder()
    const [take, rig] = [join(folder, "take.json"), join(folder, "rig.json")]
    slipmat("scratch", "generate", "baby", "-o", take)
    writeFileSync(rig, "{}")
    const asked = ["render", take, "--rig", rig, "-o", join(folder, "a.wav"), "--json"]
    expect(JSON.parse(slipmat("scratch", ...asked).stdout)).toMatchObject({ path: rig })
  })
})
