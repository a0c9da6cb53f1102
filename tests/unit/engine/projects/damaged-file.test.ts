import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import BetterSqlite3 from "better-sqlite3"
import { describe, expect, test } from "vitest"
import { createProjectFile, openProjectFile } from "#engine/projects/index.ts"
import { clipsOf, type Op } from "#shared/project/index.ts"
import { after, anEmptyProject, aNotesClip } from "../../../support/projects.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const piece = after(
  anEmptyProject(),
  ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
  ["clip.add", { clips: [aNotesClip("Verse"), aNotesClip("Coda", { startTicks: 7680 })] }],
)
const rename = (name: string): Op => ({
  ...{ kind: "do", name: "track.rename" },
  args: { trackId: "keys", name },
})

function aFile(ops: Op[] = []): string {
  const path = join(temporaryFolder(), "piece.slipmat")
  const file = createProjectFile(path, piece)
  file.append(ops, 0)
  file.close()
  return path
}

function damage(path: string, ...statements: string[]): void {
  const database = new BetterSqlite3(path)
  for (const statement of statements) database.exec(statement)
  database.close()
}

function load(path: string) {
  const file = openProjectFile(path)
  const { history, damage: lost } = file.load()
  const state = { project: history.project, lost, isReadOnly: file.isReadOnly }
  expect(() => file.snapshot(history.project)).toThrow(/damaged/)
  file.close()
  return state
}

describe("a project's file that is damaged", () => {
  test("is opened with what can be read, read-only, and not one byte of it is changed", () => {
    const path = aFile()
    damage(
      path,
      `UPDATE snapshot SET document = replace(document, '"startTicks":7680', '"startTicks":"?"')`,
    )
    const before = readFileSync(path)
    const { project, lost, isReadOnly } = load(path)
    expect(isReadOnly).toBe(true)
    expect(lost).toEqual(["the clip Coda"])
    expect(clipsOf(project, "keys").map(({ name }) => name)).toEqual(["Verse"])
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test("whose log breaks off is opened as it was up to there", () => {
    const path = aFile([rename("Organ"), rename("Harp"), rename("Lute")])
    damage(path, `UPDATE ops SET op = substr(op, 1, 9) WHERE seq = 3`)
    const { project, lost } = load(path)
    expect(project.tracks.flat().map(({ name }) => name)).toContain("Harp")
    expect(lost).toEqual(["what was done after step 2 since it was last saved whole"])
  })

  test("whose text is damaged loses what is damaged, and no more", () => {
    const path = aFile()
    damage(
      path,
      `UPDATE snapshot SET document = replace(document, '"name":"Coda"', '"na}{e":[Coda')`,
      `UPDATE snapshot SET document = document || ' "'`,
    )
    const { project, lost, isReadOnly } = load(path)
    expect(isReadOnly).toBe(true)
    expect(clipsOf(project, "keys").map(({ name }) => name)).toContain("Verse")
    expect(lost.length).toBeGreaterThan(0)
  })

  test("of which nothing can be read is refused in words", () => {
    const path = aFile()
    damage(path, `UPDATE snapshot SET document = substr(document, 1, 40)`)
    const file = openProjectFile(path)
    expect(() => file.load()).toThrow(/piece.slipmat is damaged/)
    file.close()
    writeFileSync(path, "no database at all, but long enough to be looked at as one")
    expect(() => openProjectFile(path)).toThrow(/is not a Slipmat project/)
  })
})
