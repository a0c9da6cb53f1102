import { describe, expect, it } from "vitest"
import type { ToPlayer } from "../../../../src-renderer/audio/player-protocol.ts"
import { TileFeeder } from "../../../../src-renderer/audio/tile-feeder.ts"
import { tilesOf, tilesToDrop } from "../../../../src-renderer/audio/tile-plan.ts"
import { aSong } from "../../../support/synthetic-song.ts"

const TILE = 65_536

describe("which tiles sound", () => {
  const part = { rateHz: 48_000, frames: 10 * TILE }

  it("covers a stretch with the frames that interpolation reads beside it", () => {
    expect(tilesOf(part, { startSeconds: 0, endSeconds: 0.1 })).toEqual([0])
    expect(tilesOf(part, { startSeconds: TILE / 48_000, endSeconds: (2 * TILE) / 48_000 })).toEqual(
      [0, 1, 2],
    )
    expect(tilesOf(part, { startSeconds: 13, endSeconds: 99 })).toEqual([9])
    expect(tilesOf(part, { startSeconds: 99, endSeconds: 100 })).toEqual([])
  })

  it("drops the least recently used, never a needed one", () => {
    const needed = new Set(["a", "b"])
    expect(tilesToDrop(["a", "b", "c", "d"], needed, 3)).toEqual(["c"])
    expect(tilesToDrop(["a", "b"], needed, 1)).toEqual([])
  })
})

describe("a tile feeder", () => {
  const part = aSong({ id: "x", durationSeconds: 300 }).parts[0]!

  function feeder(read: (frames: number) => number): {
    feeder: TileFeeder
    posted: ToPlayer[]
    asked: number[]
  } {
    const posted: ToPlayer[] = []
    const asked: number[] = []
    const engine = {
      "audio.read": async ({ startFrame, frames }: { startFrame: number; frames: number }) => {
        asked.push(startFrame)
        const given = read(frames)
        const samples = new Float32Array(given * 2).fill(startFrame)
        samples.fill(-startFrame, given)
        return { channels: 2, frames: given, samples }
      },
    }
    const line = {
      rateHz: 48_000,
      post: (message: ToPlayer) => posted.push(message),
      listen: () => {},
      heardSeconds: () => 0,
    }
    return { feeder: new TileFeeder(engine as never, line), posted, asked }
  }

  it("cuts sound that was made here, and asks nobody for it", async () => {
    const { feeder: feed, posted, asked } = feeder((frames) => frames)
    const frames = TILE + 10
    const made = Float32Array.from({ length: 2 * frames }, (_, i) => (i < frames ? i : -i))
    const source = { id: "made", sampleRateHz: 48_000, channels: 2, frames, made }
    await feed.feed(source, { startSeconds: 0, endSeconds: frames / 48_000 })
    expect(asked).toEqual([])
    const tiles = posted.filter((message) => message.kind === "tile")
    expect(tiles.map(({ tile, samples }) => [tile, samples.length])).toEqual([
      [0, 2 * TILE],
      [1, 20],
    ])
    expect(tiles[1]?.samples[0]).toBe(TILE)
    expect(tiles[1]?.samples[10]).toBe(-(frames + TILE))
  })

  it("asks for each tile once, and tells the source first", async () => {
    const { feeder: feed, posted, asked } = feeder((frames) => frames)
    await feed.feed(part, { startSeconds: 0, endSeconds: 2 })
    await feed.feed(part, { startSeconds: 0.5, endSeconds: 2 })
    expect(asked).toEqual([0, TILE])
    expect(posted.map(({ kind }) => kind)).toEqual(["source", "tile", "tile"])
  })

  it("goes on asking where the engine gives less than a tile", async () => {
    const { feeder: feed, posted, asked } = feeder((frames) => Math.min(frames, 40_000))
    await feed.feed(part, { startSeconds: 0, endSeconds: 0.5 })
    expect(asked).toEqual([0, 40_000])
    const tile = posted.find((message) => message.kind === "tile")
    expect(tile?.samples.length).toBe(2 * TILE)
    expect([tile?.samples[39_999], tile?.samples[40_000]]).toEqual([0, 40_000])
    expect(tile?.samples[TILE + 40_000]).toBe(-40_000)
  })

  it("lets go of old tiles: memory stays bounded in a long song", async () => {
    const { feeder: feed, posted } = feeder((frames) => frames)
    const long = aSong({ id: "y", durationSeconds: 36_000 }).parts[0]!
    for (let seconds = 0; seconds < 400; seconds += 1.3)
      await feed.feed(long, { startSeconds: seconds, endSeconds: seconds + 6 })
    const count = (kind: ToPlayer["kind"]): number =>
      posted.filter((message) => message.kind === kind).length
    expect(count("tile") - count("drop")).toBeLessThanOrEqual(96)
    expect(count("drop")).toBeGreaterThan(100)
  })

  it("asks again after a failure", async () => {
    let fails = true
    const { feeder: feed, asked } = feeder((frames) => {
      if (fails) throw new Error("lost")
      return frames
    })
    await expect(feed.feed(part, { startSeconds: 0, endSeconds: 0.5 })).rejects.toThrow("lost")
    fails = false
    await feed.feed(part, { startSeconds: 0, endSeconds: 0.5 })
    expect(asked).toEqual([0, 0])
  })
})
