import { describe, expect, it } from "vitest"
import { faderAt, Gesture, strokesOf, turnsAt } from "#shared/gesture/index.ts"
import {
  drawnTechnique,
  TECHNIQUE_CLASSES,
  TECHNIQUES,
  techniqueGesture,
  variantsOf,
  type TechniqueClass,
} from "#shared/scratch/index.ts"

describe("techniques", () => {
  const found = (name: TechniqueClass) =>
    strokesOf(drawnTechnique(name, { seconds: 0.5, extentSeconds: 0.14 }))

  it.each(TECHNIQUE_CLASSES)("%s is a whole gesture of the time that it was given", (name) => {
    const gesture = drawnTechnique(name, { seconds: 0.5, extentSeconds: 0.14 })
    expect(Gesture.safeParse(gesture).success).toBe(true)
    expect(gesture.durationSeconds).toBeCloseTo(0.5, 9)
    // But for the record that plays under a light finger all come back to where they began.
    const end = name === "hydroplane" ? 0.5 / 1.8 : 0
    expect(turnsAt(gesture, 0.5)).toBeCloseTo(end, 9)
  })

  it("have the clicks that their names say", () => {
    const clicks = (name: TechniqueClass) => found(name).map(({ closes, opens }) => [closes, opens])
    expect(found("baby").map(({ direction, closes }) => [direction, closes])).toEqual([
      [1, 0],
      [-1, 0],
    ])
    for (const [i, name] of (["flare1", "flare2", "flare3"] as const).entries())
      expect(clicks(name)).toEqual([
        [i + 1, i + 1],
        [i + 1, i + 1],
      ])
    expect(found("transformer")[0]!.openSeconds).toHaveLength(4)
    expect(found("twiddle")[0]!.openSeconds).toHaveLength(2)
    expect(found("tear")[0]!.dips).toBe(1)
    expect(found("scribble")).toHaveLength(8)
    expect(found("forward")[1]!.openSeconds).toEqual([])
    expect(found("stab").map(({ openSeconds }) => openSeconds.length)).toEqual([1, 0])
  })

  it("take the parameters of the grammar: split, click width, open level, extent, rounds", () => {
    const asked = { ...TECHNIQUES.flare1, split: 0.7, clickWidth: 2, openLevel: 0.4 }
    const gesture = techniqueGesture({ ...asked, extentSeconds: 0.3 }, { bpm: 60, rounds: 2 })
    const [forth, back] = strokesOf(gesture, { lag: 0.1 })
    expect(gesture.durationSeconds).toBeCloseTo(2, 9)
    expect(forth!.durationSeconds / back!.durationSeconds).toBeCloseTo(0.7 / 0.3, 1)
    expect(forth!.extentSeconds).toBeCloseTo(0.3, 2)
    expect(forth!.openSeconds[0]! + forth!.openSeconds[1]!).toBeCloseTo(0.7 - 2 * 0.12 * 0.7, 1)
    expect(faderAt(gesture, 0.1)).toBe(0.4)
  })

  it("vary as a hand's do, by the seed and the jitter alone", () => {
    const play = (jitter: number, seed: number) =>
      techniqueGesture({ ...TECHNIQUES.chirp, jitter }, { rounds: 8, seed })
    expect(play(1, 3)).toEqual(play(1, 3))
    expect(play(1, 3)).not.toEqual(play(1, 4))
    const spread = (gesture: Gesture): number => {
      const seconds = strokesOf(gesture).map(({ durationSeconds }) => Math.log(durationSeconds))
      const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length
      return Math.sqrt(seconds.reduce((sum, each) => sum + (each - mean) ** 2, 0) / seconds.length)
    }
    expect(spread(play(0, 1))).toBeLessThan(0.02)
    expect(spread(play(1, 1))).toBeGreaterThan(0.04)
    expect(spread(play(2, 1))).toBeGreaterThan(spread(play(0.5, 1)))
  })

  it("have variants that go by the same name", () => {
    expect(variantsOf("tear").map(({ elements }) => elements.length)).toEqual([4, 6, 8])
    expect(variantsOf("baby")).toEqual([TECHNIQUES.baby])
  })
})
