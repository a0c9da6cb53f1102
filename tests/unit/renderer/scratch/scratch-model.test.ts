import { describe, expect, test } from "vitest"
import { gestureOf, readTake, type Gesture } from "#shared/gesture/index.ts"
import { drawnTechnique } from "#shared/scratch/index.ts"
import type { ScratchCurve, ScratchReading } from "#shared/contract/index.ts"
import {
  apart,
  columnsOf,
  curveTitle,
  kindsOf,
  labelsOf,
} from "../../../../src-renderer/features/scratch/model/curves.ts"
import {
  keepGesture,
  nameOf,
  type FoundGesture,
} from "../../../../src-renderer/features/scratch/model/found-gesture.ts"
import { GestureRef, keyOf } from "../../../../src-renderer/features/scratch/model/gesture-ref.ts"
import { Pace } from "../../../../src-renderer/features/scratch/model/pace.ts"
import { stripOf } from "../../../../src-renderer/features/scratch/model/strip.ts"
import { durationText, shareText } from "../../../../src-renderer/features/scratch/model/words.ts"
import {
  budgetText,
  parseBudget,
  parseWhole,
} from "../../../../src-renderer/features/scratch/inspector/budget.ts"
import { bestOf } from "../../../../src-renderer/features/scratch/sound/figures.ts"

const SIZE = { width: 100, height: 40 }
const placesOf = (path: string): [x: number, y: number][] =>
  path
    .split(/[ML]/)
    .filter(Boolean)
    .map((text) => text.split(" ").map(Number) as [number, number])

describe("a gesture as a line", () => {
  test("fills its box, is gone where the fader is closed, and shows clicks as dots on the way", () => {
    const flare = drawnTechnique("flare1", { seconds: 0.8, extentSeconds: 0.3 })
    const { open, closed, clicks } = stripOf(flare, SIZE)
    const heights = placesOf(open).map(([, y]) => y)
    expect(Math.min(...heights)).toBeCloseTo(0, 0)
    expect(Math.max(...heights)).toBeCloseTo(40, 0)
    expect(clicks).toHaveLength(2)
    for (const { x } of clicks) {
      const [before] = placesOf(open)
        .filter(([at]) => at <= x - 1.5)
        .slice(-1)
      expect(before).toBeDefined()
      // A flare is closed for a tenth of its stroke: nothing of the line is within it.
      expect(placesOf(open).some(([at]) => Math.abs(at - x) < 2)).toBe(false)
    }
    expect(placesOf(closed).length).toBeGreaterThan(2)
  })

  test("a stroke under a closed fader is no click, and stillness is a line in the middle", () => {
    const forward = drawnTechnique("forward", { seconds: 0.8, extentSeconds: 0.3 })
    expect(stripOf(forward, SIZE).clicks).toEqual([])
    const still: Gesture = {
      ...{ durationSeconds: 1, fader: [], touches: [] },
      points: [{ timeSeconds: 0, positionTurns: 0.4 }],
    }
    expect(placesOf(stripOf(still, SIZE).open).every(([, y]) => y === 20)).toBe(true)
    expect(stripOf({ ...still, points: [] }, SIZE).open).toBe("")
  })

  test("an hour is as short to draw as a second", () => {
    const long: Gesture = {
      durationSeconds: 3600,
      points: Array.from({ length: 50_000 }, (_, i) => ({
        ...{ timeSeconds: i * 0.072, positionTurns: Math.sin(i / 40) },
      })),
      fader: Array.from({ length: 5000 }, (_, i) => ({ timeSeconds: i * 0.7, value: i % 2 })),
      touches: [],
    }
    const { open, closed } = stripOf(long, SIZE)
    expect(open.length + closed.length).toBeLessThan(40_000)
  })
})

describe("how fast a discovery goes", () => {
  test("is measured over what was told, and not before enough was", () => {
    const pace = new Pace()
    expect(pace.note({ atMs: 0, evaluations: 0 })).toBeNull()
    expect(pace.note({ atMs: 1000, evaluations: 2000 })).toBeNull()
    expect(pace.note({ atMs: 2000, evaluations: 4000 })).toBe(2000)
    expect(pace.note({ atMs: 40_000, evaluations: 4100 })).toBeNull()
  })

  test("a run that begins again is measured anew", () => {
    const pace = new Pace()
    pace.note({ atMs: 0, evaluations: 90_000 })
    pace.note({ atMs: 3000, evaluations: 10 })
    expect(pace.note({ atMs: 5000, evaluations: 2010 })).toBe(1000)
  })

  test("budgets are typed as people write them, and said with the time that they take", () => {
    expect(["50000", "50,000", "50k", "1.5M", "12", "9e9"].map(parseBudget)).toEqual([
      ...[50_000, 50_000, 50_000, 1_500_000, 100, undefined],
    ])
    expect(parseWhole("96 bpm", 40, 240)).toBe(96)
    expect(parseWhole("400", 40, 240)).toBe(240)
    expect(parseWhole("fast", 40, 240)).toBeUndefined()
    expect(budgetText(100_000, null)).toMatch(/measured as soon as one runs/)
    expect(budgetText(100_000, 2500)).toBe(
      "About 40 s: the last run tried 2,500 a second on this computer.",
    )
    expect([7, 34, 61, 600, 4800].map(durationText)).toEqual([
      ...["7 s", "30 s", "1 min", "10 min", "1 h 20 min"],
    ])
    expect([0, 0.914, 1].map(shareText)).toEqual([".00", ".91", "1.00"])
  })
})

