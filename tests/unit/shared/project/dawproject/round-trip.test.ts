import { spawnSync } from "node:child_process"
import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { dawprojectFromProject } from "#shared/project/dawproject/index.ts"
import { checkProject, sizeOf } from "#shared/project/index.ts"
import { after, anEmptyProject } from "../../../../support/projects.ts"
import {
  aRandomProject,
  differenceOf,
  keptByDawproject,
  thereAndBack,
} from "../../../../support/dawprojects.ts"
import { temporaryFolder } from "../../../../support/temporary-folder.ts"

const DATA =
  process.env["SLIPMAT_DATA"] ?? join(import.meta.dirname, "../../../../../../shared/data")
const SCHEMAS = join(DATA, "dawproject")
/** The schemas are among the data; xmllint is there where `npm test` can see to it. */
const canValidate = existsSync(SCHEMAS) && process.platform === "linux"

function schemaProblems(xml: string, schema: string): string {
  const path = join(temporaryFolder(), "document.xml")
  writeFileSync(path, xml)
  const options = ["--noout", "--nonet", "--schema", join(SCHEMAS, schema), path]
  const { status, stderr } = spawnSync("xmllint", options, { encoding: "utf8" })
  return status === 0 ? "" : stderr.slice(0, 2000)
}

describe("a project in DAWproject", () => {
  it("comes back with its tracks, mixer, devices, clips, notes, automation, tempo and markers", () => {
    let clips = 0
    for (let seed = 1; seed <= 40; seed++) {
      const project = aRandomProject(seed)
      const { project: back } = thereAndBack(project)
      clips += sizeOf(project.clips)
      expect(differenceOf(keptByDawproject(back), keptByDawproject(project)), `seed ${seed}`).toBe(
        undefined,
      )
      expect(checkProject(back)).toEqual([])
    }
    expect(clips).toBeGreaterThan(100)
  })

  it.skipIf(!canValidate)("is valid by the format's schemas (needs SLIPMAT_DATA)", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { projectXml, metadataXml } = dawprojectFromProject(aRandomProject(seed), "1.0.0")
      expect(schemaProblems(projectXml, "Project.xsd")).toBe("")
      expect(schemaProblems(metadataXml, "MetaData.xsd")).toBe("")
    }
  })

  it("keeps names whatever is in them, but for what XML cannot hold", () => {
    const name = `<a & "b"> 'c'\t\n𝄞 é`
    const project = after(anEmptyProject(), ["track.add", { id: "t", kind: "audio", name }])
    const back = (title: string) => thereAndBack({ ...project, title }).project
    expect(
      back(name)
        .tracks.flat()
        .map((track) => track.name),
    ).toContain(name)
    expect(back("a\u0000b").title).toBe("a\uFFFDb")
  })

  it("says what it has no place for", () => {
    const project = after(anEmptyProject(), ["chord.set", { events: [{ tick: 0, symbol: "Am7" }] }])
    expect(dawprojectFromProject(project, "1.0.0").warnings).toEqual(["chords left out: 1"])
  })
})
