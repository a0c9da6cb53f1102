import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { hearingOf } from "#engine/loops/heard/hearing.ts"
import { isOnset } from "#engine/loops/heard/melody.ts"
import { skyline } from "#engine/loops/heard/skyline.ts"
import type { Loop } from "#shared/contract/loops.ts"
import { anyLoop, melody } from "../../../support/loops.ts"

const melodies = hearingOf("melody")
const drums = hearingOf("drums")

const heardOf = (loop: Loop) => hearingOf(loop.kind).hear(loop)!

describe("melodies", () => {
  test("what was heard comes back as notes that are heard the same", () => {
    fc.assert(
      fc.property(anyLoop("melody"), (loop) => {
        const heard = heardOf(loop)
        const again = heardOf({ ...loop, notes: melodies.notes(heard) })
        expect(again.content).toEqual(heard.content)
      }),
    )
  })

  test("a melody within two octaves comes back note by note, in its own key and register", () => {
    const loop = melody(62, 64, 66, 69, 74, 73, 69, 62)
    expect(melodies.notes(heardOf(loop))).toEqual(loop.notes)
  })

  test("the same melody elsewhere is heard the same, by any interval", () => {
    const pitches = [60, 62, 64, 67, 65, 64, 62, 60]
    for (let by = -24; by <= 24; by++) {
      const heard = heardOf(melody(...pitches.map((pitch) => pitch + by)))
      expect(heard.content).toEqual(heardOf(melody(...pitches)).content)
    }
  })

  test("of several notes at once the highest is heard; one under a longer higher one is not", () => {
    const at = (startStep: number, pitch: number, lengthSteps = 4) => ({
      ...{ startStep, pitch, lengthSteps, velocity: 90 },
    })
    const voice = skyline([at(0, 60), at(0, 72, 8), at(4, 62), at(8, 71)])
    expect(voice.map(({ pitch }) => pitch)).toEqual([72, 71])
    expect(skyline([at(0, 60, 8), at(4, 72)]).map(({ lengthSteps }) => lengthSteps)).toEqual([4, 4])
  })

  test("there is nothing to hear in a loop without notes", () => {
    expect(melodies.hear(melody())).toBeNull()
    expect(drums.hear({ kind: "drums", bars: 2, notes: [] })).toBeNull()
  })

  test("what is told is the likeliest code, and nothing is held that has not begun", () => {
    const told = new Float32Array(32 * 39)
    for (let step = 0; step < 32; step++) told[step * 39 + (step === 4 ? 14 : 1)] = 1
    const codes = melodies.fromNumbers(told)
    expect([...codes.subarray(0, 6)]).toEqual([0, 0, 0, 0, 14, 1])
    expect([...codes].filter(isOnset)).toHaveLength(1)
  })
})

describe("drums", () => {
  test("every kind comes back at its step as hard as it was struck", () => {
    fc.assert(
      fc.property(anyLoop("drums"), (loop) => {
        const heard = heardOf(loop)
        const again = heardOf({ ...loop, notes: drums.notes(heard) })
        expect(again.content).toEqual(heard.content)
      }),
    )
  })

  test("what goes into a network would come out of a perfect one", () => {
    fc.assert(
      fc.property(anyLoop("drums"), (loop) => {
        const { content } = heardOf(loop)
        const told = drums.toTensor([content]).data as Float32Array
        expect(drums.fromNumbers(told)).toEqual(content)
      }),
    )
  })
})

test("denser, wider, rising, syncopated and chromatic melodies measure so", () => {
  const [density, range, contour, syncopation, tonality] = [0, 1, 2, 3, 4] as const
  const of = (loop: Loop): number[] => melodies.measure(heardOf(loop).content)
  const plain = of(melody(60, 62, 64, 65))
  expect(of(melody(60, 62, 64, 65, 67, 65, 64, 62))[density]).toBeGreaterThan(plain[density]!)
  expect(of(melody(60, 72, 64, 65))[range]).toBeGreaterThan(plain[range]!)
  expect(of(melody(65, 64, 62, 60))[contour]).toBeLessThan(0)
  expect(plain[contour]).toBeGreaterThan(0)
  const late = melody(60, 62, 64, 65)
  late.notes = late.notes.map((note) => ({ ...note, startStep: note.startStep + 1 }))
  expect(of(late)[syncopation]).toBeGreaterThan(plain[syncopation]!)
  expect(of(melody(60, 61, 62, 63, 64, 65, 66, 67))[tonality]).toBeLessThan(plain[tonality]!)
})
