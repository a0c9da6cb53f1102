import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { openPcm, readTile, writeWav, type PcmReader } from "#engine/audio/index.ts"
import { renderTask } from "#engine/projects/render-io.ts"
import { soundBankPath } from "#engine/projects/sound-bank-io.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import { TileSource } from "#shared/dsp/index.ts"
import { entitiesOf, type CommandName, type Project } from "#shared/project/index.ts"
import { clipsOfKind, piecesOf, planOf, scoreOf, songTime } from "#shared/project/sound/index.ts"
import { GraphHost } from "../../../src-renderer/audio/graph-host.ts"
import type { FromGraph } from "../../../src-renderer/audio/graph-protocol.ts"
import type { SoundKernels } from "../../../src-renderer/audio/sound-kernels.ts"
import { after, aNote, aNotesClip, anEmptyProject } from "../../support/projects.ts"
import { soundKernels } from "../../support/sound-kernels.ts"
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
  kernels: Partial<SoundKernels>,
  recording?: PcmReader,
): Promise<[Float32Array, Float32Array]> {
  const bytes = new Uint8Array(await readFile(soundBankPath())).buffer
  const ready = Promise.withResolvers<undefined>()
  const reply = ({ kind }: FromGraph): void => {
    if (kind === "graph-bank-ready") ready.resolve(undefined)
  }
  const host = new GraphHost(RATE_HZ, reply, kernels)
  const time = songTime(project, RATE_HZ)
  if (recording) host.graph.sources.set(0, wholeSource(recording))
  host.receive({ kind: "graph-plan", plan: planOf(project, time, () => undefined) })
  for (const track of entitiesOf(project.tracks)) {
    const channelId = track.id
    const score = scoreOf(track, clipsOfKind(project, channelId, "notes"), time)
    host.receive({ kind: "graph-score", channelId, score })
    const clips = clipsOfKind(project, channelId, "audio")
    host.receive({
      kind: "graph-clips",
      channelId,
      pieces: piecesOf(project, clips, time, () => 0),
    })
  }
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

function wholeSource(reader: PcmReader): TileSource {
  const { sampleRateHz: rateHz, channels, frames } = reader
  const source = new TileSource({ rateHz, channels, frames })
  for (let tile = 0; tile < source.tileCount; tile++) source.put(tile, readTile(reader, tile))
  return source
}

async function rendered(
  project: Project,
  media: { id: string; pcmPath: string }[] = [],
): Promise<Float32Array[]> {
  const outputPath = join(temporaryFolder(), "out.wav")
  await renderTask(
    { project, media, outputPath, sampleRateHz: RATE_HZ, sampleFormat: "float32" },
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
    // With the kernels as the audio thread has them, and without: the same bits.
    for (const kernels of [await soundKernels(), {}]) {
      const live = await heardLive(project, left!.length, kernels)
      expect(differenceOf(left!, live[0])).toBe(0)
      expect(differenceOf(right!, live[1])).toBe(0)
    }
  })

  it(
    "does so with recordings that follow the tempo or are transposed",
    { timeout: 60_000 },
    async () => {
      const pcmPath = join(temporaryFolder(), "recording.wav")
      writeWav(pcmPath, {
        sampleRateHz: 44_100,
        sampleFormat: "int16",
        channels: [aTune(0), aTune(1)],
      })
      const reader = openPcm(pcmPath)
      const [left, right] = await rendered(aStretchedSong(), [{ id: "m", pcmPath }])
      const live = await heardLive(aStretchedSong(), left!.length, await soundKernels(), reader)
      reader.close()
      expect(left!.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeGreaterThan(0.1)
      expect(differenceOf(left!, live[0])).toBe(0)
      expect(differenceOf(right!, live[1])).toBe(0)
    },
  )
})

/** Four seconds of notes that are struck every quarter of a second. */
const aTune = (channel: number): Float32Array =>
  Float32Array.from({ length: 4 * 44_100 }, (_, frame) => {
    const since = frame % 11_025
    return 0.4 * Math.exp(-since / 4000) * Math.sin(since * (0.03 + 0.01 * channel))
  })

/** The same recording three times: with the tempo, which changes in it, longer, and higher. */
function aStretchedSong(): Project {
  const clip = (id: string, startTicks: number, stretch: object): unknown => ({
    ...{ id, kind: "audio", trackId: "t", name: id, isMuted: false, startTicks },
    ...{ lengthTicks: 4000, mediaId: "m", offsetSeconds: 0.2, gainDb: 0 },
    stretch: { ratio: 1, semitones: 0, ...stretch },
  })
  const media = {
    id: "m",
    sha256: "0".repeat(64),
    name: "m",
    seconds: 4,
    rateHz: 44_100,
    channels: 2,
  }
  return after(
    anEmptyProject(),
    ["track.add", { id: "t", kind: "audio", name: "t" }],
    ["media.add", { media: [media] }],
    [
      "tempo.set",
      {
        events: [
          { tick: 0, bpm: 120, curve: "step" },
          { tick: 1920, bpm: 150, curve: "ramp" },
          { tick: 6000, bpm: 90, curve: "step" },
        ],
      },
    ],
    [
      "clip.add",
      {
        clips: [
          clip("a", 0, { mode: "tempo", sourceBpm: 100 }),
          clip("b", 3500, { mode: "ratio", ratio: 1.37, semitones: -2 }),
          clip("c", 8000, { mode: "off", semitones: 7.5 }),
        ],
      },
    ],
  )
}
