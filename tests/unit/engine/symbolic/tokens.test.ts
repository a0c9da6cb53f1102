import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Piece } from "#engine/symbolic/piece.ts"
import {
  compoundDecode,
  compoundEncode,
  COMPOUND_FIELDS,
} from "#engine/symbolic/tokens/compound.ts"
import {
  performanceDecode,
  performanceEncode,
  performanceVocabulary,
  quantisePerformance,
} from "#engine/symbolic/tokens/performance.ts"
import { quantise } from "#engine/symbolic/tokens/quantise.ts"
import {
  remiDecode,
  remiEncode,
  REMI_GRAMMAR,
  remiVocabulary,
} from "#engine/symbolic/tokens/remi.ts"
import { satbDecode, satbEncode, satbTransposed, type Frame } from "#engine/symbolic/tokens/satb.ts"

const ticks = fc.integer({ min: 0, max: 40_000 })
const note = fc.record({
  startTicks: ticks,
  lengthTicks: fc.integer({ min: 1, max: 20_000 }),
  pitch: fc.nat(127),
  velocity: fc.integer({ min: 1, max: 127 }),
  program: fc.nat(128),
})
const meter = fc.record({
  startTicks: ticks,
  numerator: fc.integer({ min: 1, max: 20 }),
  denominator: fc.constantFrom(2, 4, 8, 16, 32),
})
const tempo = fc.record({ startTicks: ticks, bpm: fc.double({ min: 10, max: 500, noNaN: true }) })
const inOrder = <T extends { startTicks: number }>(all: T[]): T[] =>
  all.toSorted((a, b) => a.startTicks - b.startTicks)
const piece: fc.Arbitrary<Piece> = fc.record({
  notes: fc.array(note).map(inOrder),
  meters: fc.array(meter, { maxLength: 6 }).map(inOrder),
  tempos: fc.array(tempo, { maxLength: 6 }).map(inOrder),
})

describe("quantising", () => {
  it("once is quantising twice", () => {
    fc.assert(
      fc.property(piece, (any) => {
        const once = quantise(any)
        expect(quantise(once)).toEqual(once)
      }),
    )
  })

  it("moves a start by half a step at most", () => {
    fc.assert(
      fc.property(note, (one) => {
        const [moved] = quantise({ notes: [one], meters: [], tempos: [] }).notes
        expect(Math.abs(moved!.startTicks - one.startTicks)).toBeLessThanOrEqual(40)
      }),
    )
  })
})

describe.each([
  ["REMI", remiEncode, remiDecode],
  ["compound words", compoundEncode, compoundDecode],
] as const)("%s", (_, encode, decode) => {
  it("give back the quantised piece", () => {
    fc.assert(
      fc.property(piece, (any) => {
        expect(decode(encode(any))).toEqual(quantise(any))
      }),
    )
  })

  it("read whatever a model makes up, and say the same again", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 200 }), (ids) => {
        const read = decode(Uint16Array.from(ids))
        expect(decode(encode(read))).toEqual(read)
      }),
    )
  })
})

describe("words", () => {
  it("of REMI follow one another as its grammar says", () => {
    fc.assert(
      fc.property(piece, (any) => {
        const kinds = Array.from(remiEncode(any), (id) => remiVocabulary.read(id).kind)
        for (let i = 1; i < kinds.length; i++)
          expect(REMI_GRAMMAR[kinds[i - 1]!]).toContain(kinds[i])
      }),
    )
  })

  it("of a compound row stay below their fields' sizes", () => {
    fc.assert(
      fc.property(piece, (any) => {
        const sizes = Object.values(COMPOUND_FIELDS)
        const rows = compoundEncode(any)
        expect(rows.every((value, i) => value < sizes[i % sizes.length]!)).toBe(true)
      }),
    )
  })

  it("are told from others by a hash", () => {
    expect(remiVocabulary.hash).not.toBe(performanceVocabulary.hash)
    expect(remiVocabulary.hash).toMatch(/^[\da-f]{16}$/)
  })
})

describe("a performance", () => {
  const performed = fc.record({
    startSeconds: fc.double({ min: 0, max: 20, noNaN: true }),
    durationSeconds: fc.double({ min: 0, max: 5, noNaN: true }),
    pitch: fc.integer({ min: 50, max: 60 }),
    velocity: fc.integer({ min: 1, max: 127 }),
  })

  it("comes back in steps of 10 ms", () => {
    fc.assert(
      fc.property(fc.array(performed), (notes) => {
        expect(performanceDecode(performanceEncode(notes))).toEqual(quantisePerformance(notes))
      }),
    )
  })

  it("is read whatever a model makes up", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400)), (ids) => {
        const notes = performanceDecode(ids)
        expect(notes.every(({ durationSeconds }) => durationSeconds > 0)).toBe(true)
      }),
    )
  })
})

describe("four voices", () => {
  const pitch = fc.oneof(fc.constant(-1), fc.integer({ min: 36, max: 81 }))
  const frames: fc.Arbitrary<Frame[]> = fc.array(fc.tuple(pitch, pitch, pitch, pitch))

  it("come back as they were", () => {
    fc.assert(
      fc.property(frames, (all) => {
        expect(satbDecode(satbEncode(all))).toEqual(all)
      }),
    )
  })

  it("are moved up and down again, or not at all", () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: -6, max: 6 }), (all, by) => {
        const moved = satbTransposed(all, by)
        if (moved) expect(satbTransposed(moved, -by)).toEqual(all)
      }),
    )
  })

  it("refuse a pitch that has no word, naming its frame", () => {
    expect(() =>
      satbEncode([
        [60, 60, 60, 60],
        [60, 60, 60, 90],
      ]),
    ).toThrow("Frame 1: 90")
  })
})
