import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { compareDensities } from "#engine/symbolic/measures/kernel-density.ts"
import { excerptsOf, measuredPiece } from "#engine/symbolic/measures/measured-piece.ts"
import { musicalMeasures } from "#engine/symbolic/measures/musical-measures.ts"
import {
  notesInKey,
  pitchClassEntropy,
  pitchRange,
  usedPitches,
} from "#engine/symbolic/measures/pitch-measures.ts"
import { quantile } from "#engine/symbolic/measures/quantile.ts"
import {
  grooveSimilarity,
  interOnsetBeats,
  notesPerBeat,
  polyphony,
  rhythmVariety,
} from "#engine/symbolic/measures/rhythm-measures.ts"
import { compareSets } from "#engine/symbolic/measures/set-distances.ts"
import { DRUMS, type Piece, type PieceNote } from "#engine/symbolic/piece.ts"
import { seededRandom } from "#shared/music/random.ts"
import { MusicalMeasure } from "#shared/contract/training.ts"
import { aNote, aPiece, bars, pieces } from "../../../support/pieces.ts"

const measured = (notes: PieceNote[]) => measuredPiece(aPiece({ notes }))
const numbers = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
  minLength: 3,
  maxLength: 30,
})

describe("what pitches a piece has", () => {
  it("is as many bits of entropy as pitch classes that are as often have", () => {
    expect(pitchClassEntropy(measured(bars(3, [60, 64, 67, 72, 76, 79, 71, 59])), 1)).toBeCloseTo(2)
    expect(pitchClassEntropy(measured(bars(3, [60, 72, 48, 36])), 1)).toBe(0)
    const twoBars = [...bars(1, [60]), ...bars(2, [67]).slice(1)]
    expect(pitchClassEntropy(measured(twoBars), 1)).toBe(0)
    expect(pitchClassEntropy(measured(twoBars), 4)).toBeCloseTo(1)
  })

  it("is counted without drums", () => {
    const drums = bars(2, [35, 38]).map((note) => ({ ...note, program: DRUMS }))
    const piece = measured([...drums, aNote({ pitch: 60 }), aNote({ pitch: 67 })])
    expect([usedPitches(piece), pitchRange(piece), notesInKey(piece)]).toEqual([2, 7, 1])
    expect(
      [usedPitches, pitchRange, notesInKey, polyphony].map((of) => of(measured(drums))),
    ).toEqual([NaN, NaN, NaN, NaN])
  })

  it("is in the key that has most of it", () => {
    expect(notesInKey(measured(bars(1, [62, 64, 66, 67, 69, 71, 73, 74])))).toBe(1)
    expect(notesInKey(measured(bars(1, [60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71])))).toBe(
      7 / 12,
    )
  })

  it("is the same in every key, but for where it is", () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 11 }), (piece, by) => {
        const inRange = piece.notes.filter(({ pitch }) => pitch < 110)
        const [here, there] = [0, by].map((up) =>
          measured(inRange.map((note) => ({ ...note, pitch: note.pitch + up }))),
        )
        fc.pre(here!.pitched.length > 0)
        for (const measure of [pitchRange, usedPitches, notesInKey, polyphony])
          expect(measure(there!)).toBe(measure(here!))
        expect(pitchClassEntropy(there!, 4)).toBeCloseTo(pitchClassEntropy(here!, 4), 9)
      }),
      { numRuns: 40 },
    )
  })
})

describe("how a piece moves", () => {
  it("is notes a beat, and beats between what starts together", () => {
    const piece = measured([...bars(2, [60, 62, 64, 65]), ...bars(2, [48, 50])].sort(byStart))
    expect(notesPerBeat(piece)).toBe(12 / 8)
    expect(interOnsetBeats(piece)).toBe(1)
    expect(interOnsetBeats(measured([aNote()]))).toBeNaN()
  })

  it("is as many pitches at once as sound where any does", () => {
    const chord = [60, 64, 67].map((pitch) => aNote({ pitch, lengthTicks: 960 }))
    expect(polyphony(measured(chord))).toBe(3)
    expect(polyphony(measured([...chord, aNote({ startTicks: 9600, lengthTicks: 960 })]))).toBe(2)
    expect(polyphony(measured([...chord, aNote({ startTicks: 480, lengthTicks: 480 })]))).toBe(3)
  })

  it("is alike where bars have the same onsets, however many pairs there are", () => {
    expect(grooveSimilarity(measured(bars(5, [60, 62, 64, 65])))).toBe(1)
    // Of 48 positions a quarter is in one bar only.
    const odd = [...bars(1, [60, 62, 64, 65]), ...bars(2, [60]).slice(1)]
    expect(grooveSimilarity(measured(odd))).toBe(1 - 3 / 48)
    expect(grooveSimilarity(measured(bars(1, [60])))).toBeNaN()
    expect(rhythmVariety(measured(bars(5, [60, 62])))).toBe(1 / 5)
    expect(rhythmVariety(measured(odd))).toBe(1)
  })

  it("is told of excerpts that have every note of whole ones once", () => {
    const piece = measured(bars(7, [60, 62, 64]))
    expect(
      excerptsOf(piece, 2).map(({ notes, bars: some }) => [notes.length, some.length]),
    ).toEqual([
      [6, 2],
      [6, 2],
      [6, 2],
    ])
    expect(excerptsOf(piece, 9)).toEqual([piece])
  })
})

