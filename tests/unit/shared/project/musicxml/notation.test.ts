import { describe, expect, test } from "vitest"
import { createMeterMap } from "#shared/music/index.ts"
import { beamsOf } from "#shared/project/musicxml/beams.ts"
import type { HeardNote } from "#shared/project/musicxml/heard-notes.ts"
import { piecesOf } from "#shared/project/musicxml/rhythm.ts"
import { spelled, type SpelledPitch } from "#shared/project/musicxml/spelling.ts"
import { spellerOf } from "#shared/project/musicxml/unkeyed.ts"
import { clefsFor, stavesOf } from "#shared/project/musicxml/staves.ts"
import { voicesOf } from "#shared/project/musicxml/voices.ts"
import { onWrittenGrid } from "#shared/project/musicxml/written-grid.ts"

function aNote(startTicks: number, endTicks: number, pitch = 60): HeardNote {
  return { startTicks, endTicks, pitch, velocity: 90, noteId: "n" }
}

const run = (...ticks: number[]): HeardNote[] =>
  ticks.slice(1).map((end, i) => aNote(ticks[i]!, end))

/** A bar in short: note values, "r" before rests, "~" behind ties, "3", "5" … behind those of tuplets. */
function written(notes: readonly HeardNote[], numerator = 4, denominator = 4): string {
  const meters = createMeterMap([{ tick: 0, numerator, denominator }])
  const [voice = []] = voicesOf(notes, meters)
  return piecesOf(voice, meters.barAt(0))
    .map(({ value, chord, endTicks, tuplet }) => {
      const rest = chord ? "" : "r"
      const tie = chord && endTicks < chord.endTicks ? "~" : ""
      return (
        rest + value.type + (value.dots ? "." : "") + (tuplet ? String(tuplet.count) : "") + tie
      )
    })
    .join(" ")
}

describe("a bar is told in values that show its beats", () => {
  test.each([
    ["a whole bar is one value", [aNote(0, 3840)], 4, 4, "whole"],
    [
      "a note over the middle of the bar is tied",
      [aNote(1440, 2400)],
      4,
      4,
      "rquarter reighth eighth~ eighth reighth rquarter",
    ],
    [
      "a quarter off the beat stays one value",
      [aNote(480, 1440)],
      4,
      4,
      "reighth quarter reighth rhalf",
    ],
    [
      "what begins on a strong beat may be dotted",
      [aNote(0, 1440)],
      4,
      4,
      "quarter. reighth rhalf",
    ],
    ["five quarters are a dotted half and a half", [aNote(0, 4800)], 5, 4, "whole~ quarter"],
    [
      "in 6/8 a half note would hide the beat",
      [aNote(0, 1920)],
      6,
      8,
      "quarter.~ eighth reighth reighth",
    ],
    ["the bar of 6/8 is a dotted half", [aNote(0, 2880)], 6, 8, "half."],
    [
      "thirds of a beat are a triplet",
      [aNote(0, 320), aNote(320, 640), aNote(640, 960)],
      4,
      4,
      "eighth3 eighth3 eighth3 rquarter rhalf",
    ],
    [
      "thirds of two beats are one triplet of quarters",
      [aNote(0, 640), aNote(640, 1280), aNote(1280, 1920)],
      2,
      4,
      "quarter3 quarter3 quarter3",
    ],
    [
      "half a beat may be a triplet of its own",
      [aNote(0, 480), aNote(480, 640), aNote(640, 800), aNote(800, 960)],
      1,
      4,
      "eighth 16th3 16th3 16th3",
    ],
    [
      "a note into a triplet is tied at its edge",
      [aNote(0, 1280), aNote(1280, 1600)],
      2,
      4,
      "quarter~ eighth3 eighth3 reighth3",
    ],
    [
      "fifths of a beat are a quintuplet",
      run(0, 192, 384, 576, 768, 960),
      1,
      4,
      "16th5 16th5 16th5 16th5 16th5",
    ],
    [
      "two fifths and three are values of one quintuplet",
      run(0, 384, 960),
      1,
      4,
      "eighth5 eighth.5",
    ],
    [
      "sevenths of two beats are one septuplet of eighths, in whole ticks",
      run(...[0, 1, 2, 3, 4, 5, 6, 7].map((each) => Math.round((each * 1920) / 7))),
      2,
      4,
      "eighth7 eighth7 eighth7 eighth7 eighth7 eighth7 eighth7",
    ],
    [
      "six in a beat are a sextuplet, in half a beat a triplet",
      run(0, 160, 320, 480, 640, 800, 960, 1120, 1280, 1440),
      3,
      8,
      "16th6 16th6 16th6 16th6 16th6 16th6 16th3 16th3 16th3",
    ],
    [
      "halves of a beat of 6/8 are a duplet, quarters of it a quadruplet",
      run(0, 720, 1440, 1800, 2160, 2520, 2880),
      6,
      8,
      "eighth2 eighth2 16th4 16th4 16th4 16th4",
    ],
    [
      "a half and two quarters of a beat are values of one quadruplet, a rest in it too",
      [...run(0, 720, 1080, 1440), aNote(2160, 2880)],
      6,
      8,
      "eighth4 16th4 16th4 reighth2 eighth2",
    ],
    [
      "a note over the beat of 12/8 is tied between duplets",
      run(0, 720, 2160, 2880, 4320, 5760),
      12,
      8,
      "eighth2 eighth2~ eighth2 eighth2 quarter. quarter.",
    ],
    [
      "a dotted eighth before a 16th is no duplet",
      run(0, 720, 960, 1440, 2160, 2880),
      6,
      8,
      "eighth. 16th eighth eighth2 eighth2",
    ],
    [
      "a dotted eighth of 3/4 is one",
      run(0, 720, 1440),
      3,
      4,
      "eighth. 16th~ eighth reighth rquarter",
    ],
    [
      "a triplet of 16ths may stand beside a duplet",
      run(0, 480, 960, 1120, 1280, 1440, 2160, 2880),
      6,
      8,
      "eighth eighth 16th3 16th3 16th3 eighth2 eighth2",
    ],
    [
      "halves of a beat may be divided differently",
      run(0, 192, 720, 960),
      1,
      4,
      "16th5 16th.5~ 16th 16th",
    ],
  ] as const)("%s", (_, notes, numerator, denominator, expected) => {
    expect(written(notes, numerator, denominator)).toBe(expected)
  })
})

