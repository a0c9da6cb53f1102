import { readdir, readFile, writeFile } from "node:fs/promises"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { preferencesIn } from "../../../src-main/shell/preferences-io.ts"

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipmat-preferences-"))
  file = join(folder, "kept/preferences.json")
})
afterEach(() => rm(folder, { recursive: true }))

test("what was written is read again", async () => {
  await preferencesIn(file).write({ "map.view": { colour: "time" } })
  expect(await preferencesIn(file).read()).toEqual({ "map.view": { colour: "time" } })
})

test("before the first write there is nothing", async () => {
  expect(await preferencesIn(file).read()).toEqual({})
})

test("the last of many writes wins and no part of another is left", async () => {
  const preferences = preferencesIn(file)
  const writes = Array.from({ length: 30 }, (_value, at) => preferences.write({ at }))
  await Promise.all(writes)
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ at: 29 })
  expect(await readdir(join(folder, "kept"))).toEqual(["preferences.json"])
})

test("an unreadable document counts as empty and is kept aside", async () => {
  const preferences = preferencesIn(file)
  await preferences.write({})
  await writeFile(file, '{"half": ')
  expect(await preferences.read()).toEqual({})
  expect(await readFile(`${file}.unreadable`, "utf8")).toBe('{"half": ')
})
