import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  createMeterMap,
  gridLines,
  MusicError,
  positionName,
  snapTick,
  type Grid,
  type MeterPoint,
} from "#shared/music/index.ts"

const CHANGING: MeterPoint[] = [
  { tick: 0, numerator: 4, denominator: 4 },
  { tick: 7680, numerator: 7, denominator: 8 },
  { tick: 7680 + 3360 + 1000, numerator: 3, denominator: 4 },
]
const someMeters = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 20_000 }),
      numerator: fc.integer({ min: 1, max: 13 }),
      denominator: fc.constantFrom(1, 2, 4, 8, 16, 32, 64),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((steps) => {
    let tick = 0
    return steps.map(({ gap, ...rest }, i): MeterPoint => ({
      tick: (tick += i === 0 ? 0 : gap),
      ...rest,
    }))
  })
const someGrid = fc.oneof(
  fc.constantFrom<Grid>({ kind: "bar" }, { kind: "beat" }),
  fc.record({
    kind: fc.constantFrom("straight" as const, "triplet" as const, "dotted" as const),
    division: fc.constantFrom(1, 2, 4, 8, 16, 32, 64),
  }),
)

describe("a meter map", () => {
  it("counts bars, beats and ticks through changing meters", () => {
    const map = createMeterMap(CHANGING)
    expect(positionName(map.positionAt(0))).toBe("1.1.000")
    expect(positionName(map.positionAt(3840 + 960 + 7))).toBe("2.2.007")
    expect(positionName(map.positionAt(7680 + 480 * 6))).toBe("3.7.000")
    // 1000 ticks into the second bar of 7/8, 3/4 begins a bar of its own.
    expect(positionName(map.positionAt(7680 + 3360 + 999))).toBe("4.3.039")
    expect(positionName(map.positionAt(7680 + 3360 + 1000))).toBe("5.1.000")
  })

  it("finds the tick of every position again", () => {
    fc.assert(
      fc.property(someMeters, fc.nat(300_000), (meters, tick) => {
        const map = createMeterMap(meters)
        expect(map.tickAt(map.positionAt(tick))).toBe(tick)
      }),
      { numRuns: 500 },
    )
  })

  it("lists bars that join without a gap", () => {
    fc.assert(
      fc.property(someMeters, (meters) => {
        const bars = createMeterMap(meters).barsBetween(0, 100_000)
        bars.slice(1).forEach((bar, i) => {
          expect(bar.startTicks).toBe(bars[i]!.endTicks)
          expect(bar.bar).toBe(bars[i]!.bar + 1)
        })
      }),
    )
  })

  it("refuses a meter that ticks cannot count", () => {
    expect(() => createMeterMap([{ tick: 0, numerator: 4, denominator: 7 }])).toThrow(MusicError)
    expect(() => createMeterMap([{ tick: 0, numerator: 0, denominator: 4 }])).toThrow("no meter")
    expect(() => createMeterMap([])).toThrow("tick 0")
  })
})

describe("the grid", () => {
  const fourFour = createMeterMap([{ tick: 0, numerator: 4, denominator: 4 }])

  it("has three triplets in the time of two", () => {
    const lines = gridLines(0, 960, { kind: "triplet", division: 8 }, fourFour)
    expect(lines).toEqual([0, 320, 640])
  })

  it("begins again at each bar", () => {
    const map = createMeterMap(CHANGING)
    expect(gridLines(7680, 7680 + 3360 + 1, { kind: "straight", division: 2 }, map)).toEqual([
      7680,
      7680 + 1920,
      7680 + 3360,
    ])
  })

  it("snaps to the nearest line, and over the bar's end to the next bar", () => {
    expect(snapTick(250, { kind: "straight", division: 16 }, fourFour)).toBe(240)
    expect(snapTick(3800, { kind: "triplet", division: 4 }, fourFour)).toBe(3840)
    expect(snapTick(5000, { kind: "bar" }, fourFour)).toBe(3840)
  })

  it("delays every second line by swing, to a triplet at most", () => {
    const eighths: Grid = { kind: "straight", division: 8 }
    expect(snapTick(500, eighths, fourFour, 1)).toBe(640)
    expect(snapTick(100, eighths, fourFour, 1)).toBe(0)
    expect(snapTick(500, eighths, fourFour, 0.5)).toBe(560)
  })

  it("leaves what is on the grid, and moves nothing by more than half a step", () => {
    fc.assert(
      fc.property(someMeters, someGrid, fc.nat(200_000), (meters, grid, tick) => {
        const map = createMeterMap(meters)
        const snapped = snapTick(tick, grid, map)
        expect(snapTick(snapped, grid, map)).toBe(snapped)
        const around = [...gridLines(0, 250_000, grid, map)]
        const best = Math.min(...around.map((line) => Math.abs(line - tick)))
        expect(Math.abs(snapped - tick)).toBe(best)
      }),
      { numRuns: 60 },
    )
  })
})
