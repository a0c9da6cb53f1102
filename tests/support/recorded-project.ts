import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { slipmat } from "./command-line.ts"
import { writeCalls, writeMidi } from "./project-files.ts"
import { writeSong } from "./songs.ts"
import { temporaryFolder } from "./temporary-folder.ts"

/** A tune with a recording beside it, which lies in a library. */
export function aRecordedProject() {
  const folder = temporaryFolder()
  const [path, library] = [join(folder, "tune.slipmat"), join(folder, "library")]
  const recording = writeSong(join(folder, "voice.wav"), { seconds: 2 })
  expect(slipmat("import", recording, "--library", library).status).toBe(0)
  expect(slipmat("import", writeMidi(), "-o", path).status).toBe(0)
  const sha256 = createHash("sha256").update(readFileSync(recording)).digest("hex")
  const media = { id: "m", sha256, name: "voice.wav", seconds: 2, rateHz: 22_050, channels: 1 }
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
  return { folder, path, library, recording, sha256 }
}
