import { describe, expect, it } from "vitest"
import { PlayerHost } from "../../../../src-renderer/audio/player-host.ts"
import {
  PREVIEW_BUS,
  SONG_BUS,
  type FromPlayer,
} from "../../../../src-renderer/audio/player-protocol.ts"
import { PlayingRun } from "../../../../src-renderer/audio/playing-run.ts"

const RATE = 48_000
const BLOCK = 128
const SOURCE = { id: 1, rateHz: RATE, channels: 1, frames: 200_000 }

/** An audio thread on a clock that moves when told to. The sound's value at a frame tells the frame. */
function aPlayer(): {
  host: PlayerHost
  heard: Float32Array[]
  messages: FromPlayer[]
  run(blocks: number): void
  seconds(): number
} {
  const messages: FromPlayer[] = []
  const heard: Float32Array[] = []
  const host = new PlayerHost(RATE, (message) => messages.push(message))
  // The context has run for a while before the player came.
  let frame = 7 * RATE
  host.receive({ kind: "source", ...SOURCE })
  for (let tile = 0; tile * 65_536 < SOURCE.frames; tile++) {
    const first = tile * 65_536
    const length = Math.min(65_536, SOURCE.frames - first)
    const samples = Float32Array.from({ length }, (_, i) => (first + i) / 2 ** 20)
    host.receive({ kind: "tile", id: 1, tile, samples })
  }
  return {
    ...{ host, heard, messages },
    seconds: () => frame / RATE,
    run(blocks) {
      for (let i = 0; i < blocks; i++) {
        const [left, right] = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
        host.process(left, right, frame)
        heard.push(left)
        frame += BLOCK
      }
    },
  }
}

const song = (startSeconds: number) => {
  const frames = SOURCE.frames - Math.round(startSeconds * RATE)
  return { source: 1, startSeconds, endSeconds: SOURCE.frames / RATE, offsetFrames: 0, frames }
}

describe("the audio thread", () => {
  it("sounds what the playhead shows, to the sample, wherever it starts", () => {
    const player = aPlayer()
    player.run(13)
    player.host.receive({ kind: "play", bus: SONG_BUS, run: 1, pieces: [song(1.5)] })
    player.run(200)
    const started = player.messages.find((message) => message.kind === "started")
    const run = new PlayingRun(
      [{ what: "song", startSeconds: 1.5, endSeconds: SOURCE.frames / RATE }],
      RATE,
    )
    run.startedAt = started!.frame / RATE
    for (const block of [20, 77, 199]) {
      const at = player.seconds() - (200 - block) * (BLOCK / RATE)
      const shown = run.at(at)!.seconds
      const sounds = ((player.heard[13 + block]![0] ?? 0) * 2 ** 20) / RATE
      expect(Math.abs(shown - sounds)).toBeLessThan(0.001)
    }
  })

  it("takes up a path item by item, with the numbers that the view computes", () => {
    const player = aPlayer()
    const items = [
      { what: "a", startSeconds: 2, endSeconds: 2.1 },
      { what: "b", startSeconds: 0.4, endSeconds: 0.47 },
      { what: "c", startSeconds: 3, endSeconds: 3.2 },
    ]
    const run = new PlayingRun(items, RATE)
    const pieces = items.map(({ startSeconds, endSeconds }, i) => {
      const offsetFrames = Math.round(run.starts[i]! * RATE)
      const frames = Math.round(run.starts[i + 1]! * RATE) - offsetFrames
      return { source: 1, startSeconds, endSeconds, offsetFrames, frames }
    })
    player.host.receive({ kind: "play", bus: PREVIEW_BUS, run: 4, pieces: pieces.slice(0, 1) })
    player.host.receive({ kind: "append", bus: PREVIEW_BUS, run: 4, pieces: pieces.slice(1) })
    player.run(150)
    run.startedAt = 7
    const sound = Float32Array.from(player.heard.flatMap((block) => [...block]))
    for (const seconds of [0.05, 0.13, 0.3]) {
      const place = run.at(7 + seconds)!
      expect((sound[Math.round(seconds * RATE)]! * 2 ** 20) / RATE).toBeCloseTo(place.seconds, 3)
    }
    expect(run.at(7.13)?.item.what).toBe("b")
    expect(run.isOver(7.36)).toBe(false)
    expect(run.isOver(7.371)).toBe(true)
  })

  it("ignores pieces of a run that has been replaced", () => {
    const player = aPlayer()
    player.host.receive({ kind: "play", bus: PREVIEW_BUS, run: 1, pieces: [] })
    player.host.receive({ kind: "play", bus: PREVIEW_BUS, run: 2, pieces: [] })
    player.host.receive({ kind: "append", bus: PREVIEW_BUS, run: 1, pieces: [song(0)] })
    player.run(10)
    expect(player.heard.every((block) => block.every((value) => value === 0))).toBe(true)
  })

  it("stops one bus and leaves the other", () => {
    const player = aPlayer()
    player.host.receive({ kind: "play", bus: SONG_BUS, run: 1, pieces: [song(1)] })
    player.host.receive({ kind: "play", bus: PREVIEW_BUS, run: 1, pieces: [song(2)] })
    player.host.receive({ kind: "stop", bus: PREVIEW_BUS })
    player.run(10)
    expect((player.heard[9]![0]! * 2 ** 20) / RATE).toBeCloseTo(1 + (9 * BLOCK) / RATE, 4)
  })

  it("reports what it could not play", () => {
    const player = aPlayer()
    player.host.receive({ kind: "drop", id: 1, tile: 0 })
    player.host.receive({ kind: "play", bus: SONG_BUS, run: 1, pieces: [song(0)] })
    player.run(5)
    expect(
      player.messages.some((message) => message.kind === "underrun" && message.frames > 0),
    ).toBe(true)
  })
})
