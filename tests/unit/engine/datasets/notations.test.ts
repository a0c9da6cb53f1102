import { describe, expect, test } from "vitest"
import { readAbc } from "#engine/datasets/readers/abc/index.ts"
import { readKern } from "#engine/datasets/readers/kern/index.ts"
import { readGridJson } from "#engine/datasets/readers/grid-json.ts"
import { framesOf } from "#engine/datasets/readers/frames.ts"
import { readMidi } from "#engine/datasets/readers/midi.ts"
import { pieceOf, type Score } from "#engine/datasets/readers/score.ts"
import { writeMidiFile } from "#shared/music/midi-file/index.ts"

/** Start and length in sixteenths, and pitch, of each note of a part. */
const heard = ({ parts }: Score, part = 0): string => {
  const round = (ticks: number): number => Math.round((ticks / 240) * 100) / 100
  return parts[part]!.notes.toSorted((a, b) => a.startTicks - b.startTicks)
    .map((note) => `${round(note.startTicks)}+${round(note.lengthTicks)}:${note.pitch}`)
    .join(" ")
}

const abc = (body: string, head = "M:4/4\nL:1/16\nK:C"): Score =>
  readAbc(`X:1\nT:A tune\n${head}\n${body}\n`)[0]!

describe("ABC", () => {
  test("key signatures, accidentals of a bar and ties over its end", () => {
    expect(heard(abc("FGF ^G-|G =F", "L:1/4\nK:D"))).toBe("0+4:66 4+4:67 8+4:66 12+8:68 20+4:65")
    expect(heard(abc("B", "L:1/4\nK:F#m"))).toBe("0+4:71")
    expect(heard(abc("F C e", "L:1/4\nK:A dor"))).toBe("0+4:66 4+4:60 8+4:76")
  })

  test("dotted rhythms, tuplets, chords and rests", () => {
    expect(heard(abc("c2>d2 (3efg z2 [CEG]4"))).toBe(
      "0+3:72 3+1:74 4+0.67:76 4.67+0.67:77 5.33+0.67:79 8+4:60 8+4:64 8+4:67",
    )
  })

  test("repeats with their endings are written out, also without a sign where they begin", () => {
    expect(heard(abc("C16|1 D16:|2 E16|| F16:|"))).toBe(
      "0+16:60 16+16:62 32+16:60 48+16:64 64+16:65 80+16:65",
    )
    expect(heard(abc("|:C16|D16::E16:|"))).toBe(
      "0+16:60 16+16:62 32+16:60 48+16:62 64+16:64 80+16:64",
    )
  })

  test("an upbeat is a bar of its own length", () => {
    const { meters } = pieceOf(abc("C4|D16|E16|"))
    expect(meters).toEqual([
      { startTicks: 0, numerator: 1, denominator: 4 },
      { startTicks: 960, numerator: 4, denominator: 4 },
    ])
  })

  test("chord symbols sound until the next, as a part of their own", () => {
    const score = abc('"Am"C8 D8|"G7"E16|')
    expect(heard(score, 1)).toBe("0+16:57 0+16:60 0+16:64 16+16:55 16+16:59 16+16:62 16+16:65")
  })

  test("tempo and meter changes within a tune", () => {
    const { tempos, meters } = pieceOf(
      abc("C8|[M:3/4][Q:1/4=90]D12|", "M:2/4\nL:1/16\nQ:1/8=120\nK:C"),
    )
    expect(tempos).toEqual([
      { startTicks: 0, bpm: 60 },
      { startTicks: 1920, bpm: 90 },
    ])
    expect(meters.at(-1)).toEqual({ startTicks: 1920, numerator: 3, denominator: 4 })
  })

  test("a book's tunes are told apart, and endless repeats are not followed", () => {
    expect(readAbc("X:1\nT:One\nK:C\nC\n\nX:2\nT:Two\nK:C\nD\n").map(({ title }) => title)).toEqual(
      ["One", "Two"],
    )
    expect(() => readAbc(`X:1\nK:C\n${"CDEF".repeat(500)}${":".repeat(300)}|`)).toThrow("never end")
  })
})

const kern = (...lines: string[]): Score => readKern(lines.join("\n"))

