import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  bytesText,
  countText,
  dateText,
  leftText,
  rateText,
  sentences,
  timeText,
} from "../../../../src-renderer/ui/words.ts"

describe("times", () => {
  test("are minutes and seconds, with hours when there are any", () => {
    expect(timeText(0)).toBe("0:00")
    expect(timeText(59.6)).toBe("1:00")
    expect(timeText(228)).toBe("3:48")
    expect(timeText(3723)).toBe("1:02:03")
  })

  test("show milliseconds without rounding up to a second that has not come", () => {
    expect(timeText(84.183, 3)).toBe("1:24.183")
    expect(timeText(0.9999, 3)).toBe("0:00.999")
  })

  test("never lose time: what is shown is at most a millisecond early", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 40_000, noNaN: true }), (seconds) => {
        const [whole = "", milliseconds = ""] = timeText(seconds, 3).split(".")
        const read = whole.split(":").reduce((sum, part) => sum * 60 + Number(part), 0)
        const error = seconds - (read + Number(milliseconds) / 1000)
        expect(error).toBeGreaterThan(-1e-5)
        expect(error).toBeLessThan(0.001 + 1e-5)
      }),
    )
  })
})

test("sentences that follow one another begin with capital letters", () => {
  const told = ["Wrote tune.mid", "chords left out: 2", "tempo ramps written as steps: 1"]
  expect(sentences(told)).toBe(
    "Wrote tune.mid. Chords left out: 2. Tempo ramps written as steps: 1",
  )
})

describe("what is left of a job", () => {
  test("is estimated at first", () => {
    expect(leftText(null)).toBe("estimating")
  })

  test.each([
    [0.2, "about 1 s left"],
    [7.2, "about 8 s left"],
    [12, "about 15 s left"],
    [41, "about 50 s left"],
    [58, "about 1 min left"],
    [660, "about 11 min left"],
    [7200, "about 2 h left"],
  ])("%f seconds are %s", (seconds, words) => {
    expect(leftText(seconds)).toBe(words)
  })
})

test("dates are relative for a day, then absolute", () => {
  const now = Date.UTC(2026, 10, 22, 12)
  expect(dateText(now - 20_000, now)).toBe("now")
  expect(dateText(now - 5 * 60_000, now)).toBe("5 min ago")
  expect(dateText(now - 5 * 3_600_000, now)).toBe("5 h ago")
  expect(dateText(now - 48 * 3_600_000, now)).toBe("20 Nov 2026")
})

test("amounts have their units", () => {
  expect(bytesText(0)).toBe("0 bytes")
  expect(bytesText(1_500_000)).toBe("1.5 MB")
  expect(bytesText(412_000_000)).toBe("412 MB")
  expect(rateText(44_100)).toBe("44.1 kHz")
  expect(countText(1, "song")).toBe("1 song")
  expect(countText(1240, "song")).toBe("1,240 songs")
})
