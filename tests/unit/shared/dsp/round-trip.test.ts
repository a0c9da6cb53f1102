import { describe, expect, it } from "vitest"
import { roundTripFrames, roundTripSignal } from "#shared/dsp/index.ts"
import { seededRandom } from "#shared/music/random.ts"

const RATE_HZ = 48_000

interface Way {
  delay?: number
  gain?: number
  noise?: number
  /** Echoes of the room: frames later and how loud. */
  echo?: [number, number]
}

/** What comes back of the signal. */
function answerOf({ delay = 0, gain = 1, noise = 0, echo }: Way): Float32Array {
  const { signal, answerFrames } = roundTripSignal(RATE_HZ)
  const random = seededRandom(7)
  return Float32Array.from({ length: answerFrames }, (_, i) => {
    const heard = signal[i - delay] ?? 0
    const later = echo ? (signal[i - delay - echo[0]] ?? 0) * echo[1] : 0
    return gain * (heard + later) + noise * (2 * random() - 1)
  })
}

describe("the round trip", () => {
  it.each([0, 1, 777, 4800, 23_999])("of %i frames is found to the frame", (delay) => {
    expect(roundTripFrames(answerOf({ delay }), RATE_HZ)).toBe(delay)
  })

  it("is found 30 dB below, in noise that is louder, with the sign turned and an echo", () => {
    const way: Way = { delay: 1234, gain: -0.03, noise: 0.03, echo: [900, 0.6] }
    expect(roundTripFrames(answerOf(way), RATE_HZ)).toBe(1234)
  })

  it("is not made up where only noise comes back, or nothing", () => {
    expect(roundTripFrames(answerOf({ gain: 0, noise: 0.5 }), RATE_HZ)).toBeNull()
    expect(roundTripFrames(answerOf({ gain: 0 }), RATE_HZ)).toBeNull()
  })

  it("sends a signal that stays within a third of full scale", () => {
    const { signal } = roundTripSignal(44_100)
    expect(Math.max(...signal.map(Math.abs))).toBeCloseTo(0.35, 5)
  })
})
