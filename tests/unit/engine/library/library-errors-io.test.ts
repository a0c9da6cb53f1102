import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { explaining, openDatabase } from "#engine/library/index.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

test("what is asked of a library on a full disk fails in words, whether it answers at once or later", async () => {
  const folder = temporaryFolder()
  const database = openDatabase(folder)
  onTestFinished(() => void database.close())
  const pages = Number(database.pragma("page_count", { simple: true }))
  database.pragma(`max_page_count = ${pages}`)
  const fill = (): unknown =>
    database.prepare("INSERT INTO media (hash, bytes) VALUES (?, 1)").run("x".repeat(100_000))
  expect(fill).toThrow("database or disk is full")
  const { now, later } = explaining({ now: fill, later: async () => fill() }, folder)
  const told = {
    code: "disk-full",
    message: "The disk is full: nothing was changed in the library",
  }
  expect(now).toThrow(expect.objectContaining(told))
  await expect(later()).rejects.toMatchObject(told)
})

test("errors about other places than the library stay as they are", () => {
  const error = Object.assign(new Error("no"), {
    code: "EROFS",
    path: join(temporaryFolder(), "x"),
  })
  const { ask } = explaining(
    {
      ask: () => {
        throw error
      },
    },
    "/library",
  )
  expect(ask).toThrow(error)
})
