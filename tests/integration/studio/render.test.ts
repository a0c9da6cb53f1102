import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { openPcm } from "#engine/audio/index.ts"
import { renderTask } from "#engine/projects/render-io.ts"
import { soundBankPath } from "#engine/projects/sound-bank-io.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import { entitiesOf, type CommandName, type Project } from "#shared/project/index.ts"
import { clipsOfKind, planOf, scoreOf, songTime } from "#shared/project/sound/index.ts"
import type { StripKernel } from "#shared/dsp/strip/strip-kernel.ts"
import { GraphHost } from "../../../src-renderer/audio/graph-host.ts"
import type { FromGraph } from "../../../src-renderer/audio/graph-protocol.ts"
import { stripKernelOf } from "../../../src-renderer/audio/strip-kernel.ts"
import { after, aNote, aNotesClip, anEmptyProject } from "../../support/projects.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

const RATE_HZ = 48_000

/** Piano and strings with a limiter on one of them, so that latencies differ, and a reverb send. */
function aSong(): Project {
  const ofTrack = (id: string, program: number): [CommandName, unknown][] => [
    ["track.add", { id, kind: "instrument", name: id }],
    ["device.add", { trackId: id, device: aDevice(`${id}-font`, "soundfont", { program }) }],
    ["device.add", { trackId: id, device: aDevice(`${id}-limiter`, "limiter", null) }],
    ["device.add", { trackId: id, device: aDevice(`${id}-eq`, "eq", null, { "band3.gain": 3 }) }],
    ["device.add", { trackId: id, device: aDevice(`${id}-comp`, "compressor", null) }],
    ["send.add", { trackId: id, send: { busId: "hall", gainDb: -12, isPreFader: false } }],
    [
      "clip.add",
      {
        clips: [
          aNotesClip(`${id}-clip`, {
            trackId: id,
            notes: [60, 64, 67, 72].map((pitch, i) =>
              aNote(`n${i}`, { startTicks: i * 481, lengthTicks: 900, pitch }),
            ),
          }),
        ],
      },
    ],
  ]
  return after(
    anEmptyProject(),
    ["track.add", { id: "hall", kind: "bus", name: "Hall" }],
    ["device.add", { trackId: "hall", device: aDevice("reverb", "reverb", null) }],
    ...ofTrack("piano", 0),
    ...ofTrack("strings", 48),
    ["device.bypass", { deviceIds: ["piano-limiter"], isBypassed: true }],
  )
}

const aDevice = (
  id: string,
  kind: string,
  preset: { program: number } | null,
  parameters: Record<string, number> = {},
): unknown => ({
  ...{ id, kind, role: preset ? "instrument" : "effect", isBypassed: false, parameters },
  ...(preset ? { state: { ...preset, bank: 0, isDrums: false } } : {}),
})

/** What the window's audio thread makes of the same project, in blocks of the worklet. */
async function heardLive(
  project: Project,
  frames: number,
  strip: StripKernel | null,
): Promise<[Float32Array, Float32Array]> {
  const bytes = new Uint8Array(await readFile(soundBankPath())).buffer
  const ready = Promise.withResolvers<undefined>()
  const reply = ({ kind }: FromGraph): void => {
    if (kind === "graph-bank-ready") ready.resolve(undefined)
  }
  const host = new GraphHost(RATE_HZ, reply, strip)
  const time = songTime(project, RATE_HZ)
  host.receive({ kind: "graph-plan", plan: planOf(project, time, () => undefined) })
  for (const track of entitiesOf(project.tracks))
    host.receive({
      ...{ kind: "graph-score", channelId: track.id },
      score: scoreOf(track, clipsOfKind(project, track.id, "notes"), time),
    })
  host.receive({ kind: "graph-bank", bytes })
  await ready.promise
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  host.receive({ kind: "graph-play", songFrame: 0 })
  const late = host.graph.latencyFrames
  for (let frame = 0; frame < frames + late; frame += QUANTUM) {
    const block = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)] as const
    host.process(...block, frame)
    const from = Math.max(0, late - frame)
    for (let i = from; i < QUANTUM && frame + i - late < frames; i++) {
      left[frame + i - late] = block[0][i]!
      right[frame + i - late] = block[1][i]!
    }
  }
  return [left, right]
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

function differenceOf(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
}

describe("rendering a project", () => {
  it("gives exactly what is heard live, sample by sample", { timeout: 60_000 }, async () => {
    const project = aSong()
    const [left, right] = await rendered(project)
    expect(left!.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeGreaterThan(0.01)
    const compiled = await readFile(
      join(import.meta.dirname, "../../../resources/kernels/strip.wasm"),
    )
    // With the kernel as the audio thread has it, and without: the same bits.
    for (const strip of [stripKernelOf(new Uint8Array(compiled).buffer), null]) {
      const live = await heardLive(project, left!.length, strip)
      expect(differenceOf(left!, live[0])).toBe(0)
      expect(differenceOf(right!, live[1])).toBe(0)
    }
  })
})
