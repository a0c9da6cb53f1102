import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { gestureOf, rawCsv } from "#shared/gesture/index.ts"
import { readPlayedTake } from "../../../src-main/cli/take-argument.ts"
import { ddjTake } from "../../support/scratch/ddj-takes.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

const profile = "pioneer-ddj-sb-sb2-sb3"

function aRecording(name: string): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, rawCsv(ddjTake("chirp", 3)))
  return path
}

describe("a take that is named on the command line", () => {
  it("may be a recording of a controller, whose profile is asked for", async () => {
    const path = aRecording("raw.csv")
    const take = await readPlayedTake(path, { profile })
    expect(gestureOf(take).points.length).toBeGreaterThan(10)
    await expect(readPlayedTake(path, {})).rejects.toThrow(
      `${path}: say which controller it is of, with --profile`,
    )
  })

  it("is neither a folder nor a file of another kind", async () => {
    const path = aRecording("raw.txt")
    await expect(readPlayedTake(path, { profile })).rejects.toThrow(
      `${path} is no take: files of takes end in .json, .csv, .sml, .xml, .mid, .midi`,
    )
    const folder = temporaryFolder()
    await expect(readPlayedTake(folder, {})).rejects.toThrow(`${folder} is a folder, not a file.`)
  })
})
