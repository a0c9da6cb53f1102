import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createTempoMap, MusicError, type TempoPoint } from "#shared/music/index.ts"

const bpm = fc.double({ min: 4, max: 960, noNaN: true })
const curve = fc.constantFrom("step" as const, "ramp" as const)
const somePoints = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 50_000 }), bpm, curve }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((steps) => {
    let tick = 0
    return steps.map(({ gap, ...rest }, i): TempoPoint => {
      tick += i === 0 ? 0 : gap
      return { tick, ...rest }
    })
  })

/** Midpoint rule over many slices: knows no logarithm. */
function integrated(points: readonly TempoPoint[], endTicks: number): number {
  const map = createTempoMap(points)
  const slices = 200_000
  let seconds = 0
  for (let i = 0; i < slices; i++)
    seconds += (60 / 960 / map.bpmAt(((i + 0.5) * endTicks) / slices)) * (endTicks / slices)
  return seconds
}

describe("a tempo map", () => {
  it("counts half a second a quarter at 120", () => {
    const map = createTempoMap([{ tick: 0, bpm: 120, curve: "step" }])
    expect(map.secondsAt(960)).toBe(0.5)
    expect(map.ticksAt(2)).toBe(3840)
    expect(map.secondsAt(-960)).toBe(-0.5)
  })

  it("takes ln 2 quarters' minutes to double from 60 over a quarter's ramp", () => {
    const map = createTempoMap([
      { tick: 0, bpm: 60, curve: "ramp" },
      { tick: 960, bpm: 120, curve: "step" },
    ])
    expect(map.secondsAt(960)).toBeCloseTo(Math.LN2, 14)
    expect(map.bpmAt(480)).toBe(90)
    expect(map.bpmAt(5000)).toBe(120)
  })

  it("agrees with an integral of its tempo taken in small steps", () => {
    const points: TempoPoint[] = [
      { tick: 0, bpm: 90, curve: "ramp" },
      { tick: 4000, bpm: 180, curve: "ramp" },
      { tick: 8000, bpm: 60, curve: "step" },
      { tick: 12_000, bpm: 200, curve: "step" },
    ]
    expect(createTempoMap(points).secondsAt(16_000)).toBeCloseTo(integrated(points, 16_000), 8)
  })

  it("comes back within a nanosecond from ticks and from seconds", () => {
    fc.assert(
      fc.property(somePoints, fc.double({ min: 0, max: 1, noNaN: true }), (points, share) => {
        const map = createTempoMap(points)
        const tick = share * (points.at(-1)!.tick + 10_000)
        const seconds = map.secondsAt(tick)
        expect(Math.abs(map.secondsAt(map.ticksAt(seconds)) - seconds)).toBeLessThan(1e-9)
        const tickSeconds = 60 / 960 / map.bpmAt(tick)
        expect(Math.abs(map.ticksAt(seconds) - tick) * tickSeconds).toBeLessThan(1e-9)
      }),
      { numRuns: 500 },
    )
  })

  it("never goes back in time", () => {
    fc.assert(
      fc.property(
        somePoints,
        fc.nat(100_000),
        fc.integer({ min: 1, max: 1000 }),
        (points, at, step) => {
          const map = createTempoMap(points)
          expect(map.secondsAt(at + step)).toBeGreaterThan(map.secondsAt(at))
        },
      ),
    )
  })

  it("keeps its precision on a ramp so gentle that it is almost a step", () => {
    const map = createTempoMap([
      { tick: 0, bpm: 120, curve: "ramp" },
      { tick: 3_840_000, bpm: 120 + 1e-9, curve: "step" },
    ])
    expect(map.secondsAt(1_920_000)).toBeCloseTo(1000, 8)
  })

  it("answers a hundred thousand queries among ten thousand points in well under a second", () => {
    const points = Array.from({ length: 10_000 }, (_, i): TempoPoint => {
      return { tick: i * 480, bpm: 60 + (i % 90), curve: i % 2 ? "ramp" : "step" }
    })
    const map = createTempoMap(points)
    const start = performance.now()
    let sum = 0
    for (let i = 0; i < 100_000; i++) sum += map.ticksAt(map.secondsAt((i * 48) % 4_800_000))
    expect(sum).toBeGreaterThan(0)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it("refuses what is no tempo map", () => {
    expect(() => createTempoMap([])).toThrow(MusicError)
    expect(() => createTempoMap([{ tick: 5, bpm: 120, curve: "step" }])).toThrow("tick 0")
    expect(() => createTempoMap([{ tick: 0, bpm: 0, curve: "step" }])).toThrow("no tempo")
  })
})
