import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ClockMap } from "#shared/gesture/encodings/clock-map.ts"
import { Control14 } from "#shared/gesture/encodings/control14.ts"
import { diff14Ticks, RELATIVE7, speed7Velocity } from "#shared/gesture/encodings/relative7.ts"
import { readReport } from "#shared/gesture/encodings/timed-report.ts"
import { RELEASE_MICROS, steadyTouch, TouchGate } from "#shared/gesture/encodings/touch-gate.ts"
import { WrappedCounter } from "#shared/gesture/encodings/wrapped-counter.ts"
import { timedReport } from "../../../support/gesture/device-simulator.ts"
import { ENCODE, encodeSpeed7, MOST_TICKS } from "../../../support/gesture/encoders.ts"
import { TIMED_LAYOUT } from "../../../support/gesture/profiles.ts"

const upTo = (most: number) => fc.integer({ min: -most, max: most })

describe("encodings of ticks", () => {
  it.each(["offset64", "twos7", "sign-magnitude"] as const)(
    "%s gives back what was sent",
    (name) => {
      fc.assert(
        fc.property(upTo(MOST_TICKS[name]), (ticks) => {
          expect(RELATIVE7[name](ENCODE[name](ticks)[0]!) === ticks).toBe(true)
        }),
      )
    },
  )

  it("sign-only gives one tick a message, whatever its size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 63 }), (size) => {
        expect(RELATIVE7["sign-only"](size)).toBe(1)
        expect(RELATIVE7["sign-only"](128 - size)).toBe(-1)
      }),
    )
  })

  it("diff14 gives back what was sent in two messages", () => {
    fc.assert(
      fc.property(upTo(8191), (ticks) => {
        const [high = 0, low = 0] = ENCODE.diff14(ticks)
        const pair = new Control14({ mayHaveSevenBits: false })
        expect(pair.pushHigh(high, 0)).toBeUndefined()
        expect(diff14Ticks(pair.pushLow(low)!)).toBe(ticks)
      }),
    )
  })

  it("knows the examples of the makers", () => {
    expect([0x43, 0x31].map(RELATIVE7.offset64)).toEqual([3, -15])
    expect([1, 16_383].map(diff14Ticks)).toEqual([1, -1])
    expect(speed7Velocity(64)).toBe(0)
    expect(speed7Velocity(65)).toBeCloseTo(0.06, 2)
    expect(speed7Velocity(127)).toBe(4)
    expect(speed7Velocity(63)).toBeLessThan(0)
  })

  it("speed7 gives back a speed within half a step", () => {
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), (velocity) => {
        expect(Math.abs(speed7Velocity(encodeSpeed7(velocity)) - velocity)).toBeLessThan(0.033)
      }),
    )
  })
})

describe("a counter that wraps", () => {
  it("is unrolled however far it goes, as long as the speed changes by less than half of it", () => {
    fc.assert(
      fc.property(
        fc.array(upTo(60), { maxLength: 60 }),
        fc.integer({ min: 0, max: 127 }),
        (changes, start) => {
          const counter = new WrappedCounter(128)
          let position = start
          let speed = 0
          counter.push(position)
          for (const change of changes) {
            const expected = speed
            speed += change
            position += speed
            expect(counter.push(((position % 128) + 128) % 128, expected) === speed).toBe(true)
          }
        },
      ),
    )
  })

  it("says nothing about the way after an interruption", () => {
    const counter = new WrappedCounter(128)
    counter.push(3)
    counter.forget()
    expect(counter.push(90)).toBe(0)
  })
})

