import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { placesOf, tempoOf } from "#engine/duet/hearing/beats.ts"
import { hearCall } from "#engine/duet/hearing/hear-call.ts"
import { nearNormal, seededRandom } from "#shared/music/random.ts"
import type { PlayedNote } from "#shared/contract/index.ts"

const STEPS = 12
/** A tune in steps of a twelfth of a beat, as hands play it. */
const TUNE = [0, 12, 18, 24, 36, 48, 54, 60, 72, 84]

const playedAt = (bpm: number, spreadSeconds: number, seed: number, tune = TUNE): number[] => {
  const random = seededRandom(seed)
  return tune.map((step) => (step * 60) / bpm / STEPS + spreadSeconds * nearNormal(random))
}

const notesAt = (onsets: readonly number[], pitches?: readonly number[]): PlayedNote[] =>
  onsets.map((startSeconds, at) => ({
    ...{ startSeconds: Math.max(0, startSeconds), lengthSeconds: 0.2 },
    ...{ pitch: pitches?.[at] ?? 60 + at, velocity: 80 },
  }))

describe("the beat of a phrase", () => {
  it("is found within 2 % where hands are off by 8 ms, at usual tempos", () => {
    const found = Array.from({ length: 40 }, (_, seed) => {
      const bpm = 75 + seed * 1.5
      return tempoOf(playedAt(bpm, 0.008, seed)) / bpm
    })
    expect(found.filter((ratio) => Math.abs(ratio - 1) < 0.02).length).toBeGreaterThanOrEqual(36)
  })

  it("is 100 where fewer than three notes say anything", () => {
    expect(tempoOf([])).toBe(100)
    expect(tempoOf([0, 1])).toBe(100)
  })

  it("keeps its places while the player slows down by 6 %", () => {
    const slowing = TUNE.map((step) => ((step * 60) / 100 / STEPS) * (1 + (0.06 * step) / 84))
    expect(placesOf(slowing, tempoOf(slowing))).toEqual(TUNE)
  })

  it("never goes back, whatever is played", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 60 }),
        (steps) => {
          const onsets: number[] = []
          for (const step of steps) onsets.push((onsets.at(-1) ?? 0) + step)
          const bpm = tempoOf(onsets)
          const places = placesOf(onsets, bpm)
          expect(bpm).toBeGreaterThan(0)
          expect(places.every((place, at) => place >= (places[at - 1] ?? 0))).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe("a call that is heard", () => {
  it("that could be in a major or its relative minor is in the one that it begins on", () => {
    const keyOfHeld = (pitches: number[], lastSeconds: number): number | null => {
      const notes = notesAt([0, 0.5, 1, 1.5], pitches).map((note) => ({
        ...note,
        lengthSeconds: 0.5,
      }))
      return hearCall([...notes.slice(0, 3), { ...notes[3]!, lengthSeconds: lastSeconds }], null)
        .key
    }
    const [C_MAJOR, A_MINOR] = [0, 21]
    for (const held of [0.46, 0.5, 0.54, 0.58])
      expect(keyOfHeld([60, 64, 67, 69], held)).toBe(C_MAJOR)
    for (const held of [0.46, 0.5]) expect(keyOfHeld([57, 60, 64, 67], held)).toBe(A_MINOR)
    expect(keyOfHeld([60, 64, 67, 69], 1.5)).toBe(A_MINOR)
  })

  it("has the key that its notes are in", () => {
    const scale = [67, 69, 71, 72, 74, 76, 78, 79, 74, 67]
    expect(hearCall(notesAt(playedAt(100, 0, 1), scale), null).key).toBe(7)
  })

  it("stands in the bars of a metronome where there is one", () => {
    const beat = { bpm: 120, barSeconds: -1, numerator: 3, denominator: 4 as const }
    const { piece, startTicks, barTicks, isInTime } = hearCall(notesAt([0.01, 0.5, 1.02]), beat)
    expect(startTicks).toBe(2 * 960)
    expect(piece.notes.map((note) => note.startTicks / 960)).toEqual([2, 3, 4])
    expect(barTicks).toBe(3 * 960)
    expect(isInTime).toBe(true)
  })

  it("hears notes that begin within 35 ms as a chord", () => {
    const { piece } = hearCall(notesAt([0, 0.02, 0.034, 0.6, 1.2]), null)
    const starts = piece.notes.map((note) => note.startTicks)
    expect(new Set(starts.slice(0, 3)).size).toBe(1)
    expect(new Set(starts).size).toBe(3)
  })

  it("knows what is swung: late on the half of a beat", () => {
    const tune = [0, 6, 12, 18, 24, 30, 36, 42, 48]
    const beat = { bpm: 120, barSeconds: 0, numerator: 4, denominator: 4 as const }
    const onsets = tune.map((step) => step / 24 + (step % 12 === 6 ? 0.03 : 0))
    const { feel } = hearCall(notesAt(onsets), beat)
    expect(feel.lateSeconds.half - feel.lateSeconds.beat).toBeGreaterThan(0.012)
  })
})