test("five against four are two voices", () => {
  const meters = createMeterMap([{ tick: 0, numerator: 4, denominator: 4 }])
  const notes = [...run(0, 192, 384), aNote(384, 960), aNote(240, 720, 72)]
  const [upper, lower] = voicesOf(notes, meters)
  expect(upper!.map(({ startTicks }) => startTicks)).toEqual([0, 192, 384])
  expect(lower!.map(({ startTicks }) => startTicks)).toEqual([240])
  expect(voicesOf(run(0, 192, 480, 720, 960), meters)).toHaveLength(1)
  expect(voicesOf([aNote(0, 192), aNote(240, 480)], meters)).toHaveLength(2)
})

describe("what is played off the grid", () => {
  const meters = createMeterMap([{ tick: 0, numerator: 4, denominator: 4 }])
  test("goes to the nearest sixteenth, and notes that nearly touch do touch", () => {
    const played = [aNote(13, 451), aNote(487, 900), aNote(951, 1400)]
    const times = onWrittenGrid(played, meters).map((note) => [note.startTicks, note.endTicks])
    expect(times).toEqual([
      [0, 480],
      [480, 960],
      [960, 1440],
    ])
  })
  test("is read as triplets where they are nearer", () => {
    const played = [aNote(3, 310), aNote(327, 633), aNote(645, 955)]
    expect(onWrittenGrid(played, meters).map(({ startTicks }) => startTicks)).toEqual([0, 320, 640])
  })
  test.each([
    [5, 192],
    [7, 960 / 7],
  ])("is read as %i in a beat where a whole beat is played so", (count, step) => {
    const off = [4, -7, 9, -3, 6, -8, 5]
    const played = Array.from({ length: count }, (_, i) =>
      aNote(Math.round(i * step) + Math.abs(off[i]!), Math.round((i + 1) * step) - 9),
    )
    expect(onWrittenGrid(played, meters)).toMatchObject(
      played.map((_, i) => ({
        startTicks: Math.round(i * step),
        endTicks: Math.round((i + 1) * step),
      })),
    )
  })
  test("is no quintuplet where a time or two only happen to lie there", () => {
    const played = [aNote(192, 470), aNote(487, 960)]
    expect(onWrittenGrid(played, meters).map(({ startTicks }) => startTicks)).toEqual([240, 480])
    const cut = [aNote(0, 384), aNote(0, 384, 64), aNote(480, 960)]
    expect(onWrittenGrid(cut, meters).map(({ endTicks }) => endTicks)).toEqual([480, 480, 960])
  })
  test("never gets lost: a short stroke lasts a step of the grid", () => {
    expect(onWrittenGrid([aNote(965, 970)], meters)).toMatchObject([
      { startTicks: 960, endTicks: 1200 },
    ])
  })
})

