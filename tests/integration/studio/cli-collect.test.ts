import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import BetterSqlite3 from "better-sqlite3"
import { describe, expect, test } from "vitest"
import { slipmat } from "../../support/command-line.ts"
import { openEngine } from "../../support/engines.ts"
import { writeCalls } from "../../support/project-files.ts"
import { aRecordedProject } from "../../support/recorded-project.ts"

const json = (
  stdout: string,
): { recordings: { name: string; bytes: number }[]; missing: string[] } =>
  JSON.parse(stdout) as never

describe("slipmat collect", () => {
  test("makes one file of a project and its recordings, which gives them back byte by byte", () => {
    const { folder, path, library, recording } = aRecordedProject()
    const before = statSync(path).size
    const { status, stdout } = slipmat("collect", path, "--library", library, "--json")
    expect(status).toBe(0)
    const { bytes } = { bytes: statSync(recording).size }
    expect(json(stdout)).toMatchObject({ recordings: [{ name: "voice.wav", bytes }], missing: [] })
    expect(statSync(path).size).toBeGreaterThan(before + bytes - 4096)

    rmSync(library, { recursive: true })
    const out = join(folder, "out")
    expect(slipmat("collect", path, "--extract", out).status).toBe(0)
    expect(readdirSync(out)).toEqual(["voice.wav"])
    expect(readFileSync(join(out, "voice.wav"))).toEqual(readFileSync(recording))
  })

  test("keeps what it carries where the library has it no more, and adds nothing twice", () => {
    const { path, library } = aRecordedProject()
    expect(slipmat("collect", path, "--library", library).status).toBe(0)
    const size = statSync(path).size
    rmSync(library, { recursive: true })
    const again = slipmat("collect", path, "--library", library, "--json")
    expect(json(again.stdout)).toMatchObject({ recordings: [{ name: "voice.wav" }], missing: [] })
    expect(statSync(path).size).toBe(size)
  })

  test("names what neither has, and forgets what the project no longer names", () => {
    const { folder, path, library } = aRecordedProject()
    const nowhere = slipmat("collect", path, "--library", join(folder, "none"), "--json")
    expect(json(nowhere.stdout)).toMatchObject({ recordings: [], missing: ["voice.wav"] })
    expect(nowhere.stderr).toContain("voice.wav is not in the library: it is left out")

    expect(slipmat("collect", path, "--library", library).status).toBe(0)
    const calls = writeCalls(folder, [
      { name: "clip.remove", args: { clipIds: ["c"] } },
      { name: "media.remove", args: { mediaIds: ["m"] } },
    ])
    expect(slipmat("apply", path, calls).stderr).toBe("")
    const { stdout } = slipmat("collect", path, "--library", library, "--json")
    expect(json(stdout)).toMatchObject({ recordings: [], missing: [] })
  })

  test("lets a studio with another library hear it: the recordings are imported when the project is opened", async () => {
    const { path, library, sha256 } = aRecordedProject()
    expect(slipmat("collect", path, "--library", library).status).toBe(0)
    const studio = await openEngine()
    await studio.call("files.openProject", { path })
    const hashes = async (): Promise<string[]> => {
      const songs = await studio.call("library.list", { search: "", removed: false })
      return songs.flatMap(({ parts }) => parts.map(({ mediaHash }) => mediaHash))
    }
    await expect.poll(hashes, { timeout: 20_000 }).toEqual([sha256])
    // Opened again, nothing is imported twice.
    await studio.call("files.openProject", { path })
    expect(await hashes()).toEqual([sha256])
  })

  test("says so where a recording in the file is damaged, and writes nothing half", () => {
    const { folder, path, library } = aRecordedProject()
    expect(slipmat("collect", path, "--library", library).status).toBe(0)
    const database = new BetterSqlite3(path)
    database.exec("UPDATE recording_pieces SET data = zeroblob(length(data))")
    database.close()
    const out = join(folder, "out")
    const { status, stderr } = slipmat("collect", path, "--extract", out)
    expect(status).toBe(3)
    expect(stderr).toContain("tune.slipmat is damaged: voice.wav in it is not whole")
    expect(readdirSync(out)).toEqual([])
  })

  test("refuses what is no project", () => {
    const { folder } = aRecordedProject()
    const path = join(folder, "no.slipmat")
    writeFileSync(path, "not a database, but long enough to be read as one".repeat(40))
    expect(slipmat("collect", path).status).toBe(3)
    expect(existsSync(`${path}-journal`)).toBe(false)
  })
})
