import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { copyCheck } from "#engine/symbolic/copies/copy-check.ts"
import { intervalOf, melodicLines } from "#engine/symbolic/copies/melodic-lines.ts"
import { SharedRuns } from "#engine/symbolic/copies/shared-runs.ts"
import { DRUMS, type Piece, type PieceNote } from "#engine/symbolic/piece.ts"
import { CopyCheck } from "#shared/contract/training.ts"
import { seededRandom } from "#shared/music/random.ts"
import { aNote, aPiece, pieces } from "../../../support/pieces.ts"

/** A tune of random steps and lengths. */
function tune(seed: number, count: number): PieceNote[] {
  const random = seededRandom(seed)
  let [startTicks, pitch] = [0, 60]
  return Array.from({ length: count }, () => {
    const lengthTicks = 240 * (1 + Math.floor(random() * 4))
    pitch = Math.max(40, Math.min(80, pitch + Math.floor(random() * 15) - 7))
    startTicks += lengthTicks
    return aNote({ startTicks: startTicks - lengthTicks, lengthTicks, pitch })
  })
}

const after = (first: readonly PieceNote[], second: readonly PieceNote[]): PieceNote[] => {
  const end = first.at(-1)!.startTicks + first.at(-1)!.lengthTicks
  const start = second[0]!.startTicks
  const moved = second.map((note) => ({ ...note, startTicks: note.startTicks - start + end }))
  return [...first, ...moved]
}
const piece = (notes: PieceNote[]): Piece => aPiece({ notes })
/** A few pitches and lengths, so that much is shared. */
const simple = fc
  .array(fc.tuple(fc.constantFrom(60, 62, 64), fc.constantFrom(240, 480)), { maxLength: 30 })
  .map((all) => {
    let startTicks = 0
    return piece(
      all.map(([pitch, lengthTicks]) => {
        startTicks += lengthTicks
        return aNote({ startTicks: startTicks - lengthTicks, lengthTicks, pitch })
      }),
    )
  })

/** Every place of every line against every other. */
function slowly(one: Piece, other: Piece): number {
  let longest = 0
  for (const a of melodicLines(one))
    for (const b of melodicLines(other))
      for (let i = 0; i < a.length; i++)
        for (let j = 0; j < b.length; j++) {
          let steps = 0
          while (i + steps < a.length && a[i + steps] === b[j + steps]) steps++
          const [x, y] = [a[i + steps], b[j + steps]]
          if (x !== undefined && y !== undefined && intervalOf(x) === intervalOf(y)) steps++
          if (steps > 0) longest = Math.max(longest, steps + 1)
        }
  return longest
}

describe("melodic lines", () => {
  it("are the highest and the lowest notes, without what lies between or under longer notes", () => {
    const melody = [72, 74, 76, 77].map((pitch, i) =>
      aNote({ pitch, startTicks: 960 * i, lengthTicks: 960 }),
    )
    const bass = melody.map((note) => ({ ...note, pitch: note.pitch - 24 }))
    const inner = Array.from({ length: 16 }, (_, i) =>
      aNote({ pitch: 60 + (i % 2), startTicks: 240 * i, lengthTicks: 240 }),
    )
    const all = [...melody, ...bass, ...inner].sort((a, b) => a.startTicks - b.startTicks)
    const lines = melodicLines(piece(all)).map((line) => [...line].map(intervalOf))
    expect(lines).toEqual([[258, 258, 257]])
  })

  it("keep legato notes that overlap a little on the way down", () => {
    const down = [72, 71, 69].map((pitch, i) =>
      aNote({ pitch, startTicks: 480 * i, lengthTicks: 560 }),
    )
    expect(melodicLines(piece(down)).map(({ length }) => length)).toEqual([2])
  })

  it("are apart by instrument, and of drums what is struck together", () => {
    const drums = [[36, 42], [42], [38, 42], [42], [36, 42]].flatMap((struck, i) =>
      struck.map((pitch) => aNote({ pitch, startTicks: 480 * i, program: DRUMS })),
    )
    const both = [...tune(1, 5), ...drums].sort((a, b) => a.startTicks - b.startTicks)
    const lines = melodicLines(piece(both))
    expect(lines.map(({ length }) => length)).toEqual([4, 4])
    const [hat, snare, again] = [...lines[1]!].map(intervalOf)
    expect(hat).not.toBe(snare)
    expect(again).toBe(hat)
  })

  it("are the same in another key and twice as slow", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: -7, max: 7 }), (seed, by) => {
        const notes = tune(seed, 20)
        const moved = notes.map((note) => ({
          ...note,
          pitch: note.pitch + by,
          startTicks: 2 * note.startTicks,
          lengthTicks: 2 * note.lengthTicks,
        }))
        expect(melodicLines(piece(moved))).toEqual(melodicLines(piece(notes)))
      }),
    )
  })
})

