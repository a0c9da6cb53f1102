import { describe, expect, it } from "vitest"
import { ChunkPlayer, pathFrames, renderPath, TileSource } from "#shared/dsp/index.ts"
import { aSource, sine, tileOf } from "./sounds.ts"

const RATE = 48_000
const SOUND = { frames: 400_000, rateHz: 44_100, channels: 2, at: sine(440, 44_100) }

async function render(
  pieces: { startSeconds: number; endSeconds: number }[],
): Promise<{ left: number[]; reads: number[]; frames: number; kept: number }> {
  const source = new TileSource(SOUND)
  const left: number[] = []
  const reads: number[] = []
  const frames = await renderPath({
    rateHz: RATE,
    pieces: pieces.map((piece) => ({ ...piece, source })),
    readTile: (_, tile) => {
      reads.push(tile)
      return tileOf(SOUND, tile)
    },
    write: (block) => void left.push(...block),
  })
  const kept = Array.from({ length: source.tileCount }, (_, tile) => source.has(tile)).filter(
    Boolean,
  )
  return { left, reads, frames, kept: kept.length }
}

describe("an offline path", () => {
  it("is as long as its chunks together, however many there are", () => {
    const pieces = Array.from({ length: 1000 }, () => ({ startSeconds: 0, endSeconds: 0.01001 }))
    expect(pathFrames(pieces, RATE)[1000]).toBe(Math.round(10.01 * RATE))
  })

  it("is what the player plays", async () => {
    const pieces = [
      { startSeconds: 3, endSeconds: 3.2 },
      { startSeconds: 0.5, endSeconds: 0.9 },
      { startSeconds: 0.9, endSeconds: 1.4 },
    ]
    const { left, frames } = await render(pieces)
    const player = new ChunkPlayer({ rateHz: RATE })
    const source = aSource(SOUND)
    const starts = pathFrames(pieces, RATE)
    pieces.forEach((piece, i) => {
      const atFrame = starts[i] ?? 0
      player.schedule({ ...piece, source, bus: 0, atFrame, frames: (starts[i + 1] ?? 0) - atFrame })
    })
    const expected = new Float32Array(frames)
    for (let at = 0; at < frames; at += 128)
      player.process(expected.subarray(at), new Float32Array(128), Math.min(128, frames - at))
    expect(left).toEqual([...expected])
  })

  it("reads each tile once and lets go of the ones behind", async () => {
    const pieces = Array.from({ length: 80 }, (_, i) => ({
      startSeconds: i * 0.1,
      endSeconds: i * 0.1 + 0.1,
    }))
    const { reads } = await render(pieces)
    expect(reads).toEqual([...new Set(reads)])
  })

  it("stops when it is cancelled", async () => {
    const controller = new AbortController()
    controller.abort()
    const source = aSource(SOUND)
    const rendering = renderPath({
      rateHz: RATE,
      pieces: [{ source, startSeconds: 0, endSeconds: 1 }],
      readTile: (_, tile) => tileOf(SOUND, tile),
      write: () => {},
      signal: controller.signal,
    })
    await expect(rendering).rejects.toThrow()
  })
})
