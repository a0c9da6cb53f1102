import { join } from "node:path"
import { expect, it } from "vitest"
import { openPcm } from "#engine/audio/index.ts"
import { renderTask } from "#engine/projects/render-io.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import { makeKitSound } from "#shared/dsp/kit/index.ts"
import type { Project } from "#shared/project/index.ts"
import { clipsOfKind, planOf, scoreOf, songTime } from "#shared/project/sound/index.ts"
import { GraphHost } from "../../../src-renderer/audio/graph-host.ts"
import { KitLoader } from "../../../src-renderer/audio/kit-loader.ts"
import { after, aNote, aNotesClip, anEmptyProject } from "../../support/projects.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

/** Not the kit's own rate: its sounds have to be converted. */
const RATE_HZ = 44_100
/** Asked for before the beat was written: what its notes play overtakes the rest. */
const PLAYED = [36, 42, 44]

/** A beat on the Slipmat Kit, one pad of which is tuned. */
function aBeat(): Project {
  const hits = [36, 44, 42, 36, 42].map((pitch, i) =>
    aNote(`n${i}`, { startTicks: i * 241, lengthTicks: 60, pitch, velocity: 60 + 13 * i }),
  )
  const device = { id: "kit", kind: "drums", role: "instrument", isBypassed: false }
  return after(
    anEmptyProject(),
    ["track.add", { id: "drums", kind: "drum", name: "Drums" }],
    ["device.add", { trackId: "drums", device: { ...device, parameters: {} } }],
    ["pad.set", { deviceId: "kit", key: 36, changes: { tuneSemitones: -2, decaySeconds: 0.3 } }],
    ["clip.add", { clips: [aNotesClip("beat", { trackId: "drums", notes: hits })] }],
  )
}

async function rendered(project: Project): Promise<Float32Array[]> {
  const outputPath = join(temporaryFolder(), "out.wav")
  await renderTask(
    { project, media: [], outputPath, sampleRateHz: RATE_HZ, sampleFormat: "float32" },
    { signal: new AbortController().signal, onProgress() {} },
  )
  const reader = openPcm(outputPath)
  const channels = reader.read(0, reader.frames)
  reader.close()
  return channels
}

/** In the window the kit comes to the audio thread as messages, made elsewhere. */
async function heardLive(project: Project, frames: number): Promise<Float32Array> {
  const host = new GraphHost(RATE_HZ, () => undefined)
  const time = songTime(project, RATE_HZ)
  host.receive({ kind: "graph-plan", plan: planOf(project, time, () => undefined) })
  const score = scoreOf({ kind: "drum" }, clipsOfKind(project, "drums" as never, "notes"), time)
  host.receive({ kind: "graph-score", channelId: "drums", score })
  const loader = new KitLoader((key) =>
    // What no note plays is made after what they play, and not waited for.
    PLAYED.includes(key) ? Promise.resolve(makeKitSound(key)) : new Promise(() => undefined),
  )
  await loader.need(project, { post: (message) => host.receive(structuredClone(message)) })
  host.receive({ kind: "graph-play", songFrame: 0 })
  const left = new Float32Array(frames)
  for (let frame = 0; frame < frames; frame += QUANTUM) {
    const block = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)] as const
    host.process(...block, frame)
    left.set(block[0].subarray(0, frames - frame), frame)
  }
  return left
}

it("drums are rendered exactly as they are heard live, sample by sample", async () => {
  const [left] = await rendered(aBeat())
  const live = await heardLive(aBeat(), left!.length)
  expect(left!.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeGreaterThan(0.1)
  expect(left!.reduce((most, value, i) => Math.max(most, Math.abs(value - live[i]!)), 0)).toBe(0)
})
