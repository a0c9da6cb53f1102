/** The audio thread's end of a recording, driven quantum by quantum. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  CaptureReader,
  createCaptureRing,
  QUANTUM,
  type ChannelPlan,
  type DevicePlan,
} from "#shared/dsp/graph/index.ts"
import { GraphHost } from "../../../../../src-renderer/audio/graph-host.ts"
import type { FromGraph } from "../../../../../src-renderer/audio/graph-protocol.ts"
import type { ToInputs } from "../../../../../src-renderer/audio/recording/input-protocol.ts"

const RATE_HZ = 48_000
type Record = Extract<ToInputs, { kind: "graph-record" }>

const aChannel = (id: string, changes: Partial<ChannelPlan> = {}): ChannelPlan => ({
  ...{ id, instrument: null, devices: [], gainDb: 0, pan: 0, isSilent: false },
  ...{ output: -1, sends: [], automation: [] },
  ...changes,
})
/** Looks ahead, so that its sound is late. */
const LIMITER: DevicePlan = {
  ...{ id: "limiter", kind: "limiter", isBypassed: false, parameters: {}, sideChain: -1 },
}

/** Its inputs bring the frame of the context, over 2^20, and half of it on a second channel. */
function aHost(devices: DevicePlan[] = []) {
  const told: FromGraph[] = []
  const host = new GraphHost(RATE_HZ, (message) => told.push(structuredClone(message)))
  host.receive({
    kind: "graph-plan",
    plan: { channels: [aChannel("voice", { output: 1 }), aChannel("master", { devices })] },
  })
  let frame = 0
  const run = (quanta: number): Float32Array => {
    const sound = new Float32Array(quanta * QUANTUM)
    for (let i = 0; i < quanta; i++) {
      const [left, right] = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)]
      const first = Float32Array.from({ length: QUANTUM }, (_, at) => (frame + at) / 2 ** 20)
      host.process(left, right, frame, [[], [first, first.map((value) => value / 2)]])
      sound.set(left, i * QUANTUM)
      frame += QUANTUM
    }
    return sound
  }
  return { host, told, run }
}

function aRecording(changes: Partial<Record> = {}, fromFrame = -Infinity, toFrame = Infinity) {
  const ring = createCaptureRing(1, 2 ** 17)
  const reader = new CaptureReader(ring, 1)
  const message: Record = {
    ...{ kind: "graph-record", songFrame: 0, countInFrames: 0, countIn: null, loop: null },
    captures: [{ ring, slot: 1, firstChannel: 0, channels: 1, fromFrame, toFrame }],
    ...changes,
  }
  /** Context frames at which the samples came. */
  const frames = (): number[] => [...reader.peek(Infinity)].map((value) => value * 2 ** 20)
  return { message, reader, frames }
}

