import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openPcm, readTile, writeWav } from "#engine/audio/index.ts"
import { renderPlayed, renderTake } from "#engine/gestures/index.ts"
import { renderTask } from "#engine/projects/render-io.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import { TileSource } from "#shared/dsp/index.ts"
import type { Project } from "#shared/project/index.ts"
import { clipsOfKind, gesturePiecesOf, planOf, songTime } from "#shared/project/sound/index.ts"
import { GraphHost } from "../../../src-renderer/audio/graph-host.ts"
import { aGesture, aPlayed } from "../../support/gesture-clips.ts"
import { after, anEmptyProject } from "../../support/projects.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

const RATE_HZ = 48_000
const folder = mkdtempSync(join(tmpdir(), "slipmat-records-"))
const pcmPath = join(folder, "record.wav")
const other = join(folder, "other.wav")
const played = aPlayed(0.5)
const gesture = aGesture(0.4)
const writing = {
  sampleFormat: "float32" as const,
  signal: new AbortController().signal,
  onProgress() {},
}

beforeAll(() => {
  for (const [path, sampleRateHz, pitch] of [
    [pcmPath, 44_100, 0.05],
    [other, 48_000, 0.11],
  ] as const)
    writeWav(path, {
      ...{ sampleRateHz, sampleFormat: "int16" },
      channels: [0, 1].map((side) =>
        Float32Array.from({ length: 3 * sampleRateHz }, (_, i) =>
          Math.sin(i * (pitch + 0.01 * side) + 3 * Math.sin(i / 900)),
        ),
      ),
    })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const aMedia = (id: string, rateHz: number) => ({
  ...{ id, sha256: "0".repeat(64), name: id, seconds: 3, rateHz, channels: 2 },
})
const studio = after(
  anEmptyProject(),
  ["track.add", { id: "hand", kind: "gesture", name: "Hand" }],
  ["media.add", { media: [aMedia("m", 44_100), aMedia("n", 48_000)] }],
)
const place = { id: "g", trackId: "hand", startTicks: 480, name: "Baby", mediaId: "m" }
const withTake = after(studio, ["gesture.add", { ...place, played }])
const media = [
  { id: "m", pcmPath },
  { id: "n", pcmPath: other },
]
/** Of 480 ticks at 120. */
const START = RATE_HZ / 4

async function rendered(project: Project, fromTicks?: number): Promise<Float32Array[]> {
  const outputPath = join(temporaryFolder(), "out.wav")
  const shape = { sampleRateHz: RATE_HZ, sampleFormat: "float32" as const }
  const range = fromTicks === undefined ? {} : { fromTicks }
  await renderTask({ project, media, outputPath, ...shape, ...range }, writing)
  return samplesOf(outputPath)
}

function samplesOf(path: string): Float32Array[] {
  const reader = openPcm(path)
  const channels = reader.read(0, reader.frames)
  reader.close()
  return channels
}

let played48: Promise<Float32Array[]> | undefined
const asPlayed = () => (played48 ??= rendered(withTake))

/** What the window's audio thread makes of it. */
function heardLive(project: Project, frames: number, songFrame = 0): Float32Array[] {
  const host = new GraphHost(RATE_HZ, () => undefined)
  const time = songTime(project, RATE_HZ)
  for (const [source, { pcmPath: path }] of media.entries()) {
    const reader = openPcm(path)
    const { sampleRateHz: rateHz, channels, frames: length } = reader
    const tiles = new TileSource({ rateHz, channels, frames: length })
    for (let i = 0; i < tiles.tileCount; i++) tiles.put(i, readTile(reader, i))
    reader.close()
    host.graph.sources.set(source, tiles)
  }
  const sourceOf = ({ id }: { id: string }): number => (id === "m" ? 0 : 1)
  host.receive({ kind: "graph-plan", plan: planOf(project, time, sourceOf) })
  const clips = clipsOfKind(project, "hand" as never, "gesture")
  const pieces = gesturePiecesOf(project, clips, time, sourceOf)
  host.receive(structuredClone({ kind: "graph-gestures" as const, channelId: "hand", pieces }))
  host.receive({ kind: "graph-play", songFrame })
  const sides = [new Float32Array(frames + QUANTUM), new Float32Array(frames + QUANTUM)] as const
  for (let frame = 0; frame < frames; frame += QUANTUM)
    host.process(
      ...([sides[0].subarray(frame), sides[1].subarray(frame)] as [Float32Array, Float32Array]),
      frame,
    )
  return sides.map((side) => side.subarray(0, frames))
}

const peakOf = (side: Float32Array): number =>
  side.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

function expectSame(one: Float32Array, another: Float32Array, most = 0): void {
  expect(one).toHaveLength(another.length)
  const off = one.reduce((max, value, i) => Math.max(max, Math.abs(value - another[i]!)), 0)
  expect(off).toBeLessThanOrEqual(most)
}

describe("a gesture on the timeline", () => {
  it("that was played sounds as its take is rendered, to the bit", async () => {
    const path = join(temporaryFolder(), "take.wav")
    const frames = await renderPlayed(path, played, { sample: pcmPath, ...writing })
    const [take, song] = [samplesOf(path), await asPlayed()]
    expect(peakOf(take[0]!)).toBeGreaterThan(0.1)
    expect(peakOf(song[0]!.subarray(0, START))).toBe(0)
    for (const side of [0, 1]) expectSame(song[side]!.subarray(START, START + frames), take[side]!)
    expect(peakOf(song[0]!.subarray(START + frames))).toBe(0)
  })

  it("that was drawn sounds as it is rendered, to the bit", async () => {
    const project = after(studio, ["gesture.add", { ...place, gesture }])
    const path = join(temporaryFolder(), "drawn.wav")
    const frames = await renderTake(path, gesture, { sample: pcmPath, rateHz: RATE_HZ, ...writing })
    const song = await rendered(project)
    for (const side of [0, 1])
      expectSame(song[side]!.subarray(START, START + frames), samplesOf(path)[side]!)
  })

  it("is rendered exactly as it is heard live: cut, looped, on another record, over another", async () => {
    const project = after(
      withTake,
      ["gesture.add", { ...place, id: "h", startTicks: 700, mediaId: "n", gesture }],
      ["clip.split", { splits: [{ clipId: "g", cuts: [{ atTicks: 1000, newId: "cut" }] }] }],
      ["clip.move", { moves: [{ clipId: "cut", startTicks: 1500 }] }],
      ["clip.loop", { clipIds: ["h"], loop: { lengthTicks: 333, offsetTicks: 100 } }],
      ["clip.resize", { edges: [{ clipId: "h", endTicks: 1900 }] }],
      ["clip.fade", { clipIds: ["g"], fadeOut: { lengthTicks: 100, curve: "linear" } }],
      ["tempo.set", { events: [{ tick: 0, bpm: 140, curve: "step" }] }],
    )
    const song = await rendered(project)
    const live = heardLive(project, song[0]!.length)
    expect(peakOf(song[0]!)).toBeGreaterThan(0.1)
    for (const side of [0, 1]) expectSame(song[side]!, live[side]!)
  })

  it("sounds in its middle as if the song had come there by itself", async () => {
    const from = START + Math.round(0.2 * RATE_HZ)
    const whole = await asPlayed()
    const [frames, tick] = [0.25 * RATE_HZ, 480 + Math.round(0.2 * 1920)]
    const live = heardLive(withTake, frames, from)
    // What is below hearing was filtered for a shorter time: that is gone after some hundredths of a second.
    const [heard, expected] = [live[0]!, whole[0]!.subarray(from, from + frames)]
    expectSame(heard, expected, 0.05)
    expectSame(heard.subarray(0.06 * RATE_HZ), expected.subarray(0.06 * RATE_HZ), 1e-4)
    const offline = await rendered(withTake, tick)
    const exact = heardLive(withTake, frames, Math.round((tick / 1920) * RATE_HZ))
    expectSame(offline[0]!.subarray(0, frames), exact[0]!)
  })

  it("keeps its movements at another rate", async () => {
    const slow = aPlayed(0.5, 24_000)
    const [fast] = await asPlayed()
    const project = after(studio, ["gesture.add", { ...place, played: slow }])
    const [same] = await rendered(project)
    // A deck of another rate leads the record a little otherwise.
    const power = (side: Float32Array) => side.reduce((sum, value) => sum + value * value, 0)
    expect(power(same!) / power(fast!)).toBeGreaterThan(0.9)
    expect(power(same!) / power(fast!)).toBeLessThan(1.1)
  })
})