describe("pitches are named after the key", () => {
  const nameOf = ({ step, alter, octave }: SpelledPitch): string => {
    return `${step}${(alter < 0 ? "b" : "#").repeat(Math.abs(alter))}${octave}`
  }
  test.each([
    [63, { tonic: "C", mode: "minor" }, "Eb4"],
    [71, { tonic: "C", mode: "minor" }, "B4"],
    [68, { tonic: "A", mode: "minor" }, "G#4"],
    [60, { tonic: "C#", mode: "major" }, "B#3"],
    [59, { tonic: "Gb", mode: "major" }, "Cb4"],
    [65, { tonic: "F#", mode: "major" }, "E#4"],
  ] as const)("%i in %o is %s", (pitch, key, expected) => {
    expect(nameOf(spelled(pitch, key))).toBe(expected)
  })

  /** @param bars pitches of each, in a piece without a key */
  const meters = createMeterMap([{ tick: 0, numerator: 4, denominator: 4 }])
  const unkeyed = (...bars: number[][]): string[] => {
    const voices = [
      bars.flatMap((pitches, bar) => pitches.map((pitch, i) => aNote(3840 * bar + i, 1, pitch))),
    ].map((notes) => notes.map((note) => ({ ...note, notes: [note] })))
    const spell = spellerOf({ staves: [{ clef: "treble", voices }] }, meters, () => undefined)
    return bars.flatMap((pitches, bar) =>
      pitches.map((pitch) => nameOf(spell(pitch, 3840 * bar)).replace(/\d/, "")),
    )
  }
  const C_MAJOR = [60, 62, 64, 65, 67, 69, 71, 72]
  test("without a key they lie near to each other on the line of fifths, bar by bar", () => {
    expect(unkeyed([66, 70, 73])).toEqual(["F#", "A#", "C#"])
    expect(unkeyed([65, 68, 72])).toEqual(["F", "Ab", "C"])
    expect(unkeyed([68, 71, 74, 69])).toEqual(["G#", "B", "D", "A"])
    expect(unkeyed(C_MAJOR, [66, 70, 73]).slice(-3)).toEqual(["F#", "A#", "C#"])
    expect(unkeyed(C_MAJOR, [60, 70, 65]).slice(-3)).toEqual(["C", "Bb", "F"])
  })
})

test("clefs follow the range: one staff where it does, two where notes lie on both sides", () => {
  expect(clefsFor([aNote(0, 1, 64), aNote(0, 1, 79)], false)).toEqual(["treble"])
  expect(clefsFor([aNote(0, 1, 36), aNote(0, 1, 55)], false)).toEqual(["bass"])
  expect(clefsFor([aNote(0, 1, 40), aNote(0, 1, 76)], false)).toEqual(["treble", "bass"])
  expect(clefsFor([aNote(0, 1, 36)], true)).toEqual(["percussion"])
})

test("the hands meet in the widest gap near the middle: a figure stays in one of them", () => {
  const meters = createMeterMap([{ tick: 0, numerator: 4, denominator: 4 }])
  const figure = [50, 57, 62, 65, 69].map((pitch, i) => aNote(i * 480, i * 480 + 480, pitch))
  const notes = [aNote(0, 3840, 81), aNote(1920, 3840, 77), ...figure]
  const [upper, lower] = stavesOf(notes, ["treble", "bass"], meters)
  const pitches = (staff: typeof upper): number[] =>
    staff!.voices.flatMap((voice) =>
      voice.flatMap((chord) => chord.notes.map(({ pitch }) => pitch)),
    )
  expect(pitches(upper).sort()).toEqual([77, 81])
  expect(pitches(lower)).toEqual([50, 57, 62, 65, 69])
})

test("beams show beats: eighths of half a bar in one, sixteenths with hooks in their beat", () => {
  const meters = createMeterMap([{ tick: 0, numerator: 4, denominator: 4 }])
  const bar = meters.barAt(0)
  const starts = [0, 480, 960, 1440, 1920, 2640, 2880, 3840]
  const notes = starts.slice(1).map((end, i) => aNote(starts[i]!, end, 60 + i))
  const pieces = piecesOf(voicesOf(notes, meters)[0]!, bar)
  const beams = beamsOf(pieces, bar)
  expect(pieces.map((piece) => beams.get(piece)?.join("+") ?? "")).toEqual([
    ...["begin", "continue", "continue", "end"],
    ...["begin", "end+backward hook", ""],
  ])
})
