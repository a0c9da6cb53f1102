import { describe, expect, test } from "vitest"
import { PLAIN } from "#shared/timecode/index.ts"
import {
  judgeSignal,
  steadied,
  type SignalFigures,
} from "../../../../src-renderer/features/deck/timecode/signal-quality.ts"
import {
  placeText,
  qualityText,
  speedText,
  wiringText,
} from "../../../../src-renderer/features/deck/timecode/timecode-words.ts"

const GOOD: SignalFigures = {
  ...{ isLifted: false, unknownSeconds: 0, leftRms: 0.25, rightRms: 0.25, correlation: 0.02 },
  ...{ clippedShare: 0, noiseRms: 0.003, bitErrors: 0 },
}
const told = (changes: Partial<SignalFigures>): string =>
  qualityText(judgeSignal({ ...GOOD, ...changes }))

describe("how well a control record is heard", () => {
  test.each([
    [{}, "Good"],
    [{ leftRms: 0.125 }, "Weak: left channel quiet by 6 dB"],
    [{ rightRms: 0.125 }, "Weak: right channel quiet by 6 dB"],
    [{ rightRms: 0 }, "Lost: the left channel alone is heard"],
    [{ correlation: 0.99 }, "Lost: both channels are the same; a stereo cable is needed"],
    [{ correlation: 0.5 }, "Weak: the channels are 30° off their quarter of a cycle"],
    [{ noiseRms: 0.02 }, "Weak: noise is only 22 dB below the signal"],
    [{ noiseRms: 0.1 }, "Lost: noise is only 8 dB below the signal"],
    [{ clippedShare: 0.1 }, "Weak: too loud, its peaks are cut off"],
    [
      { leftRms: 0.001, rightRms: 0.001, noiseRms: 1e-5 },
      "Weak: quiet, −60 dB; is it the phono input?",
    ],
    [{ unknownSeconds: 3 }, "Lost: it moves, but it is no known place of this record"],
    [{ bitErrors: 0.2 }, "Weak: 20 of 100 bits are read wrong; clean the needle"],
    [{ isLifted: true, leftRms: 0, rightRms: 0 }, "Lost: nothing is heard; is the needle down?"],
  ])("%o is told as %s", (changes, words) => {
    expect(told(changes)).toBe(words)
  })

  test("is not read aloud again while a figure wavers by one", () => {
    const quiet = judgeSignal({ ...GOOD, leftRms: 0.125 })
    const wavering = judgeSignal({ ...GOOD, leftRms: 0.115 })
    expect(steadied(wavering, quiet)).toBe(quiet)
    const other = judgeSignal({ ...GOOD, leftRms: 0.06 })
    expect(steadied(other, quiet)).toBe(other)
    expect(steadied(judgeSignal(GOOD), quiet).word).toBe("good")
  })
})

test("speeds are told as a turntable's, 33 and 45 apart", () => {
  expect([1.002, 1.35, 1.377, 0.5, -1, 0, 0.99999].map(speedText)).toEqual([
    ...["33⅓ rpm, +0.2 %", "45 rpm, ±0.0 %", "45 rpm, +2.0 %", "16.7 rpm", "−33.3 rpm", "stands"],
    "33⅓ rpm, ±0.0 %",
  ])
})

test("wiring is told where it is unusual, places in minutes", () => {
  expect(wiringText(PLAIN)).toBeNull()
  expect(wiringText({ isSwapped: true, invertsLeft: true, invertsRight: false })).toBe(
    "Taken into account: left and right are swapped, the left channel is turned over.",
  )
  expect([placeText(75.25), placeText(NaN)]).toEqual(["1:15.3", "not known"])
})