describe("learning curves", () => {
  const curve = (of: string, values: number[], from = 0): ScratchCurve => ({
    ...{ name: "coverage", of, isControl: of !== "search", values },
    evaluations: values.map((_, i) => from + 10 * i),
  })

  test("of different places share one axis, with holes where a curve has no value", () => {
    const all = [curve("search", [1, 2]), curve("random search", [5], 5)]
    expect(columnsOf(all)).toEqual([
      [0, 5, 10],
      [1, null, 2],
      [null, 5, null],
    ])
    expect(kindsOf(all)).toEqual(["coverage"])
    expect(["coverage", "best"].map(curveTitle)).toEqual(["Share of all kinds", "Best"])
  })

  test("seeds have one name, where they end in the mean; controls stay apart", () => {
    expect(
      labelsOf([curve("search", [0, 4]), curve("search", [0, 6]), curve("random", [3])]),
    ).toEqual([
      { of: "search", isControl: false, value: 5 },
      { of: "random", isControl: true, value: 3 },
    ])
    expect(labelsOf([curve("search", [])])).toEqual([])
  })

  test("names that would lie on one another move apart, within the chart", () => {
    const placed = apart([50, 51, 52], 15, 60)
    expect([...placed].sort((a, b) => a - b)).toEqual([30, 45, 60])
  })
})

test("what is dragged is read back as it was, and every gesture has a key of its own", () => {
  const archive = { id: "a" as never, name: "Archive", seed: 3 }
  const refs: GestureRef[] = [
    { from: "technique", technique: "chirp" },
    { from: "take", takeId: "t" as never },
    { from: "elite", archive, column: 2, row: 3 },
    { from: "elite", archive, column: 3, row: 2 },
    { from: "day", archive, day: 23 },
  ]
  for (const ref of refs) expect(GestureRef.parse(JSON.parse(JSON.stringify(ref)))).toEqual(ref)
  expect(new Set(refs.map(keyOf)).size).toBe(refs.length)
})

test("a find that is kept is a take of its gesture, with its tempo and who found it", async () => {
  const gesture = drawnTechnique("chirp", { seconds: 0.6, extentSeconds: 0.25 })
  const files: { name: string; text: string }[] = []
  const takes: unknown[] = []
  const engine = {
    "gestures.takes": () => Promise.resolve(takes),
    "gestures.import": ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
      const text = new TextDecoder().decode(bytes)
      files.push({ name, text })
      takes.push({ ...readTake(text, name), id: "take" })
      return Promise.resolve({ id: "take" })
    },
  }
  const archive = { id: "a" as never, name: "Night run", seed: 3 }
  const found: FoundGesture = {
    ...{ ref: { from: "elite", archive, column: 1, row: 2 }, name: "Chirp / 2", gesture },
    ...{ bpm: 96, reading: null },
  }
  await keepGesture(engine as never, found)
  const [file] = files
  expect(file?.name).toBe("Chirp - 2.json")
  const take = readTake(file!.text, "Chirp")
  expect(gestureOf(take)).toEqual(gesture)
  expect(take).toMatchObject({
    ...{ title: "Chirp / 2", tags: ["discovered"] },
    ...{ mayTrain: false, beats: { tempoBpm: 96, firstBeatSeconds: 0, beatsPerBar: 4 } },
  })
  expect(take.notes).toMatch(/^Found by Night run, seed 3, gesture [\da-f]{8}$/)
  // Nothing but the library says that it was kept: a restart forgets nothing.
  await keepGesture(engine as never, found)
  expect(files).toHaveLength(1)
  const other = drawnTechnique("chirp", { seconds: 0.6, extentSeconds: 0.26 })
  await keepGesture(engine as never, { ...found, gesture: other })
  expect(files).toHaveLength(2)
})

test("the best of a measure is the least distance, and the most onsets", () => {
  const figure = (model: string, spectral: number, onsetF1: number) => ({
    ...{ model, spectral, onsetF1, logSpectralDb: spectral * 3 },
  })
  expect(bestOf([figure("physics", 0.4, 0.9), figure("silence", 1.2, 0)])).toEqual({
    ...{ spectral: 0.4, logSpectralDb: 0.4 * 3, onsetF1: 0.9 },
  })
})

test("a find without a technique is called by its sounds and moves a beat", () => {
  const reading = { technique: null } as unknown as ScratchReading
  const gesture = drawnTechnique("chirp", { seconds: 1, extentSeconds: 0.3 })
  expect(nameOf(reading, gesture, 120)).toMatch(/^Find, \d\.\d sounds, \d\.\d moves$/)
  expect(nameOf({ ...reading, technique: "chirp" }, gesture, 120)).toBe("Chirp")
})
