import fc from "fast-check"
import { expect, test } from "vitest"
import { AudioClock } from "../../../../src-renderer/audio/decks/audio-clock.ts"

const RATE_HZ = 48_000

test("a moment's frame is found within a millisecond though the context's time comes in blocks", () => {
  const blocks = fc.constantFrom(128, 256, 480)
  fc.assert(
    fc.property(blocks, fc.integer({ min: 1, max: 1000 }), (block, seed) => {
      const clock = new AudioClock(RATE_HZ)
      let noise = seed
      for (let ms = 1000; ms < 9000; ms += 17 + (noise % 7)) {
        noise = (noise * 1103515245 + 12345) % 2 ** 31
        const frames = ((ms - 250) / 1000) * RATE_HZ
        clock.note(ms, (Math.floor(frames / block) * block) / RATE_HZ)
      }
      expect(Math.abs(clock.frameAt(9000) - 8.75 * RATE_HZ)).toBeLessThan(48)
    }),
    { numRuns: 20 },
  )
})

test("a context that stood still is followed again after ten seconds", () => {
  const clock = new AudioClock(RATE_HZ)
  for (let ms = 0; ms < 5000; ms += 20) clock.note(ms, ms / 1000)
  for (let ms = 6000; ms < 17_000; ms += 20) clock.note(ms, ms / 1000 - 1)
  expect(clock.frameAt(17_000)).toBeCloseTo(16 * RATE_HZ, 0)
})

test("nothing is known before anything was noted", () => {
  expect(new AudioClock(RATE_HZ).frameAt(5)).toBeNaN()
})
