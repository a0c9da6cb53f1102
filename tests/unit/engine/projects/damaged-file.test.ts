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

/** Two hundred clips: a document of many pages. */
function aLongFile(ops: Op[] = []): string {
  const path = join(temporaryFolder(), "piece.slipmat")
  const clips = Array.from({ length: 200 }, (_, i) => aNotesClip(`c${i}`, { startTicks: 7680 * i }))
  const file = createProjectFile(path, after(piece, ["clip.add", { clips }]))
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

  test("that ends early is opened with what lies before its end", () => {
    const path = aLongFile()
    const whole = readFileSync(path)
    const counts = [0.98, 0.6, 0.3].map((share) => {
      writeFileSync(path, whole.subarray(0, Math.floor(whole.length * share)))
      const { project, lost, isReadOnly } = load(path)
      expect(isReadOnly).toBe(true)
      expect(lost.length).toBeGreaterThan(0)
      return clipsOf(project, "keys").length
    })
    expect(counts[0]).toBeGreaterThan(150)
    expect(counts[1]).toBeLessThan(counts[0]!)
    expect(counts[2]).toBeGreaterThan(20)
  })

  test("is opened whichever of its pages is overwritten, but the one that leads to the document", () => {
    const path = aLongFile([rename("Organ"), rename("Harp")])
    const whole = readFileSync(path)
    const pages = whole.length / 4096
    expect(pages).toBeGreaterThan(8)
    for (let page = 0; page < pages; page++) {
      const bytes = Buffer.from(whole)
      bytes.fill(page % 2 === 0 ? 0 : 0xa5, page * 4096, (page + 1) * 4096)
      writeFileSync(path, bytes)
      if (page === 1) expect(() => openProjectFile(path).load()).toThrow(/is damaged/)
      else expect(clipsOf(load(path).project, "keys").length, `page ${page}`).toBeGreaterThan(150)
      expect(readFileSync(path).equals(bytes)).toBe(true)
    }
  })

  test("loses nothing of the music where only the way to it is broken", () => {
    const path = aLongFile([rename("Organ"), rename("Harp")])
    const bytes = readFileSync(path)
    bytes.write("another text of header", 0)
    writeFileSync(path, bytes)
    const { project, lost } = load(path)
    expect(clipsOf(project, "keys")).toHaveLength(202)
    expect(project.tracks.flat().map(({ name }) => name)).toContain("Harp")
    expect(lost).toEqual(["parts of the file around the music"])
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
