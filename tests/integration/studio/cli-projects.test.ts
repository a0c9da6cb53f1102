import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import BetterSqlite3 from "better-sqlite3"
import { describe, expect, test } from "vitest"
import { readMidiFile } from "#shared/music/midi-file/index.ts"
import { sizeOf } from "#shared/project/index.ts"
import { slipmat } from "../../support/command-line.ts"
import { sameTracks } from "../../support/midi-files.ts"
import { projectIn, writeCalls, writeMidi } from "../../support/project-files.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

const addTrack = (id: string) => ({
  name: "track.add" as const,
  args: { id, kind: "instrument", name: id },
})

let made: Buffer | undefined

/** Made by a command once; each test has a copy of its own. */
function aNewProject(): { folder: string; path: string } {
  const folder = temporaryFolder()
  const path = join(folder, "piece.slipmat")
  if (made) writeFileSync(path, made)
  else expect(slipmat("new", path, "--title", "Piece").status).toBe(0)
  made ??= readFileSync(path)
  return { folder, path }
}

const errorOf = (stdout: string): unknown => (JSON.parse(stdout) as { error: unknown }).error

describe("slipmat new", () => {
  test("makes one file, and does not replace one that is there unless it is told to", () => {
    const { folder, path } = aNewProject()
    expect(readdirSync(folder)).toEqual(["piece.slipmat"])
    expect(projectIn(path).title).toBe("Piece")
    const again = slipmat("new", path, "--json")
    expect(again.status).toBe(1)
    expect(errorOf(again.stdout)).toMatchObject({ code: "conflict" })
    expect(projectIn(path).title).toBe("Piece")
    expect(slipmat("new", path, "--force", "--title", "Other").status).toBe(0)
    expect(projectIn(path).title).toBe("Other")
    expect(readdirSync(folder)).toEqual(["piece.slipmat"])
  })

  test("says that a name has another ending, or that a folder is not there", () => {
    const folder = temporaryFolder()
    expect(slipmat("new", join(folder, "piece.txt")).status).toBe(2)
    const { status, stderr } = slipmat("new", join(folder, "none", "piece.slipmat"))
    expect(status).toBe(4)
    expect(stderr).toContain("There is no folder")
  })
})

describe("slipmat import -o and export --midi", () => {
  test("make a project of a MIDI file and the same events again", () => {
    const midi = writeMidi()
    const folder = temporaryFolder()
    const [project, back] = [join(folder, "tune.slipmat"), join(folder, "back.mid")]
    const { status, stdout } = slipmat("import", midi, "-o", project, "--json")
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      ...{ path: midi, project, title: "tune" },
      ...{ tracks: 1, clips: 1, notes: 4, warnings: [] },
    })
    expect(slipmat("export", project, "--midi", back).status).toBe(0)
    const read = (path: string) => readMidiFile(new Uint8Array(readFileSync(path))).tracks
    expect(sameTracks(read(back), read(midi))).toBe(true)
    const again = slipmat("export", project, "--midi", back)
    expect(again.status).toBe(1)
    expect(again.stderr).toContain("--force replaces it")
    expect(slipmat("export", project, "--midi", back, "--force").status).toBe(0)
    expect(slipmat("import", midi, "-o", project).status).toBe(1)
    expect(slipmat("import", midi, "-o", project, "--force").status).toBe(0)
  })

  test("name what is wrong with a file, and leave nothing behind", () => {
    const folder = temporaryFolder()
    const midi = join(folder, "bad.mid")
    const project = join(folder, "out.slipmat")
    writeFileSync(midi, "MThd, but no more")
    const { status, stderr } = slipmat("import", midi, "-o", project)
    expect(status).toBe(3)
    expect(stderr).toContain("bad.mid")
    expect(slipmat("import", join(folder, "none.mid"), "-o", project).status).toBe(4)
    expect(slipmat("import", midi).status).toBe(2)
    expect(readdirSync(folder)).toEqual(["bad.mid"])
  })
})

describe("slipmat apply", () => {
  test("does all commands and prints what they did", () => {
    const { folder, path } = aNewProject()
    const calls = writeCalls(folder, [addTrack("a"), addTrack("b")])
    const { status, stdout } = slipmat("apply", path, calls, "--json")
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      path,
      applied: 2,
      labels: ["Add instrument track", "Add instrument track"],
    })
    expect(projectIn(path).trackOrder).toEqual(["a", "b"])
  })

  test("does none where one cannot be done, and names it", () => {
    const { folder, path } = aNewProject()
    const calls = writeCalls(folder, [
      addTrack("a"),
      { name: "track.rename", args: { trackId: "none", name: "x" } },
    ])
    const { status, stderr, stdout } = slipmat("apply", path, calls, "--json")
    expect(status).toBe(4)
    expect(stderr).toContain("command 2 of 2 (track.rename): ")
    expect(errorOf(stdout)).toMatchObject({ code: "not-found" })
    expect(projectIn(path).trackOrder).toEqual([])
  })

  test("names what is no list of commands", () => {
    const { folder, path } = aNewProject()
    const calls = join(folder, "commands.json")
    for (const text of ["{", '{"name":"track.add"}', '[{"args":{}}]']) {
      writeFileSync(calls, text)
      const { status, stderr } = slipmat("apply", path, calls)
      expect(status).toBe(3)
      expect(stderr).toContain("commands.json")
    }
  })

  test("keeps opening quick: after two thousand steps the document is written anew", () => {
    const { folder, path } = aNewProject()
    const calls = writeCalls(folder, [
      addTrack("a"),
      ...Array.from({ length: 2000 }, (_, i) => ({
        name: "track.gain" as const,
        args: { trackIds: ["a"], gainDb: -1 - (i % 2) },
      })),
    ])
    const { status, stderr } = slipmat("apply", path, calls)
    expect(stderr).toBe("")
    expect(status).toBe(0)
    const database = new BetterSqlite3(path, { readonly: true })
    expect(database.prepare("SELECT count(*) AS ops FROM ops").get()).toEqual({ ops: 0 })
    database.close()
    expect(sizeOf(projectIn(path).tracks)).toBe(2)
  })
})

describe("a project that cannot be opened", () => {
  test("is refused with a sentence where a newer Slipmat made it", () => {
    const { path } = aNewProject()
    const database = new BetterSqlite3(path)
    database.exec("UPDATE snapshot SET format = 99")
    database.close()
    const { status, stderr } = slipmat("export", path, "--midi", `${path}.mid`)
    expect(status).toBe(3)
    expect(stderr).toContain("was made by a newer Slipmat")
  })

  test("is refused with a sentence where it is damaged, no project, or not there", () => {
    const { folder, path } = aNewProject()
    const target = join(folder, "out.mid")
    const damaged = new BetterSqlite3(path)
    damaged.exec("UPDATE snapshot SET document = '{'")
    damaged.close()
    expect(slipmat("export", path, "--midi", target).stderr).toContain("is damaged")
    writeFileSync(path, "no database at all, but long enough to be taken for one".repeat(20))
    const { status, stderr } = slipmat("export", path, "--midi", target)
    expect(status).toBe(3)
    expect(stderr).toContain("is not a Slipmat project")
    expect(slipmat("export", join(folder, "none.slipmat"), "--midi", target).status).toBe(4)
    expect(readdirSync(folder)).toEqual(["piece.slipmat"])
  })
})
