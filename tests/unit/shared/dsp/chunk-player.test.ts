import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ChunkPlayer, EDGE_SECONDS, TILE_FRAMES, TileSource } from "#shared/dsp/index.ts"
import { aSource, largestStep, sine } from "./sounds.ts"

const RATE = 48_000
const EDGE = Math.round(EDGE_SECONDS * RATE)

function play(player: ChunkPlayer, frames: number): { left: Float32Array; right: Float32Array } {
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  player.process(left, right, frames)
  return { left, right }
}

describe("a chunk player", () => {
  it("is silent before the first and after the last sample of a piece", () => {
    const player = new ChunkPlayer({ rateHz: RATE })
    const source = aSource({ at: () => 1 })
    player.schedule({ source, bus: 0, startSeconds: 0.5, endSeconds: 0.6, atFrame: 1000 })
    const { left } = play(player, 8000)
    expect(left.findIndex((value) => value !== 0)).toBe(1000)
    expect(left.findLastIndex((value) => value !== 0)).toBe(1000 + 4800 - 1)
    expect(player.activeCount).toBe(0)
  })

  it("plays the samples themselves between the edges", () => {
    const player = new ChunkPlayer({ rateHz: RATE })
    const noise = (frame: number): number => Math.fround(((frame * 7919) % 1009) / 1009 - 0.5)
    const source = aSource({ at: noise })
    player.schedule({ source, bus: 0, startSeconds: 1, endSeconds: 1.2, atFrame: 0 })
    const { left, right } = play(player, 9600)
    for (let i = EDGE; i < 9600 - EDGE; i++) expect(left[i]).toBe(noise(48_000 + i))
    expect(right).toEqual(left)
  })

  it("does not click at the edges of a loud low tone, nor when it is stopped", () => {
    const player = new ChunkPlayer({ rateHz: RATE })
    const source = aSource({ at: (frame) => Math.cos(frame / 1000) })
    player.schedule({ source, bus: 0, startSeconds: 0, endSeconds: 0.3, atFrame: 300 })
    player.schedule({ source, bus: 1, startSeconds: 0.7, endSeconds: 1.5, atFrame: 20_000 })
    const first = play(player, 25_000).left
    player.stop(1)
    const second = play(player, 5000).left
    expect(largestStep(Float32Array.from([...first, ...second]))).toBeLessThan(0.01)
    expect(second.subarray(EDGE).every((value) => value === 0)).toBe(true)
  })

  it("plays neighbouring chunks through without a dip", () => {
    const source = aSource({ at: sine(220, RATE) })
    const whole = new ChunkPlayer({ rateHz: RATE })
    whole.schedule({ source, bus: 0, startSeconds: 0.1, endSeconds: 1.1, atFrame: 10 })
    const cut = new ChunkPlayer({ rateHz: RATE })
    const bounds = [0.1, 0.23, 0.2501, 0.77, 1.1]
    for (let i = 0; i + 1 < bounds.length; i++) {
      const [startSeconds, endSeconds] = [bounds[i]!, bounds[i + 1]!]
      const atFrame = 10 + Math.round((startSeconds - 0.1) * RATE)
      const frames = 10 + Math.round((endSeconds - 0.1) * RATE) - atFrame
      cut.schedule({ source, bus: 0, startSeconds, endSeconds, atFrame, frames })
    }
    expect(play(cut, 50_000).left).toEqual(play(whole, 50_000).left)
  })

  it("forgets pieces that were still to come when their bus stops, and leaves the other bus alone", () => {
    const player = new ChunkPlayer({ rateHz: RATE })
    const source = aSource({ at: () => 1 })
    player.schedule({ source, bus: 0, startSeconds: 0, endSeconds: 1, atFrame: 500 })
    player.schedule({ source, bus: 1, startSeconds: 0, endSeconds: 1, atFrame: 500 })
    player.stop(0)
    expect(play(player, 2000).left[1000]).toBe(1)
    expect(player.activeCount).toBe(1)
  })

  it("counts the frames for which no tile was there, and plays silence", () => {
    const source = new TileSource({ rateHz: RATE, channels: 1, frames: 3 * TILE_FRAMES })
    source.put(1, new Float32Array(TILE_FRAMES).fill(1))
    const player = new ChunkPlayer({ rateHz: RATE })
    player.schedule({ source, bus: 0, startSeconds: 0, endSeconds: 4, atFrame: 0 })
    const { left } = play(player, 2 * TILE_FRAMES)
    expect(player.underrunFrames).toBe(TILE_FRAMES)
    expect(left[TILE_FRAMES - 1]).toBe(0)
    expect(left[TILE_FRAMES]).toBe(1)
  })

  it("puts two channels left and right, and mixes more into the middle without getting louder", () => {
    const stereo = aSource({ channels: 2, at: (_, channel) => (channel === 0 ? 0.25 : 0.5) })
    const five = aSource({ channels: 5, at: () => 0.5 })
    const player = new ChunkPlayer({ rateHz: RATE })
    player.schedule({ source: stereo, bus: 0, startSeconds: 0, endSeconds: 0.1, atFrame: 0 })
    player.schedule({ source: five, bus: 0, startSeconds: 0, endSeconds: 0.1, atFrame: 4800 })
    const { left, right } = play(player, 9600)
    expect([left[2400], right[2400]]).toEqual([0.25, 0.5])
    expect(left[7200]).toBeCloseTo(0.5, 6)
  })

  it("renders the same bits however it is cut into blocks", () => {
    const source = aSource({ rateHz: 44_100, channels: 2, frames: 200_000, at: sine(997, 44_100) })
    const start = (): ChunkPlayer => {
      const player = new ChunkPlayer({ rateHz: RATE })
      player.schedule({ source, bus: 0, startSeconds: 1.3, endSeconds: 1.36, atFrame: 77 })
      player.schedule({
        source,
        bus: 0,
        startSeconds: 0.2,
        endSeconds: 0.25,
        atFrame: 1500,
        gain: 0.3,
      })
      return player
    }
    const whole = play(start(), 5000)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 30 }), (cuts) => {
        const player = start()
        const left: number[] = []
        for (const cut of [...cuts, 5000]) left.push(...play(player, cut).left)
        expect(left.slice(0, 5000)).toEqual([...whole.left])
      }),
      { numRuns: 30 },
    )
  })

  it("refuses a piece when all voices are taken", () => {
    const player = new ChunkPlayer({ rateHz: RATE, voices: 1 })
    const source = aSource({ at: () => 1 })
    const piece = { source, bus: 0, startSeconds: 0, endSeconds: 1 }
    expect(player.schedule({ ...piece, atFrame: 0 })).toBe(true)
    expect(player.schedule({ ...piece, atFrame: 10 })).toBe(false)
  })
})
