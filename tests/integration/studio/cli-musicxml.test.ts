import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { strToU8, zipSync } from "fflate"
import { expect, test } from "vitest"
import { openEngine } from "../../support/engines.ts"
import { slipmat } from "../../support/command-line.ts"
import { projectIn, writeMidi } from "../../support/project-files.ts"
import { keptByMusicxml } from "../../support/random-scores.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

test("slipmat export --musicxml and import of it bring the same notes back, plain and packed", () => {
  const folder = temporaryFolder()
  const path = join(folder, "tune.slipmat")
  expect(slipmat("import", writeMidi(), "-o", path).status).toBe(0)
  for (const name of ["tune.musicxml", "tune.mxl"]) {
    const [written, back] = [join(folder, name), join(folder, `${name}.slipmat`)]
    const exported = slipmat("export", path, "--musicxml", written)
    expect(exported.stderr).toBe("")
    expect(exported.stdout).toContain("written")
    const read = slipmat("import", written, "-o", back, "--json")
    expect(read.stderr).toBe("")
    expect(keptByMusicxml(projectIn(back))).toEqual(keptByMusicxml(projectIn(path)))
  }
  const wrong = slipmat("export", path, "--musicxml", join(folder, "tune.mid"))
  expect(wrong.status).toBe(2)
  expect(wrong.stderr).toContain("must end in .musicxml")
})

test("a piece without notes has no score, which keeps no other file away", () => {
  const folder = temporaryFolder()
  const path = join(folder, "bare.slipmat")
  expect(slipmat("new", path).status).toBe(0)
  const [midi, daw, score] = ["mid", "dawproject", "musicxml"].map((end) =>
    join(folder, `bare.${end}`),
  ) as [string, string, string]
  const targets = ["--midi", midi, "--musicxml", score, "--dawproject", daw]
  const { status, stdout, stderr } = slipmat("export", path, ...targets)
  expect(status).toBe(3)
  expect(stdout).toBe(`${midi}: written\n${daw}: written\n`)
  expect(stderr).toContain(`${score}: There is no track of notes to write as a score`)
  expect([midi, daw, score].map((file) => existsSync(file))).toEqual([true, true, false])
  const told: unknown = JSON.parse(slipmat("export", path, ...targets, "--force", "--json").stdout)
  expect(told).toMatchObject({
    written: [{ path: midi, warnings: [] }, { path: daw }],
    failed: [{ path: score, error: { code: "invalid-input" } }],
  })
})

test("the studio opens a score as a project of its own, and refuses what is none", async () => {
  const { call } = await openEngine()
  const folder = temporaryFolder()
  const midi = await call("files.openProject", { path: writeMidi() })
  const path = join(folder, "tune.musicxml")
  expect(await call("files.exportProject", { id: midi.id, path })).toEqual({ warnings: [] })
  const opened = await call("files.openProject", { path })
  expect(opened).toMatchObject({ isUntitled: true, recovered: null })
  const bomb = join(folder, "bomb.xml")
  writeFileSync(bomb, '<!DOCTYPE x [<!ENTITY a "b">]><score-partwise>&a;</score-partwise>')
  await expect(call("files.openProject", { path: bomb })).rejects.toThrow("bomb.xml: It defines")
  const empty = join(folder, "empty.mxl")
  writeFileSync(empty, zipSync({ "score.xml": strToU8(readFileSync(path, "utf8")) }))
  await expect(call("files.openProject", { path: empty })).rejects.toThrow(
    "empty.mxl holds no META-INF/container.xml",
  )
})