describe("a recording on the audio thread", () => {
  it("captures what was played while the song's frame was heard, to the sample", () => {
    fc.assert(
      fc.property(
        fc.record({
          before: fc.nat(20),
          songFrame: fc.nat(100_000),
          countInFrames: fc.nat(3000),
          roundTripFrames: fc.nat(2000),
        }),
        ({ before, songFrame, countInFrames, roundTripFrames }) => {
          const { host, run } = aHost()
          run(before)
          const from = songFrame - countInFrames + roundTripFrames
          const { message, frames } = aRecording({ songFrame, countInFrames }, from)
          host.receive(message)
          run(60)
          const quanta = Math.ceil(countInFrames / QUANTUM)
          const played = (before + quanta) * QUANTUM
          const got = frames()
          // The song's first frame leaves at `played`; its answer comes a round trip later.
          expect(got[countInFrames]).toBe(played + roundTripFrames)
          expect(got.at(-1)).toBe((before + 60) * QUANTUM - 1)
          expect(got.every((frame, i) => i === 0 || frame === got[i - 1]! + 1)).toBe(true)
          expect(host.graph.transport.songFrame).toBe(songFrame + (60 - quanta) * QUANTUM)
        },
      ),
      { numRuns: 60 },
    )
  })

  it("goes on without a gap where the song leaps in a loop, each pass as long as the loop to the sample", () => {
    const { host, run, told } = aHost()
    run(3)
    const { message, frames } = aRecording(
      { songFrame: 1000, loop: { startFrame: 500, endFrame: 2601 } },
      1000 + 77,
    )
    host.receive(message)
    run(60)
    const leaps = told.flatMap((each) =>
      each.kind === "graph-place" && each.songFrame === 500 ? [each.contextFrame] : [],
    )
    expect(leaps).toEqual([1985, 4086, 6187])
    // What is heard at a leap comes in a round trip of 77 frames later, and lies at whole passes of the take.
    const got = frames()
    expect(leaps.map((_, pass) => got[1601 + pass * 2101])).toEqual(leaps.map((at) => at + 77))
    expect(got.every((frame, i) => i === 0 || frame === got[i - 1]! + 1)).toBe(true)
  })

  it("takes into account that devices look ahead", () => {
    const plain = aHost()
    const late = aHost([LIMITER])
    const recordings = [plain, late].map(({ host, run }) => {
      const { message, frames } = aRecording({}, 0)
      host.receive(message)
      run(40)
      return frames()[0]!
    })
    const { latencyFrames } = late.host.graph
    expect(latencyFrames).toBeGreaterThan(0)
    expect(recordings).toEqual([0, latencyFrames])
  })

  it("clicks the count-in before the song stands at its place, and plays the song right after", () => {
    const { host, run } = aHost()
    const countIn = {
      frames: Float64Array.of(50_000 - 40_000, 50_000 - 20_000),
      messages: Int32Array.of(0x904c64, 0x904d64),
    }
    const { message } = aRecording({ songFrame: 50_000, countInFrames: 40_000, countIn })
    host.receive(message)
    const sound = run(320)
    const starts: number[] = []
    for (let i = 2; i < sound.length; i++)
      if (sound[i] !== 0 && sound[i - 1] === 0 && sound[i - 2] === 0) starts.push(i - 1)
    // 40,000 frames are 312.5 quanta: the song begins with the 314th, whose first frame is 40,064.
    expect(starts).toEqual([64, 20_064])
    expect(host.graph.transport.isPlaying).toBe(true)
    expect(host.graph.transport.songFrame).toBe(50_000 + 7 * QUANTUM)
  })

  it("tells which song frame is heard when, from the first quantum on", () => {
    const { host, run, told } = aHost()
    run(3)
    host.receive(aRecording({ songFrame: 0, countInFrames: 1000 }).message)
    run(3)
    expect(told.filter(({ kind }) => kind === "graph-recording")).toEqual([
      { kind: "graph-recording", contextFrame: 3 * QUANTUM, songFrame: -1024 },
    ])
  })

  it.each([
    ["the song is stopped", { kind: "graph-stop" }],
    ["the song leaps", { kind: "graph-play", songFrame: 0 }],
    ["it is asked to", { kind: "graph-capture-end" }],
  ] as const)("ends when %s, and not before", (_, end) => {
    const { host, run } = aHost()
    const { message, reader } = aRecording()
    host.receive(message)
    run(4)
    expect(reader.state).toBe("running")
    host.receive(end)
    run(4)
    expect(reader.state).toBe("complete")
    expect(reader.frames).toBe(4 * QUANTUM)
  })

  it("that is stopped in its count-in does not play the song", () => {
    const { host, run } = aHost()
    host.receive(aRecording({ countInFrames: 5000 }).message)
    run(10)
    host.receive({ kind: "graph-stop" })
    run(60)
    expect(host.graph.transport.isPlaying).toBe(false)
  })
})

describe("a probe", () => {
  it("captures from the very frame at which its signal leaves, and makes no sound afterwards", () => {
    const { host, run } = aHost()
    run(2)
    const { message, frames, reader } = aRecording({}, 0, 300)
    const signal = Float32Array.of(0.5, -0.5)
    host.receive({ kind: "graph-probe", signal, capture: message.captures[0]! })
    expect([...run(4).filter((value) => value !== 0)]).toEqual([0.5, -0.5])
    expect(frames()).toEqual(Array.from({ length: 300 }, (_, i) => 2 * QUANTUM + i))
    expect(reader.state).toBe("complete")
  })
})

describe("monitoring", () => {
  const heard = { channelId: "voice", slot: 1, firstChannel: 1, channels: 1 }

  it("lets the channel that is asked for sound through the track, also after another plan", () => {
    const { host, run } = aHost()
    expect(run(1).every((value) => value === 0)).toBe(true)
    host.receive({ kind: "graph-monitor", monitors: [heard] })
    const expected = (frame: number): number => frame / 2 ** 21
    expect(run(1)[64]).toBeCloseTo(expected(128 + 64), 7)
    const channels = [aChannel("new", { output: 2 }), aChannel("voice", { output: 2 })]
    host.receive({ kind: "graph-plan", plan: { channels: [...channels, aChannel("master")] } })
    expect(run(1)[64]).toBeCloseTo(expected(256 + 64), 7)
  })

  it("is silent when it is over, and where the device has gone", () => {
    const { host, run } = aHost()
    host.receive({ kind: "graph-monitor", monitors: [{ ...heard, slot: 0 }] })
    expect(run(1).every((value) => value === 0)).toBe(true)
    host.receive({ kind: "graph-monitor", monitors: [heard] })
    host.receive({ kind: "graph-monitor", monitors: [] })
    expect(run(1).every((value) => value === 0)).toBe(true)
  })
})
