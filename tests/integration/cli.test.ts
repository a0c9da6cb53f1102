import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { slipmat } from "../support/command-line.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

const Mapped = z.object({
  path: z.string(),
  durationSeconds: z.number(),
  sampleRateHz: z.number(),
  chunks: z.array(
    z.object({
      index: z.int(),
      startSeconds: z.number(),
      endSeconds: z.number(),
      features: z.array(z.number()).length(26),
      position: z.array(z.number()).length(3),
      cluster: z.int(),
    }),
  ),
  quality: z.looseObject({ trustworthiness: z.number(), recall10: z.number() }),
  timings: z.strictObject({
    decode: z.number().positive(),
    onsets: z.number().positive(),
    features: z.number().positive(),
    layout: z.number().positive(),
    clusters: z.number().positive(),
  }),
})
const Failed = z.object({
  path: z.string(),
  error: z.object({ code: z.string(), message: z.string() }),
})

describe("the command line", () => {
  test("map prints one JSON document, reports a bad file and still maps the others", () => {
    const folder = temporaryFolder()
    const good = writeSong(join(folder, "good.wav"), { seconds: 5 })
    const bad = join(folder, "bad.mp3")
    writeFileSync(bad, "")
    const { status, stdout } = slipmat("map", good, bad, "--json")
    expect(status).toBe(3)
    const { files } = z.object({ files: z.tuple([Mapped, Failed]) }).parse(JSON.parse(stdout))
    expect(files[0].chunks.map(({ index }) => index)).toEqual(files[0].chunks.map((_, i) => i))
    expect(files[0].chunks.at(-1)?.endSeconds).toBeCloseTo(5, 3)
    expect(files[1].error.message).toContain("bad.mp3 is empty")
  })

  test("the same seed makes the same map", () => {
    const file = writeSong(join(temporaryFolder(), "song.wav"))
    const positions = (): unknown =>
      Mapped.parse(
        (JSON.parse(slipmat("map", file, "--json").stdout) as { files: unknown[] }).files[0],
      ).chunks.map(({ position }) => position)
    expect(positions()).toEqual(positions())
  })

  test("onsets lists the beginnings of notes where they are", () => {
    const file = writeSong(join(temporaryFolder(), "grid.wav"), { seconds: 4, notesPerSecond: 2 })
    const { stdout, status } = slipmat("onsets", file, "--json")
    expect(status).toBe(0)
    const { onsetsSeconds } = z
      .object({ onsetsSeconds: z.array(z.number()) })
      .parse(JSON.parse(stdout))
    for (let beat = 1; beat < 8; beat++) {
      const nearest = Math.min(...onsetsSeconds.map((onset) => Math.abs(onset - beat / 2)))
      expect(nearest).toBeLessThan(0.05)
    }
  })

  test("embed places the rows of a table and names the cell that is not a number", () => {
    const folder = temporaryFolder()
    const table = join(folder, "points.csv")
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i % 3},${(i % 3) * 2 + i / 1000},${i / 500}`,
    )
    writeFileSync(table, rows.join("\n"))
    const { stdout, status } = slipmat("embed", table, "--dims", "2", "--perplexity", "5", "--json")
    expect(status).toBe(0)
    const { positions } = z
      .object({ positions: z.array(z.array(z.number()).length(2)) })
      .parse(JSON.parse(stdout))
    expect(positions).toHaveLength(60)
    writeFileSync(table, rows.with(4, "1,two,3").join("\n"))
    const bad = slipmat("embed", table)
    expect(bad.status).toBe(3)
    expect(bad.stderr).toContain("row 5, column 2 is not a number")
  })

  test("import, list, remove and verify work on a library of their own", () => {
    const library = temporaryFolder()
    const file = writeSong(join(temporaryFolder(), "tide.wav"))
    expect(slipmat("import", file, "--library", library).status).toBe(0)
    expect(slipmat("library", "list", "--library", library).stdout).toContain("tide")
    expect(slipmat("library", "verify", "--library", library).status).toBe(0)
    expect(slipmat("library", "remove", "tide", "--library", library).status).toBe(0)
    expect(slipmat("library", "list", "--library", library).stdout).not.toContain("tide")
  })

  test("long work in a log says what it does, each stage once", () => {
    const file = writeSong(join(temporaryFolder(), "song.wav"))
    const { stderr } = slipmat("map", file)
    expect(stderr).toMatch(/^song.wav: listening .*\nsong.wav: cutting .*\nsong.wav: mapping .*\n$/)
  })

  test("--version is that of the package", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string }
    expect(slipmat("--version")).toMatchObject({ status: 0, stdout: `${version}\n` })
  })

  test("mistakes have exit codes a script can tell apart", () => {
    expect(slipmat("map").status).toBe(2)
    expect(slipmat("map", "x.wav", "--dims", "7").status).toBe(2)
    expect(slipmat("nonsense").status).toBe(2)
    expect(slipmat("map", join(temporaryFolder(), "absent.wav")).status).toBe(4)
    expect(slipmat("library", "remove", "nobody", "--library", temporaryFolder()).status).toBe(4)
  })
})
