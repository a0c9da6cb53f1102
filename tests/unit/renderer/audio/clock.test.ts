import { describe, expect, it } from "vitest"
import { heardSeconds } from "../../../../src-renderer/audio/output-clock.ts"

describe("the loudspeaker's clock", () => {
  const stamp = (contextTime: number, performanceTime: number) => ({
    getOutputTimestamp: () => ({ contextTime, performanceTime }),
  })

  it("runs on between time stamps", () => {
    const context = { currentTime: 10.04, ...stamp(10, 5000) }
    expect(heardSeconds(context, 5000)).toBeCloseTo(10, 9)
    expect(heardSeconds(context, 5016)).toBeCloseTo(10.016, 9)
  })

  it("is never ahead of what has been made", () => {
    expect(heardSeconds({ currentTime: 10.01, ...stamp(10, 5000) }, 5100)).toBe(10.01)
  })

  it("takes the latency off where there is no time stamp, as without a sound card", () => {
    expect(heardSeconds({ currentTime: 3, outputLatency: 0.02 }, 0)).toBeCloseTo(2.98, 9)
    expect(heardSeconds({ currentTime: 3, ...stamp(0, 0) }, 100)).toBe(3)
    expect(heardSeconds({ currentTime: 0.01, outputLatency: 0.1 }, 0)).toBe(0)
  })

  it("does not believe an old time stamp", () => {
    expect(heardSeconds({ currentTime: 12, outputLatency: 0, ...stamp(10, 5000) }, 6900)).toBe(12)
  })
})
