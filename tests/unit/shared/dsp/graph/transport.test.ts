import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { QUANTUM } from "#shared/dsp/graph/plan.ts"
import { SHORTEST_LOOP, Transport } from "#shared/dsp/graph/transport.ts"

interface Laid {
  songFrame: number
  frames: number
  isLeap: boolean
}

/** The stretches of so many quanta. */
function laid(transport: Transport, quanta: number): Laid[] {
  return Array.from({ length: quanta }, () => {
    transport.advance(QUANTUM)
    return transport.stretches
      .slice(0, transport.count)
      .map(({ songFrame, frames, isLeap }) => ({ songFrame, frames, isLeap }))
  }).flat()
}

describe("the transport", () => {
  it("plays ten minutes at 48 kHz without a frame of drift", () => {
    const transport = new Transport()
    transport.play(0)
    const quanta = (600 * 48_000) / QUANTUM
    for (let i = 0; i < quanta; i++) transport.advance(QUANTUM)
    expect(transport.songFrame).toBe(600 * 48_000)
  })

  it("goes round in a loop at the exact frame, for any loop and any start before its end", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: SHORTEST_LOOP, max: 9000 }),
        fc.nat(4000),
        (startFrame, length, from) => {
          const transport = new Transport()
          transport.setLoop({ startFrame, endFrame: startFrame + length })
          transport.play(Math.min(from, startFrame))
          let expected = Math.min(from, startFrame)
          for (const stretch of laid(transport, 200)) {
            expect(stretch.songFrame).toBe(expected)
            expected += stretch.frames
            if (expected === startFrame + length) expected = startFrame
          }
        },
      ),
    )
  })

  it("calls a stretch a leap where it does not go on from the one before, and only there", () => {
    const transport = new Transport()
    transport.setLoop({ startFrame: 100, endFrame: 100 + SHORTEST_LOOP })
    transport.play(0)
    const stretches = laid(transport, 30)
    stretches.forEach((stretch, i) => {
      const before = stretches[i - 1]
      const goesOn = before && before.songFrame + before.frames === stretch.songFrame
      expect(stretch.isLeap).toBe(!goesOn)
    })
  })

  it("stands still after a stop, and says once that the song has ended there", () => {
    const transport = new Transport()
    transport.play(500)
    transport.advance(QUANTUM)
    transport.stop()
    transport.advance(QUANTUM)
    expect(transport.stretches[0]).toMatchObject({ isPlaying: false, isLeap: true, songFrame: 628 })
    transport.advance(QUANTUM)
    expect(transport.stretches[0]).toMatchObject({ isPlaying: false, isLeap: false })
  })

  it("refuses a loop that would leap more than once a quantum", () => {
    const loop = { startFrame: 0, endFrame: SHORTEST_LOOP - 1 }
    expect(() => new Transport().setLoop(loop)).toThrow("A loop has at least 1024 frames")
  })
})
