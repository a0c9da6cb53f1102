import { createHash } from "node:crypto"
import { readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import {
  collectedIn,
  collectRecordings,
  createProjectFile,
  openProjectFile,
  saveElsewhere,
} from "#engine/projects/index.ts"
import { sizeOf, type Project } from "#shared/project/index.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"
import { projectIn } from "../../../support/project-files.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const sound = Buffer.alloc(20 << 20, "sound")
const sha256 = createHash("sha256").update(sound).digest("hex")
const media = { id: "voice", sha256, name: "Voice.wav", seconds: 1, rateHz: 48_000, channels: 1 }
const before = after(anEmptyProject(), ["media.add", { media: [media] }])
const renamed = after(before, ["track.add", { id: "keys", kind: "instrument", name: "Keys" }])

/** A project's file that carries its recording. */
async function carrying(): Promise<{ folder: string; from: string }> {
  const folder = temporaryFolder()
  const [from, voice] = [join(folder, "old.slipmat"), join(folder, "voice")]
  writeFileSync(voice, sound)
  createProjectFile(from, before).close()
  const told = { signal: new AbortController().signal, onProgress: () => undefined }
  await collectRecordings(from, { project: before, mediaPath: () => voice }, told)
  rmSync(voice)
  return { folder, from }
}

async function save(from: string, path: string, project: () => Project): Promise<string[]> {
  const reasons: string[] = []
  const onNotCarried = (reason: string): void => void reasons.push(reason)
  const file = await saveElsewhere(path, { from, project, onNotCarried })
  file.close()
  return reasons
}

describe("a project that is saved elsewhere", () => {
  test("takes its recordings along, and what is done while they are copied", async () => {
    const { folder, from } = await carrying()
    const path = join(folder, "new.slipmat")
    let current = before
    const saving = save(from, path, () => current)
    current = renamed
    expect(await saving).toEqual([])
    expect(sizeOf(projectIn(path).tracks)).toBe(sizeOf(renamed.tracks))
    expect(collectedIn(path)).toEqual([{ sha256, name: "Voice.wav", bytes: sound.length }])
    expect(readdirSync(folder).toSorted()).toEqual(["new.slipmat", "old.slipmat"])
  })

  test("is saved though its file is gone, or is no project any more", async () => {
    const folder = temporaryFolder()
    const from = join(folder, "old.slipmat")
    const file = createProjectFile(from, before)
    expect(file.isInPlace()).toBe(true)
    rmSync(from)
    expect(file.isInPlace()).toBe(false)
    file.close()
    expect(await save(from, from, () => renamed)).toEqual([])
    writeFileSync(from, "overwritten by something else, of more than a header's length ".repeat(4))
    expect(await save(from, from, () => renamed)).toEqual(["old.slipmat is not a Slipmat project"])
    const again = openProjectFile(from)
    expect(again.load().damage).toEqual([])
    again.close()
  })
})
