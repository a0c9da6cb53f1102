import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  indexAtTime,
  indexOfKey,
  keyAt,
  numberOf,
  originOf,
} from "../../../../src-renderer/features/map/model/map-model.ts"
import { soundingIndex, Trail } from "../../../../src-renderer/features/map/model/now-playing.ts"
import { shortestWay } from "../../../../src-renderer/features/map/model/path.ts"
import { aSong } from "../../../support/synthetic-song.ts"
import { aMap } from "./models.ts"

const TWO = [
  aSong({ id: "one", chunkCount: 300 }),
  aSong({ id: "two", chunkCount: 120, partNames: ["Drums", "Bass"] }),
]

describe("a model of chunks", () => {
  it("joins tiles to the same columns as one read would give", () => {
    const song = aSong({ id: "same", chunkCount: 250 })
    const whole = aMap({ songs: [song] }).model
    const tiled = aMap({ songs: [song], tileChunks: 64 }).model
    expect(tiled.startSeconds).toEqual(whole.startSeconds)
    expect(tiled.endSeconds).toEqual(whole.endSeconds)
    expect(tiled.features).toEqual(whole.features)
  })

  it("names every chunk by part and index, and finds it again", () => {
    const { model } = aMap({ songs: TWO })
    expect(model.count).toBe(540)
    for (const index of [0, 299, 300, 419, 420, 539])
      expect(indexOfKey(model, keyAt(model, index))).toBe(index)
    expect(indexOfKey(model, "nobody#3")).toBe(-1)
    expect(numberOf(model, 300)).toBe(1)
  })

  it("knows which chunk sounds at a time", () => {
    const { model } = aMap({ songs: TWO })
    const own = model.parts[1]!
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: own.count - 1 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (chunk, share) => {
          const [start, end] = [own.bounds[chunk]!, own.bounds[chunk + 1]!]
          expect(indexAtTime(own, start + (end - start) * share)).toBe(own.offset + chunk)
        },
      ),
    )
    expect(indexAtTime(own, 1e9)).toBe(own.offset + own.count - 1)
  })

  it("follows an audition before the song, and nothing when all is still", () => {
    const { model } = aMap({ songs: TWO })
    const part = model.parts[2]!
    const still = {
      isPlaying: false,
      positionSeconds: 5,
      partIds: [model.parts[0]!.part.id],
      audition: null,
    }
    expect(soundingIndex(model, still)).toBe(-1)
    expect(soundingIndex(model, { ...still, isPlaying: true })).toBe(
      indexAtTime(model.parts[0]!, 5),
    )
    const audition = { partId: part.part.id, seconds: 2 }
    expect(soundingIndex(model, { ...still, isPlaying: true, audition })).toBe(indexAtTime(part, 2))
  })

  it("keeps a trail of twelve behind the newest", () => {
    const trail = new Trail()
    for (let i = 0; i < 40; i++) trail.visit(i % 20)
    expect(trail.visit(19)).toBe(false)
    expect(trail.indices).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7])
  })

  it("lets both halves of a split chunk start where the whole one was", () => {
    const song = aSong({ id: "cut", chunkCount: 50 })
    const before = aMap({ songs: [song] }).model
    const after = structuredClone(before)
    const own = after.parts[0]!
    const middle = (own.bounds[10]! + own.bounds[11]!) / 2
    const bounds = Float64Array.from([...own.bounds].toSpliced(11, 0, middle))
    const startSeconds = bounds.slice(0, -1)
    const endSeconds = bounds.slice(1)
    const now = { ...after, count: 51, startSeconds, endSeconds, partOf: new Uint8Array(51) }
    const origin = originOf(before, now)!
    expect([9, 10, 11, 12].map(origin)).toEqual([9, 10, 10, 11])
  })
})

describe("the shortest way", () => {
  it("starts at the first, visits all once, and is not longer than the given order", () => {
    const point = fc.tuple(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
        const distance = (a: number, b: number): number =>
          Math.hypot(points[a]![0] - points[b]![0], points[a]![1] - points[b]![1])
        const long = (way: number[]): number =>
          way.slice(1).reduce((sum, to, i) => sum + distance(way[i]!, to), 0)
        const way = shortestWay(points.length, distance)
        expect(way[0]).toBe(0)
        expect(way.toSorted((a, b) => a - b)).toEqual([...points.keys()])
        const line = points.map((_, i) => i).sort((a, b) => distance(0, a) - distance(0, b))
        expect(long(way)).toBeLessThanOrEqual(long(line) * 2 + 1e-9)
      }),
    )
  })

  it("unties a crossing", () => {
    const xs = [0, 3, 1, 2]
    const way = shortestWay(4, (a, b) => Math.abs(xs[a]! - xs[b]!))
    expect(way.map((i) => xs[i])).toEqual([0, 1, 2, 3])
  })
})
