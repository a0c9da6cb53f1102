import { createHash } from "node:crypto"
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { findRecordings } from "#engine/imports/find-recordings-io.ts"
import { writeSong } from "../../../support/songs.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const hashOf = (path: string): string =>
  createHash("sha256").update(readFileSync(path)).digest("hex")
const search = { signal: new AbortController().signal, onProgress: () => {} }

function aTake(folder = temporaryFolder(), shape: { seconds?: number; seed?: number } = {}) {
  const path = writeSong(join(folder, "Voice.wav"), { seconds: 2, ...shape })
  return { path, wanted: { id: "m", sha256: hashOf(path), name: "Voice", seconds: 2 } }
}

describe("a lost recording", () => {
  test("is known by its content, whatever it is called now and however deep it lies", async () => {
    const { path, wanted } = aTake()
    const folder = temporaryFolder()
    mkdirSync(join(folder, "old", "takes"), { recursive: true })
    const moved = join(folder, "old", "takes", "zzz.wav")
    copyFileSync(path, moved)
    writeSong(join(folder, "Voice.wav"), { seconds: 2, seed: 9 })
    expect(await findRecordings(folder, [wanted], search)).toEqual({
      found: [{ id: "m", path: moved, by: "content" }],
      searched: 2,
    })
  })

  test("else by its name and length together, and by neither alone", async () => {
    const { wanted } = aTake()
    const folder = temporaryFolder()
    const other = aTake(folder, { seed: 5 }).path
    const byBoth = await findRecordings(folder, [wanted], search)
    expect(byBoth.found).toEqual([{ id: "m", path: other, by: "name" }])
    aTake(folder, { seed: 5, seconds: 3 })
    expect((await findRecordings(folder, [wanted], search)).found).toEqual([])
    const renamed = { ...wanted, seconds: 3, name: "Another" }
    expect((await findRecordings(folder, [renamed], search)).found).toEqual([])
  })

  test("is what the person chose, and that is said", async () => {
    const { wanted } = aTake()
    const chosen = writeSong(join(temporaryFolder(), "Else.wav"), { seconds: 1, seed: 3 })
    const { found } = await findRecordings(chosen, [wanted], search)
    expect(found).toEqual([{ id: "m", path: chosen, by: "choice" }])
  })

  test("is not a damaged file that only has its name", async () => {
    const { wanted } = aTake()
    const folder = temporaryFolder()
    writeFileSync(join(folder, "Voice.wav"), "no sound at all")
    expect((await findRecordings(folder, [wanted], search)).found).toEqual([])
  })

  test("among several: each finds its own, and the search ends when all are there", async () => {
    const folder = temporaryFolder()
    const [one, two] = [1, 2].map((seed) => {
      const path = writeSong(join(folder, `${seed}.wav`), { seconds: 1, seed })
      return { id: `m${seed}`, sha256: hashOf(path), name: `${seed}.wav`, seconds: 1 }
    })
    const { found } = await findRecordings(folder, [two!, one!], search)
    expect(found.map(({ id, path }) => [id, path.slice(-5)])).toEqual([
      ["m1", "1.wav"],
      ["m2", "2.wav"],
    ])
  })
})
