import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { loop, type Gesture } from "#shared/gesture/index.ts"
import { readXml } from "#shared/project/xml/index.ts"
import {
  gridOf,
  notationOf,
  notationSvg,
  notationText,
  StaffFold,
  stavesOf,
  type Notation,
  type TechniqueClass,
} from "#shared/scratch/index.ts"
import { anyGesture, drawn } from "../../../support/gesture/gestures.ts"
import { baby, playing } from "../../../support/gesture/hands.ts"
import { roundOf } from "../../../support/scratch/round-of.ts"

const NOTHING: Gesture = { durationSeconds: 0, points: [], fader: [], touches: [] }
const closing = (...spans: readonly (readonly [number, number])[]) => [
  { timeSeconds: 0, value: 1 },
  ...spans.flatMap(([from, to]) => [
    { timeSeconds: from, value: 0 },
    { timeSeconds: to, value: 1 },
  ]),
]

/** Rounds of a technique, one each beat. */
const rounds = (name: TechniqueClass, count: number, bpm: number): Gesture =>
  loop(roundOf(name, { seconds: 60 / bpm, extentSeconds: 0.2 }), count)

describe("a gesture written down", () => {
  it("has a line while the fader is open, a gap while it is closed, a dot at a click and none at a rest", () => {
    const gesture = drawn(baby(1, 1), 2, closing([0.4, 0.5], [1, 1.6]))
    const { lines, dots } = notationOf(gesture)
    expect(lines.map(({ points }) => [points[0]![0], points.at(-1)![0]])).toEqual([
      [0, 0.4],
      [0.5, 1],
      [1.6, 2],
    ])
    expect(dots).toHaveLength(1)
    expect(dots[0]).toMatchObject({ timeSeconds: 0.45, closedSeconds: 0.1 })
  })

  it("is where the record was, within a millisecond of record", () => {
    const gesture = drawn(baby(4, 1.9), 1)
    const { lines } = notationOf(gesture)
    for (const [seconds, record] of lines[0]!.points) {
      const truth = (1.9 / (8 * Math.PI)) * (1 - Math.cos(8 * Math.PI * seconds))
      expect(Math.abs(record - truth)).toBeLessThan(0.0011)
    }
    expect(lines[0]!.points.length).toBeLessThan(gesture.points.length / 2)
  })

  it("lifts the pen where the needle was put elsewhere", () => {
    const point = (timeSeconds: number, seconds: number) => ({
      timeSeconds,
      positionTurns: seconds / 1.8,
    })
    const points = [point(0, 0), point(1, 1), point(1, 7), point(2, 8)]
    const { lines } = notationOf({ ...NOTHING, durationSeconds: 2, points })
    expect(lines.map(({ points: each }) => each.map(([, record]) => record))).toEqual([
      [0, 1],
      [7, 8],
    ])
  })

  it("says what sounds, and in which note values", () => {
    const beats = { tempoBpm: 120, firstBeatSeconds: 0, beatsPerBar: 4 }
    // Each half of a baby is an eighth at 120: a quarter of a second.
    const { sounds } = notationOf(drawn(baby(2, 1), 2), { beats })
    expect(sounds.map(({ value }) => value)).toEqual([...Array<string>(7).fill("1/8"), null])
    const once = notationOf(drawn(baby(2, 1), 2, closing([0.1, 0.15])), { beats })
    expect(once.sounds).toHaveLength(9)
    expect(once.sounds[0]).toMatchObject({ endSeconds: 0.1 })
  })

  it("hears the tempo of even scratching, and none in what lies anyhow", () => {
    for (const bpm of [70, 95, 128]) {
      const { beats } = notationOf(rounds("flare1", 12, bpm))
      expect(beats?.isEstimated).toBe(true)
      expect(Math.abs(beats!.tempoBpm - bpm), `${bpm}`).toBeLessThan(1)
    }
    const still = notationOf({ ...NOTHING, durationSeconds: 5 })
    expect(still.beats).toBeNull()
    let heard = 0
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.05, max: 0.6, noNaN: true }), { minLength: 24, maxLength: 40 }),
        (gaps) => {
          let at = 0
          const points = gaps.map((gap, i) => ({
            timeSeconds: (at += gap),
            positionTurns: (i % 2) * 0.1,
          }))
          if (notationOf({ ...NOTHING, durationSeconds: at, points }).beats) heard++
        },
      ),
      { numRuns: 60, seed: 4 },
    )
    expect(heard).toBeLessThanOrEqual(6)
  })

  it("is drawn over seconds where that is wanted", () => {
    expect(notationOf(rounds("baby", 12, 95), { beats: null }).beats).toBeNull()
  })

  it("is one JSON document that says what it is", () => {
    const notation = notationOf(rounds("crab", 4, 95), { title: 'A "crab"' })
    expect(JSON.parse(notationText(notation))).toEqual(notation)
    expect(notation).toMatchObject({ format: "slipmat-scratch-notation", version: 1 })
    expect(JSON.parse(notationText(notationOf(NOTHING)))).toMatchObject({ lines: [], sounds: [] })
  })
})

