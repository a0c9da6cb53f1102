import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { PhraseDetector, type Phrase } from "#shared/duet/index.ts"
import { LONGEST_SECONDS, MOST_NOTES } from "../../../../src-main/shared/duet/phrase-notes.ts"

/** Keys of a quarter of a second, one after the other. */
function play(detector: PhraseDetector, pitches: readonly number[], fromSeconds = 0): number {
  pitches.forEach((pitch, at) => {
    detector.press(pitch, 90, fromSeconds + at * 0.25)
    detector.release(pitch, fromSeconds + at * 0.25 + 0.2)
  })
  return fromSeconds + (pitches.length - 1) * 0.25 + 0.2
}

describe("a phrase", () => {
  it("ends by a silence of 350 ms, or of one and a half times its rhythm where that is longer", () => {
    const detector = new PhraseDetector()
    const released = play(detector, [60, 62, 64])
    expect(detector.endsAtSeconds).toBeCloseTo(released + 0.375)
    expect(detector.advance(released + 0.37)).toBeNull()
    const phrase = detector.advance(released + 0.38)
    expect(phrase?.notes.map(({ pitch }) => pitch)).toEqual([60, 62, 64])
    expect(detector.isUnderWay).toBe(false)
    detector.press(60, 90, 10)
    detector.release(60, 10.05)
    expect(detector.endsAtSeconds).toBeCloseTo(10.4)
  })

  it("ends by no shorter silence than is asked for, as where a partner plays along", () => {
    const detector = new PhraseDetector()
    detector.silenceSeconds = 2
    expect(play(detector, [60, 62, 64]) + 2).toBeCloseTo(detector.endsAtSeconds)
  })

  it("does not end while a key is down, and one that hangs is let go after ten seconds", () => {
    const detector = new PhraseDetector()
    detector.press(60, 90, 0)
    expect(detector.advance(9.9)).toBeNull()
    expect(detector.endsAtSeconds).toBe(LONGEST_SECONDS)
    expect(detector.advance(10)).toBeNull()
    expect(detector.isHeld).toBe(false)
    expect(detector.advance(10.36)?.notes).toMatchObject([{ lengthSeconds: LONGEST_SECONDS }])
  })

  it("ends with the pedal where that is wanted and used, and by silence where it is not", () => {
    const detector = new PhraseDetector()
    detector.ending = "pedal"
    detector.pedal(true, 0)
    const released = play(detector, [60, 64, 67])
    expect(detector.advance(released + 5)).toBeNull()
    detector.pedal(false, released + 5.5)
    expect(detector.advance(released + 5.5)?.endSeconds).toBeCloseTo(released + 5.5)
    play(detector, [60], 20)
    expect(detector.advance(20.6)).not.toBeNull()
  })

  it("ends at the bar line, with the keys that are down", () => {
    const detector = new PhraseDetector()
    detector.ending = "bar"
    detector.bars = { atSeconds: 1, lengthSeconds: 2, bars: 1 }
    // A breath before the line at 3: it is the next bar's.
    detector.press(60, 90, 2.9)
    expect(detector.advance(4.9)).toBeNull()
    expect(detector.advance(5)).toMatchObject({ endSeconds: 5, notes: [{ pitch: 60 }] })
  })

  it("ends by a button whatever is held", () => {
    const detector = new PhraseDetector()
    detector.ending = "button"
    const released = play(detector, [60, 62])
    expect(detector.advance(released + 60)).toBeNull()
    expect(detector.end(released + 60)?.notes).toHaveLength(2)
    expect(detector.end(released + 61)).toBeNull()
  })

  it("keeps the first 2,048 notes of a flood, quickly", () => {
    const detector = new PhraseDetector()
    for (let i = 0; i < 10_000; i++) {
      detector.press(i % 128, 90, i / 10_000)
      detector.release(i % 128, (i + 1) / 10_000)
    }
    const phrase = detector.advance(5)
    expect(phrase?.notes).toHaveLength(MOST_NOTES)
    expect(phrase?.notes.at(-1)!.startSeconds).toBeCloseTo((MOST_NOTES - 1) / 10_000)
  })

  it("loses no note, and makes none up, whatever order presses and releases come in", () => {
    const event = fc.record({
      ...{ isOn: fc.boolean(), pitch: fc.integer({ min: 58, max: 62 }) },
      seconds: fc.double({ min: 0, max: 20, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const detector = new PhraseDetector()
        for (const { isOn, pitch, seconds } of events) {
          if (isOn) detector.press(pitch, 64, seconds)
          else detector.release(pitch, seconds)
        }
        const phrases: Phrase[] = []
        for (let now = 0; now < 120; now += 5) {
          const phrase = detector.advance(now)
          if (phrase) phrases.push(phrase)
        }
        const notes = phrases.flatMap((phrase) => phrase.notes)
        expect(notes).toHaveLength(events.filter(({ isOn }) => isOn).length)
        expect(detector.isUnderWay).toBe(false)
        for (const { startSeconds, lengthSeconds } of notes) {
          expect(startSeconds).toBeGreaterThanOrEqual(0)
          expect(lengthSeconds).toBeGreaterThan(0)
          expect(lengthSeconds).toBeLessThanOrEqual(LONGEST_SECONDS)
        }
      }),
      { numRuns: 25 },
    )
  })
})
