import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  boundaryAt,
  inSong,
  pageTo,
  reveal,
  spanOf,
  ticksOf,
  toPx,
  toSeconds,
  visibleChunks,
  zoomAt,
} from "../../../../src-renderer/features/map/strip/geometry.ts"
import { levelFor, PeaksTiles, rangeOf } from "../../../../src-renderer/engine/peaks-tiles.ts"

const SONG = 228
const window = fc
  .tuple(
    fc.double({ min: 0, max: SONG, noNaN: true }),
    fc.double({ min: 0.1, max: SONG, noNaN: true }),
  )
  .map(([startSeconds, span]) => inSong({ startSeconds, endSeconds: startSeconds + span }, SONG))

describe("the strip's window", () => {
  it("never leaves the song and never turns inside out", () => {
    fc.assert(
      fc.property(
        window,
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.double({ min: 0, max: SONG, noNaN: true }),
        (at, factor, place) => {
          const zoomed = zoomAt(at, factor, place, SONG)
          expect(zoomed.startSeconds).toBeGreaterThanOrEqual(0)
          expect(zoomed.endSeconds).toBeLessThanOrEqual(SONG + 1e-9)
          expect(spanOf(zoomed)).toBeGreaterThan(0)
        },
      ),
    )
  })

  it("keeps the time under the pointer while zooming, away from the song's ends", () => {
    const at = { startSeconds: 80, endSeconds: 96 }
    const zoomed = zoomAt(at, 0.5, 84, SONG)
    expect(toPx(zoomed, 84, 1000)).toBeCloseTo(toPx(at, 84, 1000), 9)
  })

  it("turns px into seconds and back", () => {
    fc.assert(
      fc.property(window, fc.double({ min: 0, max: 1000, noNaN: true }), (at, px) => {
        expect(toPx(at, toSeconds(at, px, 1000), 1000)).toBeCloseTo(px, 5)
      }),
    )
  })

  it("turns its page when the playhead leaves it, and not before", () => {
    const at = { startSeconds: 10, endSeconds: 26 }
    expect(pageTo(at, 20, SONG)).toBe(at)
    const turned = pageTo(at, 26, SONG)
    expect(turned.startSeconds).toBeGreaterThan(20)
    expect(spanOf(turned)).toBe(16)
    expect(reveal(at, { startSeconds: 100, endSeconds: 101 }, SONG).startSeconds).toBeCloseTo(92.5)
  })
})

describe("chunks in the window", () => {
  const bounds = Float64Array.from({ length: 100_001 }, (_, i) => i * 0.36)

  it("are found without a look at the others, at 100,000 chunks and 10 hours", () => {
    expect(visibleChunks(bounds, { startSeconds: 18_000, endSeconds: 18_016 })).toEqual([
      50_000, 50_045,
    ])
  })

  it("have boundaries that can be taken within 5 px, but not the first and the last", () => {
    const few = Float64Array.of(0, 1, 2, 3)
    const at = { startSeconds: 0, endSeconds: 3 }
    expect(boundaryAt(few, at, 104, 300)).toBe(1)
    expect(boundaryAt(few, at, 96, 300)).toBe(1)
    expect(boundaryAt(few, at, 150, 300)).toBe(-1)
    expect(boundaryAt(few, at, 1, 300)).toBe(-1)
    expect(boundaryAt(few, at, 299, 300)).toBe(-1)
  })

  it("leave the middle half of every box to its chunk, however narrow it is", () => {
    const narrow = Float64Array.of(0, 1, 1.08, 3)
    const at = { startSeconds: 0, endSeconds: 3 }
    expect([101, 103, 105, 107].map((px) => boundaryAt(narrow, at, px, 300))).toEqual([
      1, -1, -1, 2,
    ])
  })
})

describe("the ruler", () => {
  it("labels on round times that never touch", () => {
    fc.assert(
      fc.property(window, (at) => {
        const { ticks } = ticksOf(at, 1100)
        const labels = ticks
          .filter(({ isLabelled }) => isLabelled)
          .map(({ seconds }) => toPx(at, seconds, 1100))
        for (let i = 1; i < labels.length; i++)
          expect(labels[i]! - labels[i - 1]!).toBeGreaterThan(60)
        expect(ticks.length).toBeLessThan(60)
      }),
    )
  })
})

describe("tiles of peaks", () => {
  const part = { id: "p", frames: 1_000_000 } as never

  it("come from the level of the zoom, are asked for once, and cover the window", async () => {
    const asked: { framesPerPeak: number; startFrame: number; peaks: number }[] = []
    const engine = {
      "audio.peaks": async (request: (typeof asked)[number]) => {
        asked.push(request)
        // Finer than asked for, as the pyramid may be.
        const framesPerPeak = 256
        const count = Math.min(
          request.peaks,
          Math.ceil((1_000_000 - request.startFrame) / framesPerPeak),
        )
        const peaks = Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 ? 0.5 : -0.25))
        return { framesPerPeak, startFrame: request.startFrame, peaks }
      },
    }
    const tiles = new PeaksTiles(engine as never, () => {})
    const level = levelFor(700)
    expect(level).toBe(512)
    tiles.cover(part, level, 0, 1_000_000)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const covered = tiles.cover(part, level, 0, 1_000_000)
    expect(covered).toHaveLength(1)
    const reach = { low: 9, high: 9 }
    rangeOf(covered, 999_000, 999_500, reach)
    expect(reach).toEqual({ low: -0.25, high: 0.5 })
    const before = asked.length
    tiles.cover(part, level, 0, 1_000_000)
    expect(asked).toHaveLength(before)
  })
})
