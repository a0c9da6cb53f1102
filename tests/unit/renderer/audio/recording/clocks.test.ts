import { describe, expect, it } from "vitest"
import { seededRandom } from "#shared/music/random.ts"
import { HeardClock } from "../../../../../src-renderer/audio/recording/heard-clock.ts"
import { ClockOffset } from "../../../../../src-renderer/engine/clock-offset.ts"

describe("the clock of what is heard", () => {
  it("is steady although the system tells it in blocks, and late", () => {
    const random = seededRandom(3)
    const clock = new HeardClock()
    const block = 480 / 48_000
    let worst = 0
    for (let ms = 1000; ms < 61_000; ms += 80 + 10 * random()) {
      const truth = 5 + ms / 1000
      clock.sample(ms, Math.floor((truth - 0.002 * random()) / block) * block)
      if (ms > 7000) worst = Math.max(worst, Math.abs(clock.heardAt(ms - 7)! - (truth - 0.007)))
    }
    // A block is 10 ms, a word is up to 2 ms late: what is left is less than a fifth of a block.
    expect(worst).toBeLessThan(0.002)
  })

  it("knows nothing before it was told", () => {
    expect(new HeardClock().heardAt(5)).toBeUndefined()
  })
})

describe("another process's clock", () => {
  it("is known to a fraction of a millisecond although answers are late now and then", () => {
    const random = seededRandom(5)
    const offset = new ClockOffset()
    for (let i = 0; i < 8; i++) {
      const [there, back] = [0.05 + 6 * random() ** 4, 0.05 + 6 * random() ** 4]
      const sent = 1000 * i
      offset.add(sent, sent + there + 777, sent + there + back)
    }
    expect(Math.abs(offset.here(20_777, 99_999) - 20_000)).toBeLessThan(0.2)
  })

  it("never tells of the future, and is now while nothing is known", () => {
    const offset = new ClockOffset()
    expect(offset.here(123, 50)).toBe(50)
    offset.add(0, 1000, 1)
    expect(offset.here(1100, 60)).toBe(60)
  })
})