describe("shared runs", () => {
  it("are as long as a slow search of all places finds them", () => {
    fc.assert(
      fc.property(fc.array(simple, { maxLength: 4 }), simple, (learnt, asked) => {
        const slow = Math.max(0, ...learnt.map((one) => slowly(asked, one)))
        expect(new SharedRuns(learnt).longestIn(asked)).toBe(slow)
      }),
    )
  })

  it("are of a piece that was learnt all of its longest line", () => {
    fc.assert(
      fc.property(pieces, (one) => {
        const longest = Math.max(0, ...melodicLines(one).map(({ length }) => length))
        expect(new SharedRuns([one]).longestIn(one)).toBe(longest === 0 ? 0 : longest + 1)
      }),
      { numRuns: 40 },
    )
  })

  it("are told to the note, in another key, amid other music", () => {
    const runs = new SharedRuns([piece(tune(1, 200)), piece(tune(2, 200))])
    for (const count of [16, 17, 40]) {
      const stolen = tune(2, 200).slice(70, 70 + count)
      const up = stolen.map((note) => ({ ...note, pitch: note.pitch + 4 }))
      const made = piece(after(after(tune(5, 30), up), tune(6, 30)))
      const found = runs.longestIn(made)
      expect(found).toBeGreaterThanOrEqual(count)
      expect(found).toBeLessThanOrEqual(count + 2)
    }
    expect(runs.longestIn(piece(tune(9, 300)))).toBeLessThan(7)
  })

  it("are found in music that repeats one note without end", () => {
    const one = Array.from({ length: 1000 }, (_, i) => aNote({ startTicks: 480 * i }))
    expect(new SharedRuns([piece(one)]).longestIn(piece(one.slice(0, 300)))).toBe(300)
  })
})

describe("the check for copies", () => {
  const learnt = [1, 2, 3, 4].map((seed) => piece(tune(seed, 300)))
  const heldOut = [11, 12, 13].map((seed) => piece(tune(seed, 300)))
  const own = [21, 22, 23, 24].map((seed) => piece(tune(seed, 80)))

  it("passes what shares no more than held-out music does", () => {
    const check = CopyCheck.parse(copyCheck({ learnt, heldOut, generated: own }))
    expect(check.verdict).toBe("passed")
    expect(check.lengths.reduce((sum, count) => sum + count)).toBe(4)
    expect(check.lengths[check.generated.longest]).toBeGreaterThan(0)
    expect(check.generated.longest).toBeLessThan(8)
  })

  it("fails one piece of many that has 16 notes as they were", () => {
    const copied = piece(after(tune(30, 40), tune(3, 300).slice(100, 116)))
    const many = Array.from({ length: 30 }, (_, i) => piece(tune(100 + i, 80)))
    const check = copyCheck({ learnt, heldOut, generated: [...many, copied] })
    expect(check.verdict).toBe("copies")
    expect(check.generated.longest).toBeGreaterThanOrEqual(16)
    expect(check.generated.p95).toBeLessThan(8)
  })

  it("fails pieces that all share a little more than they should", () => {
    const generated = own.map((one, i) =>
      piece(after([...one.notes], tune(2, 300).slice(20 * i, 20 * i + 12))),
    )
    expect(copyCheck({ learnt, heldOut, generated }).verdict).toBe("copies")
  })

  it("forgives long runs where held-out music shares them, too", () => {
    const phrase = tune(50, 40)
    const common = (seed: number): Piece => piece(after(tune(seed, 40), phrase))
    const check = copyCheck({
      learnt: [common(61), ...learnt],
      heldOut: [common(62), common(63)],
      generated: [common(64)],
    })
    expect(check.heldOut.longest).toBeGreaterThanOrEqual(40)
    expect(check.verdict).toBe("passed")
  })

  it("is not measured without held-out or generated music", () => {
    expect(copyCheck({ learnt, heldOut: [], generated: own }).verdict).toBe("not measured")
    const none = copyCheck({ learnt, heldOut, generated: [] })
    expect(none).toMatchObject({ verdict: "not measured", generated: { p95: 0, longest: 0 } })
    expect(CopyCheck.safeParse(none).success).toBe(true)
  })
})
