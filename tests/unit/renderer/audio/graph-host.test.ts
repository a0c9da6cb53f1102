import { describe, expect, it } from "vitest"
import { message, QUANTUM } from "#shared/dsp/graph/index.ts"
import { clicksOf, songTime } from "#shared/project/sound/index.ts"
import { GraphHost } from "../../../../src-renderer/audio/graph-host.ts"
import type { DeviceReading, FromGraph } from "../../../../src-renderer/audio/graph-protocol.ts"
import { SongClock } from "../../../../src-renderer/audio/song-clock.ts"
import { anEmptyProject } from "../../../support/projects.ts"

const RATE_HZ = 48_000

function aHost(rateHz = RATE_HZ): {
  host: GraphHost
  told: FromGraph[]
  run(quanta: number): Float32Array
} {
  const told: FromGraph[] = []
  const host = new GraphHost(rateHz, (message) => told.push(structuredClone(message)))
  const master = {
    ...{ id: "master", instrument: null, devices: [], gainDb: 0, pan: 0, isSilent: false },
    ...{ output: -1, sends: [], automation: [] },
  }
  host.receive({ kind: "graph-plan", plan: { channels: [master] } })
  let frame = 0
  const run = (quanta: number): Float32Array => {
    const left = new Float32Array(quanta * QUANTUM)
    const block = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)] as const
    for (let i = 0; i < quanta; i++) {
      for (const side of block) side.fill(0)
      host.process(...block, frame)
      left.set(block[0], i * QUANTUM)
      frame += QUANTUM
    }
    return left
  }
  return { host, told, run }
}

describe("the song graph on the audio thread", () => {
  it("clicks for ten minutes without a frame of drift", () => {
    // A quarter of the usual rate: the beats are as many and as far apart in time, the samples fewer.
    const rateHz = 12_000
    const { host, run } = aHost(rateHz)
    const project = anEmptyProject()
    const time = songTime(project, rateHz)
    const score = clicksOf(project, time, 1200 * 960)
    host.receive({ kind: "graph-click", score })
    host.receive({ kind: "graph-play", songFrame: 0 })
    const sound = run((600 * rateHz) / QUANTUM)
    // 120 a minute: a beat every 6,000 frames; a sine begins with 0, so that it is heard one frame later.
    const beats: number[] = []
    for (let i = 1; i < sound.length; i++)
      if (sound[i] !== 0 && sound[i - 1] === 0 && (sound[i - 2] ?? 0) === 0) beats.push(i - 1)
    expect(beats).toHaveLength(1200)
    expect(beats.every((frame, beat) => frame === beat * 6000)).toBe(true)
  })

  it("tells where the song is, so that the ear's place is right to the frame, also round a loop", () => {
    const { host, told, run } = aHost()
    host.receive({ kind: "graph-loop", loop: { startFrame: 1000, endFrame: 9000 } })
    host.receive({ kind: "graph-play", songFrame: 500 })
    run(300)
    const clock = new SongClock()
    for (const message of told.slice(-60)) if (message.kind === "graph-place") clock.tell(message)
    for (const at of [38_000, 30_001, 20_000]) {
      const loops = at + 500 < 9000 ? at + 500 : 1000 + ((at + 500 - 9000) % 8000)
      expect(clock.at(at)).toBe(loops)
    }
  })

  it("stands still in the ear after a stop", () => {
    const { host, told, run } = aHost()
    host.receive({ kind: "graph-play", songFrame: 0 })
    run(10)
    host.receive({ kind: "graph-stop" })
    run(10)
    const places = told.filter(({ kind }) => kind === "graph-place")
    expect(places.at(-1)).toEqual({
      ...{ kind: "graph-place", contextFrame: 1280, songFrame: 1280, isPlaying: false },
    })
  })

  it("tells levels about thirty times a second", () => {
    const { told, run } = aHost()
    run(375)
    const levels = told.filter(({ kind }) => kind === "graph-levels")
    expect(levels.length).toBeGreaterThanOrEqual(29)
    expect(levels.length).toBeLessThanOrEqual(33)
  })

  it("tells of the devices that are looked at, and only of them, what they take away and let out", () => {
    const { host, told, run } = aHost()
    const device = (id: string, kind: string, parameters: Record<string, number>) => ({
      ...{ id, kind, parameters, isBypassed: false, sideChain: -1 },
    })
    const strip = {
      ...{ gainDb: 0, pan: 0, isSilent: false, sends: [], automation: [] },
      instrument: { id: "synth", kind: "poly", parameters: {}, state: null },
      devices: [
        device("eq", "eq", {}),
        device("squeeze", "compressor", { threshold: -60, ratio: 20, attack: 1 }),
      ],
    }
    const master = { ...strip, id: "master", instrument: null, devices: [], output: -1 }
    const plan = { channels: [{ ...strip, id: "lead", output: 1 }, master] }
    host.receive({ kind: "graph-plan", plan })
    const readings = (): readonly DeviceReading[] =>
      told.flatMap((each) => (each.kind === "graph-devices" ? [each.readings] : [])).at(-1) ?? []
    host.receive({ kind: "graph-send", channelId: "lead", message: message(0x90, 69, 100) })
    run(300)
    expect(readings()).toEqual([])
    host.receive({ kind: "graph-watch", deviceIds: ["squeeze", "eq"] })
    // A plan that comes meanwhile changes nothing of what is looked at.
    host.receive({ kind: "graph-plan", plan })
    run(300)
    const [eq, squeeze] = readings()
    expect(eq).toMatchObject({ id: "eq", reductionDb: null })
    // Its second oscillator plays 220 Hz, 3.46 octaves above 20 Hz.
    expect(eq!.spectrum.indexOf(Math.max(...eq!.spectrum))).toBe(42)
    expect(squeeze!.reductionDb).toBeGreaterThan(10)
    expect(Math.max(...squeeze!.spectrum)).toBeLessThan(Math.max(...eq!.spectrum) - 10)
    host.receive({ kind: "graph-watch", deviceIds: [] })
    const before = told.filter(({ kind }) => kind === "graph-devices").length
    run(300)
    expect(told.filter(({ kind }) => kind === "graph-devices")).toHaveLength(before)
  })
})
