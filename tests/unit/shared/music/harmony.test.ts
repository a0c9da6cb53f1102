import { describe, expect, it } from "vitest"
import {
  chordClasses,
  keyName,
  keyOfSharps,
  numberedKey,
  parseChordSymbol,
  parsePitch,
  pitchName,
  scaleClasses,
  sharpsOf,
  snapToScale,
} from "#shared/music/index.ts"

describe("pitch names", () => {
  it("go through all of MIDI and back, in sharps and in flats", () => {
    for (let pitch = 0; pitch < 128; pitch++) {
      expect(parsePitch(pitchName(pitch))).toBe(pitch)
      expect(parsePitch(pitchName(pitch, "flats"))).toBe(pitch)
    }
    expect(pitchName(60)).toBe("C4")
    expect(parsePitch("Cb4")).toBe(59)
    expect(parsePitch("H4")).toBeUndefined()
    expect(parsePitch("G#9")).toBeUndefined()
  })
})

describe("keys", () => {
  it("come back from their signatures", () => {
    for (const mode of ["major", "minor"] as const)
      for (let sharps = -7; sharps <= 7; sharps++)
        expect(sharpsOf(keyOfSharps(sharps, mode)!)).toBe(sharps)
    expect(keyOfSharps(8, "major")).toBeUndefined()
  })

  it("that models count by number are named with the fewest signs", () => {
    const names = Array.from({ length: 24 }, (_, number) => keyName(numberedKey(number)))
    expect(names.slice(9, 12)).toEqual(["A major", "Bb major", "B major"])
    expect(names.slice(12, 14)).toEqual(["C minor", "C# minor"])
    for (let number = 0; number < 24; number++) {
      const key = numberedKey(number)
      expect(Math.abs(sharpsOf(key))).toBeLessThanOrEqual(6)
      expect(scaleClasses(key)[0]).toBe(number % 12)
    }
  })

  it("have the notes of their mode", () => {
    expect(scaleClasses({ tonic: "D", mode: "dorian" })).toEqual([2, 4, 5, 7, 9, 11, 0])
    expect(sharpsOf({ tonic: "D", mode: "dorian" })).toBe(0)
    expect(sharpsOf({ tonic: "F", mode: "lydian" })).toBe(0)
    expect(sharpsOf({ tonic: "B", mode: "locrian" })).toBe(0)
    expect(snapToScale(61, { tonic: "C", mode: "major" })).toBe(60)
    expect(snapToScale(64, { tonic: "C", mode: "major" })).toBe(64)
  })
})

describe("chord symbols", () => {
  it.each([
    ["C", "major", [0, 4, 7]],
    ["Am7", "minor", [9, 0, 4, 7]],
    ["F#maj7", "major", [6, 10, 1, 5]],
    ["Bbmaj9", "major", [10, 2, 5, 9, 0]],
    ["G7", "dominant", [7, 11, 2, 5]],
    ["G7b9", "dominant", [7, 11, 2, 5, 8]],
    ["Dsus4", "suspended", [2, 7, 9]],
    ["Cdim7", "diminished", [0, 3, 6, 9]],
    ["Bø", "half-diminished", [11, 2, 5, 9]],
    ["Bm7b5", "half-diminished", [11, 2, 5, 9]],
    ["E+", "augmented", [4, 8, 0]],
    ["C6/9", "major", [0, 4, 7, 9, 2]],
    ["A5", "major", [9, 4]],
    ["CmMaj7", "minor", [0, 3, 7, 11]],
    ["Cadd9", "major", [0, 4, 7, 2]],
    ["C7alt", "dominant", [0, 4, 6, 8, 10, 1, 3]],
    ["C/Bb", "major", [10, 0, 4, 7]],
    ["D/F#", "major", [6, 2, 9]],
  ])("reads %s", (text, quality, classes) => {
    const chord = parseChordSymbol(text)!
    expect(chord.quality).toBe(quality)
    expect(chordClasses(chord)).toEqual(classes)
  })

  it.each(["", "H7", "Cfoo", "C7b", "c"])("does not take %s for a chord", (text) => {
    expect(parseChordSymbol(text)).toBeUndefined()
  })
})