describe("reports with a position and a time", () => {
  it("are read back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 65_535 }),
        fc.integer({ min: 0, max: 2 ** 24 - 1 }),
        (count, micros) => {
          const report = readReport(Uint8Array.from(timedReport(count, micros)), TIMED_LAYOUT)
          expect(report).toEqual({ position: count, timer: micros, isTouched: undefined })
        },
      ),
    )
  })

  it("may hold seven bits a byte, the highest first, and touch", () => {
    const layout = {
      ...{ bitsPerByte: 7 as const, order: "big" as const },
      position: { byte: 5, bytes: 2, bits: 8 },
      timer: { byte: 1, bytes: 4, bits: 24 },
      touch: { byte: 0, mask: 1 },
    }
    const bytes = Uint8Array.of(1, 0x07, 0x7f, 0x7f, 0x7f, 0x01, 0x7f)
    expect(readReport(bytes, layout)).toEqual({
      position: 255,
      timer: 2 ** 24 - 1,
      isTouched: true,
    })
  })

  it("are no reports when they are too short or begin in another way", () => {
    expect(readReport(Uint8Array.of(0x2a, 1), TIMED_LAYOUT)).toBeUndefined()
    expect(readReport(Uint8Array.of(0x2b, 1, 2, 3, 4, 5, 6), TIMED_LAYOUT)).toBeUndefined()
  })

  it("arrive late, never early: the quickest one sets the device's clock on the host's", () => {
    const clock = new ClockMap()
    const delays = [0.004, 0.001, 0.003, 0.009, 0.0015]
    const seconds = delays.map((delay, i) => clock.hostSeconds(100 + i, 5 + i + delay))
    expect(seconds.slice(1)).toEqual(
      [6.001, 7.001, 8.001, 9.001].map((each): unknown => expect.closeTo(each, 9)),
    )
  })
})

describe("two halves of a number", () => {
  const sweep = (values: readonly number[], isLost: (i: number) => boolean) => {
    const pair = new Control14()
    return values.map((value, i) => {
      pair.pushHigh(value >> 7, 5000 * i)
      if (!isLost(i)) pair.pushLow(value & 0x7f)
      return pair.value
    })
  }
  const values = fc.array(fc.integer({ min: 0, max: 16_383 }), { minLength: 1, maxLength: 50 })

  it("make the number that was sent", () => {
    fc.assert(
      fc.property(values, (sent) => {
        expect(sweep(sent, () => false)).toEqual(sent)
      }),
    )
  })

  it("never show the high half alone: where the low one is lost, the number before stays", () => {
    fc.assert(
      fc.property(
        values,
        fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }),
        (sent, lost) => {
          const all = [8000, ...sent]
          const isLost = (i: number): boolean => i > 0 && lost[i - 1]!
          const seen = sweep(all, isLost)
          for (const [i, value] of seen.entries())
            expect(value).toBe(isLost(i) ? seen[i - 1] : all[i])
        },
      ),
    )
  })

  it("change the low bits when the low half comes alone, and are whole however late it comes", () => {
    const pair = new Control14()
    pair.pushHigh(10, 0)
    pair.pushLow(5)
    expect(pair.pushLow(9)).toBe(10 * 128 + 9)
    pair.pushHigh(11, 20_000)
    expect(pair.pushLow(3)).toBe(11 * 128 + 3)
  })

  it("are at most a step wrong once nothing follows a lost low half", () => {
    const pair = new Control14()
    pair.pushHigh(10, 0)
    pair.pushLow(5)
    pair.pushHigh(90, 10_000)
    expect(pair.settle(30_000)).toBeUndefined()
    expect(pair.settle(70_000)).toBe(90 * 128)
  })

  it("are a fader of seven bits where no low half ever comes", () => {
    const pair = new Control14()
    const seen = [0, 30, 60, 90, 127].map((high, i) => pair.pushHigh(high, 5000 * i))
    expect(seen.slice(-2)).toEqual([Math.round((90 / 127) * 16_383), 16_383])
  })
})

describe("touch", () => {
  it("lets go only after 20 ms without a hand", () => {
    const gate = new TouchGate()
    gate.push(true, 0)
    gate.push(false, 50_000)
    expect(gate.isTouchedAt(50_000 + RELEASE_MICROS - 1)).toBe(true)
    expect(gate.isTouchedAt(50_000 + RELEASE_MICROS)).toBe(false)
    gate.push(true, 80_000)
    gate.push(false, 90_000)
    gate.push(true, 95_000)
    expect(gate.isTouchedAt(200_000)).toBe(true)
  })

  it("alternates, and no release in it is shorter than 20 ms, however it flickers", () => {
    const edges = fc.array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.boolean()))
    fc.assert(
      fc.property(edges, (steps) => {
        let atMicros = 0
        const steady = steadyTouch(
          steps.map(([gap, isDown]) => ({ atMicros: (atMicros += gap), isDown })),
        )
        for (const [i, edge] of steady.entries()) {
          expect(edge.isDown).toBe(i % 2 === 0)
          if (i > 0 && edge.isDown)
            expect(edge.atMicros - steady[i - 1]!.atMicros).toBeGreaterThanOrEqual(RELEASE_MICROS)
        }
      }),
    )
  })
})
