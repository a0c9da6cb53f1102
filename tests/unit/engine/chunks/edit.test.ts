import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { ChunkEdit } from "#shared/contract/chunks.ts"
import { editBounds, spliceRows } from "#engine/chunks/edit.ts"
import { SHORTEST_CHUNK_SECONDS } from "#shared/contract/index.ts"

const bounds = fc
  .array(fc.integer({ min: 20, max: 5000 }), { minLength: 2, maxLength: 30 })
  .map((lengthsMs) => {
    const times = [0]
    for (const length of lengthsMs) times.push((times.at(-1) ?? 0) + length)
    return Float64Array.from(times, (ms) => ms / 1000)
  })

/** A legal edit of the given bounds, from three numbers in 0..1. */
function legalEdit(times: Float64Array, kind: number, where: number, share: number): ChunkEdit {
  const boundary = 1 + Math.floor(where * (times.length - 2.001))
  const from = times[boundary - 1] ?? 0
  const between = (to: number): number =>
    from + SHORTEST_CHUNK_SECONDS + share * (to - from - 2 * SHORTEST_CHUNK_SECONDS)
  const atSeconds = times[boundary] ?? 0
  if (kind < 1 / 3)
    return { kind: "move", fromSeconds: atSeconds, toSeconds: between(times[boundary + 1] ?? 0) }
  if (kind < 2 / 3) return { kind: "split", atSeconds: between(times[boundary] ?? 0) }
  return { kind: "merge", atSeconds }
}

const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })

describe("editing chunk boundaries", () => {
  test("every edit is undone exactly by its inverse", () => {
    fc.assert(
      fc.property(bounds, share, share, share, (times, kind, where, part) => {
        const edited = editBounds(times, legalEdit(times, kind, where, part))
        expect(editBounds(edited.boundsSeconds, edited.inverse).boundsSeconds).toEqual(times)
      }),
    )
  })

  test("the song keeps its ends, and the times keep rising", () => {
    fc.assert(
      fc.property(bounds, share, share, share, (times, kind, where, part) => {
        const { boundsSeconds } = editBounds(times, legalEdit(times, kind, where, part))
        expect(boundsSeconds[0]).toBe(times[0])
        expect(boundsSeconds.at(-1)).toBe(times.at(-1))
        expect([...boundsSeconds]).toEqual([...boundsSeconds].sort((a, b) => a - b))
      }),
    )
  })

  test("only the chunks named as changed differ", () => {
    fc.assert(
      fc.property(bounds, share, share, share, (times, kind, where, part) => {
        const { boundsSeconds, changed } = editBounds(times, legalEdit(times, kind, where, part))
        const chunksOf = (list: Float64Array): string[] =>
          Array.from({ length: list.length - 1 }, (_, i) => `${list[i]}-${list[i + 1]}`)
        const kept = chunksOf(times).toSpliced(changed.from, changed.removed)
        expect(chunksOf(boundsSeconds).toSpliced(changed.from, changed.added)).toEqual(kept)
      }),
    )
  })

  test("the first and the last boundary cannot be changed", () => {
    const times = Float64Array.of(0, 1, 2)
    for (const atSeconds of [0, 2])
      expect(() => editBounds(times, { kind: "merge", atSeconds })).toThrow("beginning and end")
  })

  test("a boundary that is not there any more is a conflict, never another boundary", () => {
    const times = Float64Array.of(0, 1, 2, 3)
    for (const edit of [
      { kind: "merge", atSeconds: 1.4 },
      { kind: "move", fromSeconds: 1.4, toSeconds: 1.5 },
      { kind: "merge", atSeconds: 7 },
    ] as const)
      expect(() => editBounds(times, edit)).toThrow("any more")
  })

  test("an edit that would make a chunk too short to hear is refused, naming the room there is", () => {
    const times = Float64Array.of(0, 1, 2)
    expect(() => editBounds(times, { kind: "move", fromSeconds: 1, toSeconds: 1.995 })).toThrow(
      "between 0.010 and 1.990 s",
    )
    expect(() => editBounds(times, { kind: "split", atSeconds: 1.001 })).toThrow(
      "shorter than 10 ms",
    )
    expect(() => editBounds(times, { kind: "split", atSeconds: 5 })).toThrow("outside the song")
  })

  test("a chunk of the shortest length is allowed wherever it lies, for all that sums are rounded", () => {
    for (let ms = 0; ms < 2000; ms++) {
      const [from, middle, to] = [ms / 1000, (ms + 30) / 1000, (ms + 50) / 1000]
      const times = Float64Array.of(...(ms > 0 ? [0] : []), from, middle, to)
      const toSeconds = from + SHORTEST_CHUNK_SECONDS
      const edit = { kind: "move", fromSeconds: middle, toSeconds } as const
      expect(editBounds(times, edit).boundsSeconds).toContain(toSeconds)
    }
  })

  test("rows of a table are replaced in place", () => {
    const table = Float32Array.of(1, 1, 2, 2, 3, 3)
    const spliced = spliceRows(table, 2, { from: 1, removed: 1 }, Float32Array.of(8, 8, 9, 9))
    expect([...spliced]).toEqual([1, 1, 8, 8, 9, 9, 3, 3])
  })
})
