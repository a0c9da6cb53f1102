import { describe, expect, test } from "vitest"
import { PlayerHost } from "../../../src-renderer/audio/player-host.ts"
import type {
  FromPlayer,
  PlayerLine,
  ToPlayer,
} from "../../../src-renderer/audio/player-protocol.ts"
import { Transport } from "../../../src-renderer/audio/transport.svelte.ts"
import { aSong } from "../../support/synthetic-song.ts"

const RATE = 48_000
const BLOCK = 480

/** A transport whose audio thread and loudspeaker run on a clock that moves when told to. */
function aTransport(options: { latencySeconds?: number; read?: () => Promise<void> } = {}) {
  const { latencySeconds = 0.03, read } = options
  let frame = 3 * RATE
  let receive: (message: FromPlayer) => void = () => {}
  let tick = (): void => {}
  const host = new PlayerHost(RATE, (message) => receive(message))
  /** The value of a sample is the second of the song that it is. */
  const heard: { at: number; value: number }[] = []
  const line: PlayerLine = {
    rateHz: RATE,
    post: (message) => host.receive(message as ToPlayer),
    listen: (listener) => (receive = listener),
    heardSeconds: () => frame / RATE - latencySeconds,
  }
  const engine = {
    "audio.read": async ({ startFrame, frames }: { startFrame: number; frames: number }) => {
      await read?.()
      const samples = Float32Array.from(
        { length: frames },
        (_, i) => (startFrame + i) / RATE / 1000,
      )
      return { channels: 1, frames, samples }
    },
  }
  const problems: unknown[] = []
  const transport = new Transport({
    engine: engine as never,
    openPlayer: async () => line,
    onProblem: (error) => problems.push(error),
    every: (run) => {
      tick = run
      return () => {}
    },
  })
  const run = async (seconds: number): Promise<void> => {
    const end = frame + Math.round(seconds * RATE)
    // What was asked for arrives before the clock goes on.
    for (let i = 0; i < 5; i++) await calm()
    while (frame < end) {
      const [left, right] = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
      host.process(left, right, frame)
      heard.push({ at: frame / RATE + latencySeconds, value: left[BLOCK - 1]! * 1000 })
      frame += BLOCK
      if (frame % (8 * BLOCK) === 0) tick()
      if (frame % (40 * BLOCK) === 0) await calm()
    }
    await calm()
  }
  return { transport, run, heard, problems, now: () => frame / RATE }
}

const calm = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
const mono = (id: string, durationSeconds = 20) =>
  aSong({ id, durationSeconds }).parts.map((part) => ({ ...part, channels: 1 }))

describe("the transport", () => {
  test("shows within 20 ms what leaves the loudspeaker, after play, seek and pause", async () => {
    const { transport, run, heard, now } = aTransport()
    transport.setParts(mono("a"))
    transport.play(2)
    await run(1)
    const check = (): void => {
      // What was made at this moment minus the latency is what is heard now.
      const sounding = heard.findLast(({ at }) => at + BLOCK / RATE <= now())!
      expect(Math.abs(transport.positionSeconds() - sounding.value)).toBeLessThan(0.02)
    }
    check()
    transport.seek(9.5)
    await run(1)
    check()
    expect(transport.positionSeconds()).toBeGreaterThan(10.4)
    transport.pause()
    const rest = transport.positionSeconds()
    await run(0.5)
    expect(transport.positionSeconds()).toBe(rest)
    transport.play()
    await run(0.7)
    check()
  })

  test("stops at the end, stays there, and begins anew from there", async () => {
    const { transport, run } = aTransport()
    transport.setParts(mono("a", 3))
    transport.play(2.5)
    await run(1)
    expect(transport.isPlaying).toBe(false)
    expect(transport.positionSeconds()).toBe(3)
    transport.play()
    await run(0.2)
    expect(transport.positionSeconds()).toBeLessThan(0.3)
  })

  test("auditions a path without moving the playhead, and says which item sounds", async () => {
    const { transport, run } = aTransport({ latencySeconds: 0 })
    const [part] = mono("a")
    transport.setParts([part!])
    transport.seek(7)
    const list = [1, 5, 12].map((startSeconds) => ({
      part: part!,
      startSeconds,
      endSeconds: startSeconds + 0.3,
    }))
    transport.playSequence(list)
    await run(0.1)
    expect(transport.audition()?.index).toBe(0)
    await run(0.35)
    expect(transport.audition()?.index).toBe(1)
    expect(transport.audition()?.seconds).toBeGreaterThan(5.1)
    await run(0.6)
    expect(transport.isAuditioning).toBe(false)
    expect(transport.audition()).toBeNull()
    expect(transport.positionSeconds()).toBe(7)
  })

  test("plays a long path whose items come to the audio thread bit by bit", async () => {
    const { transport, run } = aTransport({ latencySeconds: 0 })
    const [part] = mono("a")
    const list = Array.from({ length: 100 }, (_, i) => ({
      ...{ part: part!, startSeconds: (i * 7) % 19, endSeconds: ((i * 7) % 19) + 0.05 },
    }))
    transport.playSequence(list)
    await run(4.52)
    expect(transport.audition()?.index).toBe(90)
    expect(transport.underrunFrames).toBe(0)
  })

  test("forgets a play that was overtaken while its sound was on the way", async () => {
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const { transport, run } = aTransport({ read: () => gate })
    transport.setParts(mono("a"))
    transport.play(5)
    transport.pause()
    release()
    await run(0.5)
    expect(transport.isPlaying).toBe(false)
    expect(transport.positionSeconds()).toBe(5)
  })

  test("tells when the sound cannot be read, and is silent", async () => {
    const { transport, run, problems } = aTransport({
      read: () => Promise.reject(new Error("gone")),
    })
    transport.setParts(mono("a"))
    transport.play()
    await run(0.1)
    expect(problems).toHaveLength(1)
    expect(transport.isPlaying).toBe(false)
  })

  test("goes on where it is when another stem is chosen, and starts anew with another song", async () => {
    const { transport, run } = aTransport()
    const stems = aSong({ id: "s", partNames: ["Drums", "Bass"], durationSeconds: 20 }).parts
    transport.setParts(stems)
    transport.seek(4)
    transport.setParts(stems.slice(1))
    expect(transport.positionSeconds()).toBe(4)
    transport.setParts(mono("other"))
    await run(0.05)
    expect(transport.positionSeconds()).toBe(0)
  })
})
