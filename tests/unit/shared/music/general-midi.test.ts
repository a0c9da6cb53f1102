import { describe, expect, it } from "vitest"
import {
  controllerName,
  drumName,
  programFamily,
  PROGRAM_FAMILIES,
  programName,
} from "#shared/music/general-midi.ts"

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe("General MIDI", () => {
  it("names 128 programs in sixteen families of eight, none twice", () => {
    expect(PROGRAM_FAMILIES.map(({ programs }) => programs.length)).toEqual(Array(16).fill(8))
    expect(new Set(numbers(0, 127).map(programName)).size).toBe(128)
    expect(programName(128)).toBeUndefined()
    expect(programName(-1)).toBeUndefined()
  })

  // Written down from the standard's table, one here and there, as a slip would move all names behind it.
  it.each([
    [0, "Acoustic Grand Piano", "Piano"],
    [24, "Acoustic Guitar (nylon)", "Guitar"],
    [40, "Violin", "Strings"],
    [73, "Flute", "Pipe"],
    [80, "Lead 1 (square)", "Synth Lead"],
    [104, "Sitar", "Ethnic"],
    [127, "Gunshot", "Sound Effects"],
  ])("calls program %i %s, of the family %s", (program, name, family) => {
    expect(programName(program)).toBe(name)
    expect(programFamily(program)?.name).toBe(family)
  })

  it.each([
    [27, "High Q"],
    [36, "Bass Drum 1"],
    [38, "Acoustic Snare"],
    [42, "Closed Hi-Hat"],
    [49, "Crash Cymbal 1"],
    [60, "Hi Bongo"],
    [75, "Claves"],
    [87, "Open Surdo"],
  ])("calls drum %i %s", (key, name) => {
    expect(drumName(key)).toBe(name)
  })

  it("names every drum of 27 to 87, none twice, and no other", () => {
    const names = numbers(27, 87).map(drumName)
    expect(names).not.toContain(undefined)
    expect(new Set(names).size).toBe(61)
    expect([drumName(26), drumName(88)]).toEqual([undefined, undefined])
  })

  it.each([
    [1, "Modulation"],
    [7, "Volume"],
    [11, "Expression"],
    [39, "Volume (fine)"],
    [64, "Sustain Pedal"],
    [74, "Brightness"],
    [93, "Chorus Send"],
    [123, "All Notes Off"],
    [3, "CC 3"],
    [35, "CC 35"],
    [119, "CC 119"],
  ])("calls controller %i %s", (controller, name) => {
    expect(controllerName(controller)).toBe(name)
  })
})
