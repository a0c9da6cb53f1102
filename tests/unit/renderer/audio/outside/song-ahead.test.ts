import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Transport } from "#shared/dsp/graph/transport.ts"
import { SongAhead } from "../../../../../src-renderer/audio/outside/song-ahead.ts"

const QUANTUM = 128
const AHEAD = 9600

describe("the song as it will be heard", () => {
  it("is what the audio thread plays, each frame once, also round a loop", () => {
    const loops = fc.option(
      fc
        .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1024, max: 9000 }))
        .map(([startFrame, length]) => ({ startFrame, endFrame: startFrame + length })),
    )
    fc.assert(
      fc.property(loops, fc.nat(30_000), fc.integer({ min: 1, max: 40 }), (loop, from, every) => {
        const transport = new Transport()
        transport.setLoop(loop)
        transport.play(from)
        const ahead = new SongAhead()
        const foreseen: number[] = []
        const played: number[] = []
        for (let quantum = 0; quantum < 300; quantum++) {
          transport.advance(QUANTUM)
          for (const stretch of transport.stretches.slice(0, transport.count)) {
            const contextFrame = quantum * QUANTUM + stretch.offset
            if (stretch.isLeap || quantum % every === 0)
              expect(ahead.tell({ ...stretch, contextFrame }, loop)).toBe(true)
            for (let i = 0; i < stretch.frames; i++) played.push(stretch.songFrame + i)
          }
          for (const { songFrame, frames } of ahead.until(quantum * QUANTUM + AHEAD, loop))
            for (let i = 0; i < frames; i++) foreseen.push(songFrame + i)
        }
        expect(foreseen.slice(0, played.length)).toEqual(played)
      }),
      { numRuns: 12 },
    )
  })

  it("begins anew where the song leaps by itself, and ends where it stops", () => {
    const ahead = new SongAhead()
    const place = { contextFrame: 0, songFrame: 500, isPlaying: true }
    expect(ahead.tell(place, null)).toBe(true)
    expect(ahead.until(1000, null)).toEqual([
      { contextFrame: 0, songFrame: 500, frames: 1000, isLeap: true },
    ])
    expect(ahead.tell({ contextFrame: 300, songFrame: 9000, isPlaying: true }, null)).toBe(false)
    expect(ahead.until(1000, null)).toEqual([
      { contextFrame: 300, songFrame: 9000, frames: 700, isLeap: true },
    ])
    expect(ahead.tell({ contextFrame: 900, songFrame: 9600, isPlaying: false }, null)).toBe(false)
    expect(ahead.until(5000, null)).toEqual([])
  })
})
