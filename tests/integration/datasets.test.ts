import { expect, test } from "vitest"
import { finished, openEngine } from "../support/engines.ts"
import { folderOfMusic } from "../support/datasets/folder-of-music.ts"

test("a folder becomes a dataset on worker threads, and is there when the engine starts again", async () => {
  const first = await openEngine()
  const licence = { name: "CC BY 4.0", use: "ship" as const, notice: "The singers" }
  const input = { paths: [folderOfMusic()], licence }
  const { jobId, datasetId } = await first.call("files.importDataset", input)
  const [job] = await finished(first, [jobId])
  expect(job).toMatchObject({ state: "succeeded", error: null })
  await first.engine.close()

  const second = await openEngine(first.library)
  const [dataset] = await second.call("datasets.list", {})
  expect(dataset).toMatchObject({
    ...{ id: datasetId, name: "songs of ours", licence, kind: "piano", notes: 16 },
    files: { read: 4, unreadable: 1, copies: 1, nearCopies: 0 },
  })
  const piece = await second.call("datasets.piece", { datasetId, path: "two.musicxml" })
  expect(piece.notes.map(({ startBeats, pitch }) => `${startBeats}:${pitch}`)).toEqual([
    ...["0:67", "1:62", "2:64", "3:60"],
  ])
})
