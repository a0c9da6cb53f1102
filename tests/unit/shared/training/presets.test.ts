import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { TrainingConfig, type Dataset } from "#shared/contract/index.ts"
import {
  goalsOf,
  languageOf,
  pace,
  presetConfig,
  presetFor,
  PRESETS,
} from "#shared/training/index.ts"

const music = (kind: Dataset["kind"], notes = 50_000) => ({
  ...{ id: "set" as Dataset["id"], kind, notes },
})
const wanted = { name: "Mine", goal: "new" as const, datasets: [music("piano")] }

describe("settings that follow from three answers", () => {
  it("are a run that the engine takes, for every preset, kind, time and speed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRESETS),
        fc.constantFrom("chorales", "drums", "piano", "notes"),
        fc.nat(10_000_000),
        fc.double({ min: 0.1, max: 600, noNaN: true }),
        fc.double({ min: 0.0001, max: 60, noNaN: true }),
        (preset, kind, notes, minutes, secondsAStep) => {
          const datasets = [music(kind, notes)]
          const config = presetConfig(preset, { ...wanted, datasets, minutes, secondsAStep })
          expect(TrainingConfig.parse(config)).toEqual(config)
          expect(config.width % config.heads).toBe(0)
          expect(config.measureEvery).toBeLessThanOrEqual(config.steps)
          expect(config.warmUpSteps).toBeLessThan(config.steps)
        },
      ),
      { numRuns: 50 },
    )
  })

  it("take no longer than was asked for, once a step was measured", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 36_000 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (seconds, secondsAStep) => {
          const { steps } = pace(seconds, secondsAStep)
          expect(steps * secondsAStep).toBeLessThanOrEqual(
            Math.max(seconds + secondsAStep, 40 * secondsAStep),
          )
          expect(steps * secondsAStep).toBeGreaterThan(seconds * 0.88)
        },
      ),
    )
  })

  it("let the first moment of a long run be heard soon", () => {
    const { measureEvery } = pace(30 * 60, 0.1)
    expect(measureEvery * 0.1).toBeLessThanOrEqual(25)
  })

  it("grow with the time, and with a graphics card", () => {
    expect([1, 5, 30, 120].map((minutes) => presetFor(minutes))).toEqual([
      ...["tiny", "minutes5", "minutes30", "minutes30"],
    ])
    expect(presetFor(5, true)).toBe("gpu")
    expect(presetFor(1, true)).toBe("tiny")
  })

  it("guard little music against being learnt by heart", () => {
    const dropout = (notes: number) =>
      presetConfig("minutes5", { ...wanted, datasets: [music("piano", notes)] }).dropout
    expect(dropout(5000)).toBeGreaterThan(dropout(100_000))
    expect(dropout(100_000)).toBeGreaterThan(dropout(1_000_000))
  })

  it("do not transpose drums", () => {
    expect(presetConfig("tiny", { ...wanted, datasets: [music("drums")] }).transpose).toBe(false)
  })
})

describe("the language of music", () => {
  it("is four voices only where all of it is", () => {
    expect(languageOf([music("chorales"), music("chorales")])).toBe("chorales")
    expect(languageOf([music("chorales"), music("piano")])).toBe("notes")
    expect(languageOf([])).toBe("notes")
  })

  it("decides whether a melody can be harmonised", () => {
    expect(goalsOf([music("chorales")])).toContain("harmonise")
    expect(goalsOf([music("piano")])).not.toContain("harmonise")
  })
})
