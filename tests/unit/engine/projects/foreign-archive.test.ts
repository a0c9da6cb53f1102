import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { strToU8, zipSync } from "fflate"
import { describe, expect, test } from "vitest"
import { importProject } from "#engine/projects/index.ts"
import { entitiesOf } from "#shared/project/index.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const xmlOf = (file: string, title = "Ä tune"): string =>
  `<Project version="1.0"><Application name="Other" version="1"/><Structure><Track id="t" name="${title}" contentType="audio"/></Structure>
  <Arrangement><Lanes timeUnit="beats"><Lanes track="t"><Clips><Clip time="0" duration="1" contentTimeUnit="seconds">
  <Audio duration="1" channels="1" sampleRate="48000"><File ${file}/></Audio></Clip></Clips></Lanes></Lanes></Arrangement></Project>`

function read(folder: string, entries: Record<string, Uint8Array>) {
  const path = join(folder, "tune.dawproject")
  writeFileSync(path, zipSync(entries))
  let next = 0
  const recordingsFolder = join(folder, "tune recordings")
  const { project, warnings } = importProject(path, {
    newId: () => `id${next++}`,
    recordingsFolder,
  })
  const kept = existsSync(recordingsFolder) ? readdirSync(recordingsFolder) : []
  const names = entitiesOf(project.tracks).map(({ name }) => name)
  return { names, kept, warnings, media: entitiesOf(project.media) }
}

describe("a DAWproject archive of another program", () => {
  const inside = `path="audio/kick.wav"`

  test("is read in the encodings that XML files have", () => {
    const text = `<?xml version="1.0" encoding="X"?>${xmlOf(inside)}`
    const as = (name: string): string => text.replace("X", name)
    const swapped = Buffer.from(`\uFEFF${as("UTF-16")}`, "utf16le").swap16()
    const all = [
      Buffer.from(`\uFEFF${as("UTF-16")}`, "utf16le"),
      Buffer.from(as("UTF-16"), "utf16le"),
      ...[swapped, swapped.subarray(2)],
      Buffer.from(as("ISO-8859-1"), "latin1"),
      ...[Buffer.from(as("UTF-8")), Buffer.from(`\uFEFF${as("no-such")}`)],
    ]
    for (const bytes of all)
      expect(read(temporaryFolder(), { "project.xml": new Uint8Array(bytes) }).names).toContain(
        "Ä tune",
      )
  })

  test("finds its recordings whichever way the slashes lean", () => {
    for (const [named, entry] of [
      ["audio\\kick.wav", "audio/kick.wav"],
      ["audio/kick.wav", "audio\\kick.wav"],
      ["./audio/kick.wav", "audio/kick.wav"],
    ] as const) {
      const project = strToU8(xmlOf(`path="${named}"`))
      const { kept, media } = read(temporaryFolder(), {
        "project.xml": project,
        [entry]: strToU8("x"),
      })
      expect(kept).toEqual(["01 kick.wav"])
      expect(media).toMatchObject([{ name: "kick.wav" }])
    }
  })

  test("finds recordings that lie beside it, and reaches for no others", () => {
    const folder = temporaryFolder()
    const own = join(folder, "song")
    mkdirSync(join(own, "audio"), { recursive: true })
    writeFileSync(join(own, "audio", "kick 1.wav"), "kick")
    writeFileSync(join(folder, "secret.wav"), "secret")
    const readNamed = (path: string) =>
      read(own, { "project.xml": strToU8(xmlOf(`path="${path}" external="true"`)) })
    for (const path of ["audio/kick 1.wav", "file:///C:/Users/me/song/audio/kick%201.wav"])
      expect(readNamedAfresh(own, () => readNamed(path)).kept).toEqual(["01 kick 1.wav"])
    for (const path of ["../secret.wav", join(folder, "secret.wav"), "audio/../../secret.wav"]) {
      const { kept, warnings } = readNamed(path)
      expect(kept).toEqual([])
      expect(warnings).toEqual(["left out: recordings that are not in the file: 1 (secret.wav)"])
    }
  })
})

/** Recordings are kept in a folder that must not be there yet. */
function readNamedAfresh<T>(folder: string, work: () => T): T {
  const read = work()
  rmSync(join(folder, "tune recordings"), { recursive: true })
  return read
}
