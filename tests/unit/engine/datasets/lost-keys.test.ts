import { describe, expect, test } from "vitest"
import { hasLostKeys, withKeys } from "#engine/datasets/readers/lost-keys.ts"
import type { Score } from "#engine/datasets/readers/score.ts"

/** Chords of quarters under a signature. */
function score(sharps: number, chords: number[][], times = 10): Score {
  const notes = Array.from({ length: times }, () => chords)
    .flat()
    .flatMap((chord, at) =>
      chord.map((pitch) => ({ startTicks: at * 960, lengthTicks: 960, pitch, velocity: 80 })),
    )
  const keys = [{ startTicks: 0, sharps }]
  return { title: "", parts: [{ program: 0, notes }], meters: [], tempos: [], keys }
}

const chordsOf = ({ parts }: Score): number[] =>
  parts[0]!.notes.slice(0, 7).map(({ pitch }) => pitch)

describe("key signatures that a converter lost", () => {
  test("are known by notes that do not follow them, and put back", () => {
    // A major, E major 7th without their sharps, as verovio writes them; the D sharp has its own accidental.
    const lost = score(3, [
      [57, 60, 64],
      [55, 59, 63, 67],
    ])
    expect(hasLostKeys(lost)).toBe(true)
    expect(chordsOf(withKeys(lost))).toEqual([57, 61, 64, 56, 59, 63, 68])
    expect(hasLostKeys(withKeys(lost))).toBe(false)
  })

  test("in a minor key with flats its leading note stays where it leads", () => {
    // C minor, G major 7th: the E and the A are flat, the B of the dominant is natural, that of the tonic's neighbour is not.
    const lost = score(-3, [
      [60, 64, 67],
      [55, 59, 62, 65],
    ])
    expect(chordsOf(withKeys(lost))).toEqual([60, 63, 67, 55, 59, 62, 65])
    expect(chordsOf(withKeys(score(-3, [[58 + 1, 65, 69, 72, 72, 72, 72]])))[0]).toBe(58)
  })

  test("are nobody's matter where most notes follow them, or none is told", () => {
    expect(
      hasLostKeys(
        score(3, [
          [57, 61, 64],
          [57, 60, 64],
          [56, 61, 64],
        ]),
      ),
    ).toBe(false)
    expect(hasLostKeys(score(0, [[60, 64, 67]], 20))).toBe(false)
    expect(hasLostKeys({ ...score(3, [[60]], 50), keys: [] })).toBe(false)
  })
})