describe("densities", () => {
  it("overlap all the way with themselves, and not at all far away", () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const same = compareDensities(one, one)
        expect(same.overlap).toBeCloseTo(1, 9)
        expect(same.divergence).toBeCloseTo(0, 9)
        const [there, back] = [compareDensities(one, other), compareDensities(other, one)]
        expect(there.overlap).toBeCloseTo(back.overlap, 9)
        expect(there.overlap).toBeGreaterThanOrEqual(0)
        expect(there.overlap).toBeLessThanOrEqual(1)
        expect(there.divergence).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 20 },
    )
    const near = [0, 1, 2, 3].map((value) => value / 10)
    expect(compareDensities(near, [100, 100.2, 100.3]).overlap).toBeLessThan(1e-9)
    expect(compareDensities([2, 2, 2], [2, 2]).overlap).toBe(1)
  })

  it("overlap as scipy's do", () => {
    // scipy 1.17.1, gaussian_kde (Scott) of the two, trapezoid of the lower one on 200,001 points from -30 to 40; entropy of both.
    const one = [1, 2, 2.5, 4, 7, 7.5, 8]
    const other = [0, 3, 3.5, 5, 5.5, 12]
    expect(compareDensities(one, other).overlap).toBeCloseTo(0.843544, 4)
    expect(compareDensities(one, other).divergence).toBeCloseTo(0.132405, 3)
  })

  it("of distances tell sets that lie elsewhere, and sets whose pieces are all alike", () => {
    const random = seededRandom(1)
    const spread = (from: number, width: number): number[] =>
      Array.from({ length: 40 }, () => from + width * random())
    const real = spread(0, 10)
    expect(compareSets(real, spread(0, 10)).overlap).toBeGreaterThan(0.85)
    expect(compareSets(real, spread(15, 10)).overlap).toBeLessThan(0.4)
    expect(compareSets(real, spread(5, 0.1)).overlap).toBeLessThan(0.2)
  })
})

describe("musical measures", () => {
  const random = seededRandom(7)
  const improvised = (scale: readonly number[], length: number): Piece =>
    aPiece({
      notes: bars(
        8,
        Array.from({ length }, () => scale[Math.floor(random() * scale.length)]!),
      ),
    })
  const many = (scale: readonly number[]): Piece[] =>
    Array.from({ length: 10 }, () => improvised(scale, 4 + Math.floor(random() * 8)))
  const major = [60, 62, 64, 65, 67, 69, 71, 72, 76, 79]
  const real = many(major)

  it("find music of the same kind near the ceiling, and of another kind far below", () => {
    const alike = musicalMeasures({ real, generated: many(major), seed: 1 })
    const other = musicalMeasures({ real, generated: many([30, 31, 32]), seed: 1 })
    const of = (all: typeof alike, name: string) => all.find((one) => one.name === name)!
    expect(of(alike, "pitch range").overlap).toBeGreaterThan(0.5)
    expect(of(other, "pitch range").overlap).toBeLessThan(0.3)
    expect(of(alike, "notes in key")).toMatchObject({ real: 1, generated: 1, overlap: 1 })
    for (const one of alike) expect(MusicalMeasure.parse(one)).toMatchObject({ name: one.name })
    expect(musicalMeasures({ real, generated: many(major), seed: 1 })).toHaveLength(alike.length)
  })

  it("are the same with the same seed, and none of too little music", () => {
    const generated = many(major)
    const once = musicalMeasures({ real, generated, seed: 3 })
    expect(musicalMeasures({ real, generated, seed: 3 })).toEqual(once)
    expect(musicalMeasures({ real: real.slice(0, 5), generated, seed: 3 })).toEqual([])
    expect(musicalMeasures({ real, generated: [aPiece(), aPiece(), aPiece()], seed: 3 })).toEqual(
      [],
    )
  })
})

describe("a quantile", () => {
  it("is between the two nearest values, as a straight line", () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(quantile([10, 0], 0.95)).toBeCloseTo(9.5, 12)
    expect(quantile([], 0.5)).toBeNaN()
  })
})

const byStart = (one: PieceNote, other: PieceNote): number => one.startTicks - other.startTicks
