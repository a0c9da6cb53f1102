import { describe, expect, it } from "vitest"
import { TECHNIQUE_CLASSES, techniqueGesture, TECHNIQUES } from "#shared/scratch/index.ts"
import {
  playedStaff,
  reachedTo,
  targetStaff,
} from "../../../../src-renderer/features/deck/practice/draw-practice.ts"
import { LapClock } from "../../../../src-renderer/features/deck/practice/lap-clock.ts"
import {
  takeTarget,
  techniqueTarget,
} from "../../../../src-renderer/features/deck/practice/target.ts"

describe("a target", () => {
  it("of any technique goes round in whole bars", () => {
    for (const technique of TECHNIQUE_CLASSES) {
      const { gesture, bars, beatsPerBar } = techniqueTarget(technique, 120)
      expect(gesture.durationSeconds, technique).toBeCloseTo(bars * beatsPerBar * 0.5, 9)
      const end = gesture.points.at(-1)!.timeSeconds
      expect(Math.abs(end - gesture.durationSeconds), technique).toBeLessThan(1e-6)
    }
  })

  it("of a take begins with its first bar, and is as long as its bars", () => {
    const gesture = techniqueGesture(TECHNIQUES.flare1, { bpm: 120, rounds: 9 })
    const said = { tempoBpm: 120, firstBeatSeconds: 2.5, beatsPerBar: 4 }
    const target = takeTarget("Mine", gesture, said)
    expect(target).toMatchObject({ title: "Mine", tempoBpm: 120, bars: 2 })
    expect(target.gesture.durationSeconds).toBe(4)
    expect(target.gesture.points.at(-1)!.timeSeconds).toBeLessThanOrEqual(4)
  })

  it("of a take whose tempo nobody said has the one that is heard", () => {
    const gesture = techniqueGesture(TECHNIQUES.flare1, { bpm: 100, rounds: 16 })
    const { tempoBpm, bars } = takeTarget("Mine", gesture, null)
    expect(Math.abs(tempoBpm - 100)).toBeLessThan(0.5)
    expect(bars).toBeGreaterThanOrEqual(3)
  })

  it("of a long take is its first eight bars, of an empty one a bar of nothing", () => {
    const long = techniqueGesture(TECHNIQUES.baby, { bpm: 120, rounds: 200 })
    const said = { tempoBpm: 120, firstBeatSeconds: 0, beatsPerBar: 4 }
    expect(takeTarget("Long", long, said).bars).toBe(8)
    const none = { durationSeconds: 0, points: [], fader: [], touches: [] }
    expect(takeTarget("None", none, null).gesture.durationSeconds).toBeGreaterThan(1)
  })
})

describe("the staff of a practice", () => {
  const target = targetStaff(techniqueTarget("baby", 120))
  const reached = (times: number): number => {
    const { gesture } = techniqueTarget("baby", 120)
    const points = gesture.points.map((point) => ({
      ...point,
      positionTurns: point.positionTurns * times,
    }))
    return reachedTo(target, [playedStaff({ ...gesture, points }, target.low), null])
  }

  it("stays as it is for who plays the target, and grows with who reaches farther", () => {
    expect(reached(1)).toBe(target.to)
    const { from, to } = target
    const high = target.low + 2 * ((to - from) / 1.6)
    expect(reached(2)).toBeGreaterThan(high)
    expect(reached(2)).toBeLessThan(high + 0.1 * (to - from))
    expect(reached(40)).toBeCloseTo(from + 2 * (to - from), 9)
  })
})

describe("the clock of rounds", () => {
  it("finds the beginning within a millisecond out of looks that are off by eight", () => {
    const clock = new LapClock(2)
    let seed = 1
    const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5
    for (let heard = 100.1; heard < 106; heard += 0.016)
      clock.look(heard, (((heard - 100 + chance() * 0.016) % 2) + 2) % 2)
    expect(Math.abs(clock.startOf(0)! - 100)).toBeLessThan(0.001)
    expect(clock.lapAt(105.9)).toBe(2)
    expect(clock.startOf(2)! - clock.startOf(0)!).toBeCloseTo(4, 9)
  })

  it("says nothing before anything is heard", () => {
    const clock = new LapClock(2)
    expect([clock.lapAt(5), clock.startOf(0)]).toEqual([-1, null])
  })
})
