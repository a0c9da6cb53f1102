import { createHash } from "node:crypto"
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect } from "vitest"
import { slipmat } from "./command-line.ts"
import { writeCalls, writeMidi } from "./project-files.ts"
import { writeSong } from "./songs.ts"
import { temporaryFolder } from "./temporary-folder.ts"

let template: string | undefined

afterAll(() => template && rmSync(template, { recursive: true, force: true }))

/** A tune with a recording beside it, which lies in a library. Made once for a test file; each test has a copy of its own. */
export function aRecordedProject() {
  template ??= makeTemplate()
  const folder = temporaryFolder()
  cpSync(template, folder, { recursive: true })
  const recording = join(folder, "voice.wav")
  const sha256 = hashOf(recording)
  return {
    folder,
    path: join(folder, "tune.slipmat"),
    library: join(folder, "library"),
    recording,
    sha256,
  }
}

const hashOf = (path: string): string =>
  createHash("sha256").update(readFileSync(path)).digest("hex")

function makeTemplate(): string {
  const folder = mkdtempSync(join(tmpdir(), "slipmat-template-"))
  const [path, library] = [join(folder, "tune.slipmat"), join(folder, "library")]
  const recording = writeSong(join(folder, "voice.wav"), { seconds: 2 })
  expect(slipmat("import", recording, "--library", library).status).toBe(0)
  expect(slipmat("import", writeMidi(), "-o", path).status).toBe(0)
  const media = {
    id: "m",
    sha256: hashOf(recording),
    name: "voice.wav",
    seconds: 2,
    rateHz: 22_050,
    channels: 1,
  }
  const clip = {
    ...{
      id: "c",
      kind: "audio",
      trackId: "voice",
      name: "Voice",
      startTicks: 960,
      lengthTicks: 3840,
    },
    ...{ isMuted: false, mediaId: "m", offsetSeconds: 0, gainDb: -3 },
    stretch: { mode: "off", ratio: 1, semitones: 0 },
  }
  const calls = writeCalls(folder, [
    { name: "media.add", args: { media: [media] } },
    { name: "track.add", args: { id: "voice", kind: "audio", name: "Voice" } },
    { name: "clip.add", args: { clips: [clip] } },
  ])
  expect(slipmat("apply", path, calls).stderr).toBe("")
  return folder
}
