import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { arrange, teller, type PieceFacts } from "#engine/datasets/pieces/arrange.ts"
import { nearPairs } from "#engine/datasets/pieces/near-copies.ts"
import {
  decodeFrames,
  decodePiece,
  encodeFrames,
  encodePiece,
} from "#engine/datasets/pieces/piece-code.ts"
import { likeness, sketchOf } from "#engine/datasets/pieces/sketch.ts"
import { splitsOf } from "#engine/datasets/pieces/split.ts"
import { rowsOfTable } from "#engine/datasets/pieces/tables.ts"
import { statisticsOf, tallyOf } from "#engine/datasets/pieces/tally.ts"
import { cataloguedName, workName } from "#engine/datasets/pieces/work-name.ts"
import { tidyMeters } from "#engine/datasets/readers/meters.ts"
import {
  compareNotes,
  DRUMS,
  type Frame,
  type Piece,
  type PieceNote,
} from "#engine/symbolic/index.ts"
import { seededRandom } from "#shared/music/random.ts"

const note = fc.record({
  startTicks: fc.nat(1_000_000),
  lengthTicks: fc.integer({ min: 1, max: 50_000 }),
  pitch: fc.nat(127),
  velocity: fc.integer({ min: 1, max: 127 }),
  program: fc.oneof(fc.nat(127), fc.constant(DRUMS)),
})
const piece: fc.Arbitrary<Piece> = fc.record({
  notes: fc.array(note, { maxLength: 60 }).map((notes) => notes.sort(compareNotes)),
  meters: fc.array(
    fc.record({
      startTicks: fc.nat(1_000_000),
      numerator: fc.integer({ min: 1, max: 255 }),
      denominator: fc.constantFrom(2, 4, 8, 16),
    }),
    { maxLength: 5 },
  ),
  tempos: fc.array(
    fc.record({
      startTicks: fc.nat(1_000_000),
      bpm: fc.integer({ min: 5000, max: 1e6 }).map((x) => x / 1000),
    }),
    { maxLength: 5 },
  ),
})

/** So many notes of a tune that has its own figures. */
function tune(seed: number, count = 200): PieceNote[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, at) => ({
    ...{ startTicks: at * 480, lengthTicks: 480, velocity: 80, program: 0 },
    pitch: 48 + Math.floor(random() * 24),
  }))
}

test("pieces come back from their bytes as they were, and damaged bytes are refused", () => {
  fc.assert(
    fc.property(piece, (one) => {
      expect(decodePiece(encodePiece(one))).toEqual(one)
    }),
    { numRuns: 50 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        decodePiece(bytes)
      } catch (error) {
        expect(error).toMatchObject({ code: "unreadable" })
      }
    }),
    { numRuns: 50 },
  )
  const frames: Frame[] = [
    [72, -1, 60, 48],
    [70, 65, 58, 50],
  ]
  expect(decodeFrames(encodeFrames(frames))).toEqual(frames)
})

describe("likeness", () => {
  test("a piece in another key, faster and with other instruments is itself", () => {
    const moved = tune(1).map((each) => ({
      ...each,
      pitch: each.pitch + 5,
      startTicks: each.startTicks * 2,
      program: 40,
    }))
    expect(likeness(sketchOf({ notes: tune(1) }), sketchOf({ notes: moved }))).toBe(1)
  })

  test("editions that differ in some notes are near, other music is not", () => {
    const edition = tune(1).map((each, at) =>
      at % 40 === 7 ? { ...each, pitch: each.pitch + 1 } : each,
    )
    const sketches = [tune(1), tune(2), edition, tune(3)].map((notes) => sketchOf({ notes }))
    expect(nearPairs(sketches)).toMatchObject([{ one: 0, other: 2 }])
  })

  test("long pieces are told apart as well as short ones", () => {
    const later = tune(5, 3000).map((each) => ({
      ...each,
      startTicks: each.startTicks + 3000 * 480,
    }))
    const half = [...tune(4, 3000), ...later]
    const sketches = [tune(4, 3000), half, tune(6, 6000)].map((notes) => sketchOf({ notes }))
    expect(likeness(sketches[0]!, sketches[1]!)).toBeCloseTo(0.5, 1)
    expect(nearPairs(sketches)).toHaveLength(1)
  })

  test("one note again and again is like nothing", () => {
    const notes = tune(1).map((each) => ({ ...each, pitch: 60 }))
    expect(nearPairs([sketchOf({ notes }), sketchOf({ notes })])).toEqual([])
  })
})

test.each([
  ["028-1-BH-007.mid", "op 28"],
  ["034_2-1-BH-002.mid", "op 34"],
  ["Brahms-Johannes-Marienlieder-Op-22-3/score.mxl", "brahms op 22"],
  ["mazurka_op06_no2.krn", "mazurka op 6"],
  ["bach/BWV 1079 - Ricercar.mid", "bwv 1079"],
  ["Prelude in D.mid", "prelude in d"],
  ["Autumn Leaves (2).mid", "autumn leaves"],
  ["Autumn Leaves - v3.mid", "autumn leaves"],
  ["Sonata mvt 2.mid", "sonata"],
  ["Clair de Lune/score.mxl", "clair de lune"],
  ["some folder/12.mid", "some folder 12"],
  ["001/versions/001-v2.mid", "001 versions 001"],
])("%s is of the work %s", (path, work) => {
  expect(cataloguedName(path) ?? workName(path)).toBe(work)
})

