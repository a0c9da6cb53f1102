import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { readMidiFile } from "#shared/music/midi-file/index.ts"
import { openEngine } from "../../support/engines.ts"
import { sameTracks } from "../../support/midi-files.ts"
import { writeMidi } from "../../support/project-files.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

test("the studio opens a MIDI file as a project of its own, and writes it as the same events", async () => {
  const { call } = await openEngine()
  const midi = writeMidi()
  const folder = temporaryFolder()
  const opened = await call("files.openProject", { path: midi })
  expect(opened).toMatchObject({ name: "tune.slipmat", isUntitled: true, recovered: null })
  const path = join(folder, "back.mid")
  expect(await call("files.exportProject", { id: opened.id, path })).toEqual({ warnings: [] })
  const read = (from: string) => readMidiFile(new Uint8Array(readFileSync(from))).tracks
  expect(sameTracks(read(path), read(midi))).toBe(true)
  const other = { id: opened.id, path: join(folder, "back.doc") }
  await expect(call("files.exportProject", other)).rejects.toThrow("back.doc")
})
