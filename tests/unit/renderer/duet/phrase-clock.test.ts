import { expect, it, vi } from "vitest"
import type { Phrase } from "#shared/duet/index.ts"
import { now, PhraseClock } from "../../../../src-renderer/features/duet/play/phrase-clock.ts"

it("of 10,000 notes that come at once every one is in a phrase: where one is full, the next begins", () => {
  const phrases: Phrase[] = []
  let begun = 0
  const clock = new PhraseClock(
    {
      onpress: (isFirst) => void (begun += Number(isFirst)),
      onchange: () => undefined,
      onrest: () => undefined,
      onend: (phrase) => void phrases.push(phrase),
    },
    () => ({ ending: "silence", beats: null, bars: 1, leadSeconds: 0 }),
  )
  for (let at = 0; at < 10_000; at++) {
    clock.press(36 + (at % 60), 80, now())
    clock.release(36 + (at % 60), now())
  }
  clock.finish()
  expect(phrases.reduce((sum, { notes }) => sum + notes.length, 0)).toBe(10_000)
  expect(phrases.map(({ notes }) => notes.length)).toEqual([2048, 2048, 2048, 2048, 1808])
  expect(begun).toBe(phrases.length)
})

it("a phrase that a bar line ends is over a little before, so that its answer begins on the line", async () => {
  const beats = { bpm: 240, numerator: 1, denominator: 4, lineSeconds: now(), barSeconds: 0.25 }
  let endedSeconds = 0
  const nothing = (): void => undefined
  const clock = new PhraseClock(
    {
      ...{ onpress: nothing, onchange: nothing, onrest: nothing },
      onend: (phrase) => void (endedSeconds = phrase.endSeconds),
    },
    () => ({ ending: "bar", beats, bars: 1, leadSeconds: 0.1 }),
  )
  clock.press(60, 80, beats.lineSeconds + 0.01)
  clock.release(60, beats.lineSeconds + 0.02)
  await vi.waitFor(() => expect(endedSeconds).toBeGreaterThan(0))
  expect(endedSeconds - beats.lineSeconds).toBeCloseTo(0.15, 6)
})