describe("kern", () => {
  test("columns that split and join keep their time", () => {
    const score = kern(
      ...[
        "**kern\t**kern",
        "*M4/4\t*M4/4",
        "=1\t=1",
        "*\t*^",
        "1C\t2e\t4c",
        ".\t.\t4d",
        ".\t2f\t2G",
      ],
      ...["*\t*v\t*v", "=2\t=2", "1D\t1g", "*-\t*-"],
    )
    expect(heard(score, 1)).toBe("0+8:64 0+4:60 4+4:62 8+8:65 8+8:55 16+16:67")
    expect(heard(score)).toBe("0+16:48 16+16:50")
  })

  test("dots, tuplets, ties over bars, chords, accidentals and rests", () => {
    const score = kern(
      "**kern",
      "4.c#",
      "8B-",
      "12d",
      "12e",
      "12f",
      "[2a 2cc",
      "=",
      "4a]",
      "4r",
      "2g",
      "*-",
    )
    expect(heard(score)).toBe(
      "0+6:61 6+2:58 8+1.33:62 9.33+1.33:64 10.67+1.33:65 12+12:69 12+8:72 28+8:67",
    )
  })

  test("grace notes are short notes before theirs", () => {
    expect(heard(kern("**kern", "4c", "8qd", "8qe", "4f", "*-"))).toBe(
      "0+4:60 3+0.5:62 3.5+0.5:64 4+4:65",
    )
  })

  test("words and dynamics between notes take no time; repeats are as they are written", () => {
    const score = kern(
      "**kern\t**dynam",
      "*>[A,A,B]\t*",
      "*>A\t*",
      "4c\tp",
      ".\t<",
      "4d\t.",
      "=:|!\t=",
      "*>B\t*",
      "4e\t.",
      "*-\t*-",
    )
    expect(heard(score)).toBe("0+4:60 4+4:62 8+4:64")
  })

  test("instruments, meters and tempos", () => {
    const score = kern(
      "!!!OTL: A piece",
      "**kern",
      "*Ivioln",
      "*M3/4",
      "*MM96",
      "2.c",
      "=",
      "*M2/4",
      "2d",
      "*-",
    )
    expect(score.title).toBe("A piece")
    expect(score.parts[0]!.program).toBe(40)
    expect(pieceOf(score).tempos).toEqual([{ startTicks: 0, bpm: 96 }])
    expect(pieceOf(score).meters.map(({ numerator }) => numerator)).toEqual([3, 2])
  })

  test("columns that are missing are told with their line", () => {
    expect(() => kern("**kern\t**kern", "4c\t4d", "4e")).toThrow(
      "Line 3 has 1 columns where there should be 2",
    )
  })
})

test("a chorale list keeps its own split, and a pitch that stays is one note", () => {
  const scores = readGridJson(
    '{"train":[[[60,55,52,48],[60,57,52,-1]]],"valid":[],"test":[[[62,55,52,48]]]}',
  )
  expect(scores.map(({ split }) => split)).toEqual(["train", "test"])
  expect(heard(scores[0]!)).toBe("0+2:60")
  expect(framesOf(scores[0]!)).toEqual([
    [60, 55, 52, 48],
    [60, 57, 52, -1],
  ])
})

describe("MIDI", () => {
  const file = (ticksPerQuarter: number, endTicks: number): Uint8Array =>
    writeMidiFile({
      format: 0,
      division: { kind: "quarters", ticksPerQuarter },
      tracks: [
        {
          events: [
            { ticks: 0, kind: "noteOn", channel: 9, pitch: 36, velocity: 100 },
            { ticks: 0, kind: "noteOff", channel: 9, pitch: 36, velocity: 0 },
            { ticks: 0, kind: "noteOn", channel: 0, pitch: 60, velocity: 100 },
            { ticks: endTicks, kind: "noteOff", channel: 0, pitch: 60, velocity: 0 },
          ],
          endTicks,
        },
      ],
    })

  test("the tenth channel is drums, whose strokes have a length", () => {
    expect(pieceOf(readMidi(file(96, 96))).notes).toEqual([
      { startTicks: 0, lengthTicks: 960, pitch: 60, velocity: 100, program: 0 },
      { startTicks: 0, lengthTicks: 120, pitch: 36, velocity: 100, program: 128 },
    ])
  })

  test("a piece that lasts for days is refused", () => {
    expect(() => pieceOf(readMidi(file(1, 200_000)))).toThrow("lasts longer")
  })
})
