import { createHash } from "node:crypto"
import { existsSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { unpackCarried } from "#engine/projects/collected-store.ts"
import { collectRecordings, createProjectFile } from "#engine/projects/index.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const sound = Buffer.concat([Buffer.from("RIFF\x38\0\0\0WAVEfmt ", "latin1"), Buffer.alloc(48)])
const sha256 = createHash("sha256").update(sound).digest("hex")
const media = { id: "voice", sha256, name: "Voice.wav", seconds: 1, rateHz: 48_000, channels: 1 }

test("recordings that came with a project do not lie beside the library once it has them", async () => {
  const folder = temporaryFolder()
  const [path, voice, carried] = ["old.slipmat", "voice", "carried"].map((n) =>
    join(folder, n),
  ) as [string, string, string]
  writeFileSync(voice, sound)
  const project = after(anEmptyProject(), ["media.add", { media: [media] }])
  createProjectFile(path, project).close()
  const told = { signal: new AbortController().signal, onProgress: () => undefined }
  await collectRecordings(path, { project, mediaPath: () => voice }, told)
  const [own = ""] = await unpackCarried(path, carried, () => false)
  expect(readdirSync(own)).toHaveLength(1)
  expect(await unpackCarried(path, carried, () => false)).toEqual([own])
  expect(await unpackCarried(path, carried, () => true)).toEqual([])
  expect(existsSync(own)).toBe(false)
})
