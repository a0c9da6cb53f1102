import { readdirSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { importSong, openEngine } from "../support/engines.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

test("chunks of several songs are written together, each named by its song", async () => {
  const engine = await openEngine()
  const folder = temporaryFolder()
  const one = await importSong(engine, writeSong(join(folder, "one.wav"), { seconds: 3 }))
  const two = await importSong(engine, writeSong(join(folder, "two.wav"), { seconds: 4 }))
  const [a, b] = [one.parts[0]!, two.parts[0]!]
  const directory = join(folder, "out")
  const parts = [{ partId: a.id, indices: [0] }, { partId: b.id }]
  const { written } = await engine.call("files.exportChunks", { parts, directory })
  expect(written).toBe(1 + b.chunkCount)
  const names = readdirSync(directory)
  expect(names.filter((name) => name.startsWith(one.title))).toHaveLength(1)
  expect(names.filter((name) => name.startsWith(two.title))).toHaveLength(b.chunkCount)
})