describe("its rows", () => {
  const beats = { tempoBpm: 120, firstBeatSeconds: 0, beatsPerBar: 4 }

  it("are two bars long and hold every dot and every sound once", () => {
    const notation = notationOf(rounds("flare1", 20, 120), { beats })
    const { rows } = stavesOf(notation)
    expect(rows.map(({ startSeconds }) => startSeconds)).toEqual([0, 4, 8])
    expect(rows.flatMap(({ dots }) => dots)).toHaveLength(notation.dots.length)
    expect(rows.flatMap(({ sounds }) => sounds)).toHaveLength(notation.sounds.length)
    expect(rows[1]!.grid.map(({ bar }) => bar).filter(Boolean)).toEqual([3, 4, 5])
  })

  it("begin with the bar in which the gesture does, also where a bar begins later", () => {
    const later = { ...beats, firstBeatSeconds: 0.5 }
    const { rows } = stavesOf(notationOf(drawn(baby(2, 1), 4), { beats: later }))
    expect(rows[0]!.startSeconds).toBe(-1.5)
    expect(rows[0]!.grid.find(({ bar }) => bar === 1)!.timeSeconds).toBe(-1.5)
  })

  it("keep everything within their height and its slope, however far the record went", () => {
    fc.assert(
      fc.property(anyGesture, (gesture) => {
        const notation = notationOf(gesture)
        const { rows, reachSeconds } = stavesOf(notation)
        for (const { lines } of rows)
          for (const [i, [seconds, height]] of lines.flat().entries()) {
            expect(height).toBeGreaterThanOrEqual(-1e-9)
            expect(height, `${i} at ${seconds}`).toBeLessThanOrEqual(reachSeconds + 1e-9)
          }
      }),
      { numRuns: 30 },
    )
  })

  it("are bounded: an hour has its rows, and what is not drawn is said", () => {
    const points = [0, 3600].map((timeSeconds) => ({
      timeSeconds,
      positionTurns: timeSeconds / 1.8,
    }))
    const hour = notationOf({ ...NOTHING, durationSeconds: 3600, points }, { beats: null })
    const { rows, endSeconds } = stavesOf(hour)
    expect(rows).toHaveLength(720)
    expect(endSeconds).toBe(3600)
    expect(rows[300]!.lines.length).toBeGreaterThan(3)
    expect(stavesOf(hour, { secondsPerRow: 1 }).endSeconds).toBe(1000)
    expect(notationSvg(hour, { secondsPerRow: 1 })).toContain("the first 1000 s")
  })
})

describe("beats", () => {
  it("count bars from the one in which second 0 lies", () => {
    const beats = { tempoBpm: 60, firstBeatSeconds: -8, beatsPerBar: 4, isEstimated: false }
    const bars = gridOf(beats, -1, 9).filter(({ bar }) => bar !== null)
    expect(bars).toEqual([
      { timeSeconds: 0, bar: 1 },
      { timeSeconds: 4, bar: 2 },
      { timeSeconds: 8, bar: 3 },
    ])
  })
})

describe("a fold", () => {
  it("sets a baby that creeps upwards back at a turn, seldom", () => {
    const fold = new StaffFold(0.5)
    let lifts = 0
    for (let i = 0; i < 4000; i++) {
      const creeping = 0.12 * (1 - Math.cos(i / 8)) + i * 0.0005
      const { height, isLifted } = fold.push(creeping)
      expect(height).toBeGreaterThanOrEqual(0)
      expect(height).toBeLessThanOrEqual(0.5)
      if (isLifted) lifts++
    }
    expect(lifts).toBeGreaterThan(3)
    expect(lifts).toBeLessThan(25)
  })
})

describe("the drawing", () => {
  const labels: Notation["brackets"] = [
    { startSeconds: 0, endSeconds: 1.2, technique: "flare1", confidence: 0.94 },
    { startSeconds: 1.2, endSeconds: 1.9, technique: null, confidence: 0.3 },
  ]

  it("is an SVG with clicks, beats, techniques and the title made safe", () => {
    const beats = { tempoBpm: 120, firstBeatSeconds: 0, beatsPerBar: 4 }
    const gesture = drawn(baby(2, 1), 2, closing([0.4, 0.5], [1, 1.1]))
    const text = notationSvg(notationOf(gesture, { title: "<A & B>", beats, labels }), {
      hasRhythm: true,
    })
    expect(readXml(text).children[0]!.text).toBe("<A & B>")
    expect(text.match(/<circle/g)).toHaveLength(2)
    // Two bars of four beats with both ends, and the staff's two edges.
    expect(text.match(/<line/g)).toHaveLength(11)
    expect(text).toContain(">flare 1</text>")
    expect(text).toContain(">unsure</text>")
    expect(text).toContain("1/8")
  })

  it("has normal speed at 45 degrees", () => {
    const text = notationSvg(notationOf(drawn(playing(1), 0.3), { beats: null }))
    const [x0, y0, x1, y1] = /d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"/
      .exec(text)!
      .slice(1)
      .map(Number) as [number, number, number, number]
    expect(y0 - y1).toBeCloseTo(x1 - x0, 1)
    expect(x1 - x0).toBeCloseTo(72, 1)
  })

  it("is there for any gesture, also of none", () => {
    expect(readXml(notationSvg(notationOf(NOTHING))).name).toBe("svg")
    fc.assert(
      fc.property(anyGesture, (gesture) => {
        expect(notationSvg(notationOf(gesture, { labels }))).not.toMatch(/NaN|Infinity/)
      }),
      { numRuns: 10 },
    )
  })
})
