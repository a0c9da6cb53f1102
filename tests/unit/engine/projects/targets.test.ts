import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import {
  createProjectFile,
  exportProject,
  openProjectFile,
  renderProject,
  replaceProjectFile,
} from "#engine/projects/index.ts"
import { anEmptyProject } from "../../../support/projects.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const project = anEmptyProject()
const noRecording = (): undefined => undefined

function aFolder(): { folder: string; path: string; bytes: Buffer } {
  const folder = temporaryFolder()
  const path = join(folder, "piece.slipmat")
  createProjectFile(path, project).close()
  return { folder, path, bytes: readFileSync(path) }
}

/** Up to the target's check: nothing is rendered. */
const render = (path: string, stemsDirectory?: string) =>
  renderProject(
    project,
    { path, stemsDirectory, format: "wav", sampleRateHz: 48_000, sampleFormat: "int16" },
    { signal: new AbortController().signal, progress: () => undefined },
    {
      executor: {
        run: () => Promise.reject(new Error("rendered")),
        close: () => Promise.resolve(),
      },
      media: { has: () => false },
      decodedPath: () => Promise.reject(new Error("decoded")),
    },
  )

describe("what is exported", () => {
  test("never replaces a project, whatever its name ends in", async () => {
    const { folder, path, bytes } = aFolder()
    await expect(render(path)).rejects.toThrow(/piece.slipmat is a Slipmat project/)
    const [wave, midi] = [join(folder, "piece.wav"), join(folder, "piece.mid")]
    for (const disguised of [wave, midi]) writeFileSync(disguised, bytes)
    await expect(render(wave)).rejects.toThrow(/is a Slipmat project/)
    await expect(exportProject(project, midi, noRecording)).rejects.toThrow(/is a Slipmat project/)
    for (const each of [path, wave, midi]) expect(readFileSync(each).equals(bytes)).toBe(true)
  })

  test("tells a folder in its way, or a missing one, before anything is rendered", async () => {
    const { folder, path } = aFolder()
    mkdirSync(join(folder, "song.wav"))
    await expect(render(join(folder, "song.wav"))).rejects.toThrow("song.wav is a folder")
    await expect(render(join(folder, "none", "a.wav"))).rejects.toThrow(/There is no folder .*none/)
    await expect(render(join(folder, "a.wav"), path)).rejects.toThrow("piece.slipmat is no folder")
    expect(readdirSync(folder).toSorted()).toEqual(["piece.slipmat", "song.wav"])
  })
})

describe("a project's file", () => {
  test("does not replace a folder, and leaves nothing beside it", () => {
    const folder = temporaryFolder()
    const path = join(folder, "d.slipmat")
    mkdirSync(path)
    expect(() => replaceProjectFile(path, project)).toThrow("d.slipmat is a folder")
    expect(() => openProjectFile(path)).toThrow("d.slipmat is a folder")
    expect(readdirSync(folder)).toEqual(["d.slipmat"])
  })

  test("that was moved or replaced while it is open takes no more steps, and says why", () => {
    const { folder, path } = aFolder()
    const file = openProjectFile(path)
    const { history } = file.load()
    renameSync(path, join(folder, "elsewhere.slipmat"))
    expect(() => file.snapshot(history.project)).toThrow(/moved or replaced while it was open/)
    createProjectFile(path, project).close()
    expect(() => file.snapshot(history.project)).toThrow(/moved or replaced while it was open/)
    file.close()
  })
})