describe("splits", () => {
  const many = Array.from({ length: 500 }, (_, at) => ({ work: `work ${at}` }))

  test("are 80, 10 and 10 of a hundred, and the same whatever else is there", () => {
    const splits = splitsOf(many, [])
    const share = (split: string): number => splits.filter((each) => each === split).length / 500
    expect(share("train")).toBeCloseTo(0.8, 1)
    expect(share("valid")).toBeCloseTo(0.1, 1)
    expect(splitsOf(many.slice(100), [])).toEqual(splits.slice(100))
  })

  test("never part a work, nor what is nearly the same", () => {
    const pieces = [...many, ...many]
    const near = Array.from({ length: 200 }, (_, at) => ({
      one: at,
      other: at + 201,
      likeness: 0.5,
    }))
    const splits = splitsOf(pieces, near)
    for (let at = 0; at < 500; at++) expect(splits[at + 500]).toBe(splits[at])
    for (const { one, other } of near) expect(splits[other]).toBe(splits[one])
  })

  test("leave something to be examined on where there are few works", () => {
    for (let count = 2; count < 12; count++) {
      const splits = new Set(splitsOf(many.slice(0, count), []))
      expect(splits.has("train") && splits.has("valid")).toBe(true)
      expect(splits.has("test")).toBe(count >= 3)
    }
    expect(splitsOf([{ work: "alone" }], [])).toEqual(["train"])
  })

  test("that the corpus gives are kept", () => {
    const pieces = [
      { work: "a", given: "test" as const },
      { work: "a", given: "train" as const },
    ]
    expect(splitsOf(pieces, [{ one: 0, other: 1, likeness: 1 }])).toEqual(["test", "train"])
  })
})

describe("arranging", () => {
  const facts = (path: string, content: string, more: Partial<PieceFacts> = {}): PieceFacts => ({
    ...{ path, title: "", content, sketch: new Uint32Array(), given: null, ...more },
  })

  test("copies are left out, unless the corpus says where they belong", () => {
    const [first, copy] = arrange([facts("a.mid", "1"), facts("b.mid", "1")], () => ({}))
    expect(first).toMatchObject({ state: "read", work: "a" })
    expect(copy).toMatchObject({ state: "copy", reason: "The same notes as a.mid", split: null })
    const given = arrange([facts("a.mid", "1"), facts("b.mid", "1")], () => ({ split: "test" }))
    expect(given.map(({ split }) => split)).toEqual(["test", "test"])
  })

  test("tables tell splits, genres and works, wherever they lie", () => {
    const rows = rowsOfTable(
      "pack/info.csv",
      'style,midi_filename,split\r\n"funk/groove1","a/1.mid",validation\r\n"rock, loud",a/2.mid,train\r\n',
    )
    const tell = teller(rows)
    expect(tell("pack/a/1.mid")).toEqual({ split: "valid", genre: "funk" })
    expect(tell("elsewhere/2.mid")).toEqual({ split: "train", genre: "rock, loud" })
    const titles = rowsOfTable(
      "index.tsv",
      "file\topus\ttitle\nx.mid\t[Op. 32]\t[Nocturne No. 2.]\n",
    )
    expect(titles.get("x.mid")).toEqual({ genre: "nocturne", work: "op 32" })
  })

  test("a tune of a book is named by its title", () => {
    const [tune] = arrange([facts("jigs.abc#01", "1", { title: "The Lark" })], () => ({}))
    expect(tune).toMatchObject({ work: "the lark", genre: "jig" })
  })
})

test("meters stand on bar lines: a short bar has its own", () => {
  const meter = (startTicks: number, numerator: number, denominator = 4) => ({
    startTicks,
    numerator,
    denominator,
  })
  expect(tidyMeters([meter(0, 4), meter(960, 4), meter(4800, 4)], 10_000)).toEqual([
    meter(0, 1),
    meter(960, 4),
  ])
  expect(tidyMeters([meter(0, 4), meter(3840 + 480, 3)], 10_000)).toEqual([
    ...[meter(0, 4), meter(3840, 1, 8), meter(4320, 3)],
  ])
  expect(tidyMeters([meter(0, 6, 32), meter(0, 0), meter(0, 12, 32)], 9)).toEqual([meter(0, 3, 8)])
})

test("statistics count notes by pitch and instrument, bars by meter, time by tempo", () => {
  const one: Piece = {
    notes: [
      ...tune(1, 8),
      { startTicks: 0, lengthTicks: 1, pitch: 36, velocity: 1, program: DRUMS },
    ].sort(compareNotes),
    meters: [{ startTicks: 0, numerator: 3, denominator: 4 }],
    tempos: [{ startTicks: 0, bpm: 60 }],
  }
  const tally = tallyOf(one)
  expect(tally).toMatchObject({ notes: 9, bars: 2, beats: 4, seconds: 4, bpm: 60 })
  const statistics = statisticsOf([tally, tally])
  expect(statistics.pitches.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
  expect(statistics.instruments).toEqual([
    { program: 0, share: 8 / 9 },
    { program: DRUMS, share: 1 / 9 },
  ])
  expect(statistics.meters).toEqual([{ meter: "3/4", share: 1 }])
  expect(statistics.tempoBpm).toEqual({ low: 60, middle: 60, high: 60 })
  expect(statistics.notesPerBeat).toBe(18 / 8)
  expect(statisticsOf([])).toMatchObject({ tempoBpm: null, notesPerBeat: 0 })
})
