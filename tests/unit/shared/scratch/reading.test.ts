import { describe, expect, it } from "vitest"
import { loadControllers } from "#engine/gestures/index.ts"
import { gestureOf, takeOfEvents, type Gesture } from "#shared/gesture/index.ts"
import {
  readScratch,
  TECHNIQUE_CLASSES,
  TECHNIQUES,
  techniqueGesture,
  type TechniqueClass,
} from "#shared/scratch/index.ts"
import { ddjTake, TAKEN } from "../../../support/scratch/ddj-takes.ts"
import { randomGesture } from "../../../support/scratch/random-gestures.ts"

const NOTHING: Gesture = { durationSeconds: 0, points: [], fader: [], touches: [] }
const play = (name: TechniqueClass, rounds: number, seed = 0): Gesture =>
  techniqueGesture(
    { ...TECHNIQUES[name], jitter: seed === 0 ? 0 : 1 },
    { rounds: name === "scribble" ? rounds + 4 : rounds, seed },
  )
/** One behind the other. */
const joined = (parts: readonly Gesture[]): Gesture => {
  const points: Gesture["points"][number][] = []
  const fader: Gesture["fader"][number][] = []
  let at = 0
  for (const part of parts) {
    const turns = points.at(-1)?.positionTurns ?? 0
    for (const { timeSeconds, positionTurns } of part.points)
      points.push({ timeSeconds: timeSeconds + at, positionTurns: positionTurns + turns })
    for (const { timeSeconds, value } of part.fader)
      fader.push({ timeSeconds: timeSeconds + at, value })
    at += part.durationSeconds
  }
  fader.sort((one, other) => one.timeSeconds - other.timeSeconds)
  return { durationSeconds: at, points, fader, touches: [] }
}

describe("the rules", () => {
  it.each(TECHNIQUE_CLASSES)("name %s, once and repeated, by a machine and by hands", (name) => {
    for (const rounds of [1, 4])
      for (const seed of [0, 1]) {
        const { technique } = readScratch(play(name, rounds, seed), { openEnd: "high" })
        expect({ rounds, seed, technique }).toEqual({ rounds, seed, technique: name })
      }
  })

  it("do not care which end is open, how far the record goes and how long it takes", () => {
    for (const name of ["baby", "chirp", "stab", "flare1", "forward", "transformer"] as const) {
      const { points, fader, ...rest } = play(name, 3, 5)
      const times = 1.7
      const rig: Gesture = {
        ...{ ...rest, durationSeconds: rest.durationSeconds * times },
        points: points.map(({ timeSeconds, positionTurns }) => ({
          ...{ timeSeconds: timeSeconds * times, positionTurns: positionTurns * 37 },
        })),
        // Between 90 and 120 of 127, closed at the high end.
        fader: fader.map(({ timeSeconds, value }) => ({
          ...{ timeSeconds: timeSeconds * times, value: (120 - 30 * value) / 127 },
        })),
      }
      expect({ name, technique: readScratch(rig).technique }).toEqual({ name, technique: name })
    }
  })

  it("take a flare whose way back is silent for one, and four movements of the fader for no chirp", () => {
    const { flare1 } = TECHNIQUES
    const [forth, back] = flare1.elements as [(typeof flare1.elements)[0], unknown]
    const clicks = { in: 0.05, out: 0.06, closes: 1, width: 0.14 }
    const silent = { ...(back as typeof forth), clicks: "closed" as const }
    const late = { ...forth, clicks: { in: 0, out: 0, closes: 1, width: 0.14, at: [0.76] } }
    const early = { ...(back as typeof forth), clicks: { ...late.clicks, at: [0.34] } }
    for (const elements of [
      [{ ...forth, clicks }, silent],
      [late, early],
    ])
      for (const seed of [0, 1, 2, 3]) {
        const parameters = { ...flare1, elements, jitter: seed === 0 ? 0 : 0.7 }
        const { points, fader, ...rest } = techniqueGesture(parameters, { rounds: 1, seed })
        const near = fader.map(({ timeSeconds, value }) => ({
          ...{ timeSeconds, value: 1 - value / 3 },
        }))
        expect(readScratch({ ...rest, points, fader: near }).technique).toBe("flare1")
      }
  })

  it("name short takes of rigs that nothing was tuned to, however long they seem", () => {
    const profile = loadControllers().find(({ id }) => id === "pioneer-ddj-sb-sb2-sb3")!
    let [right, all] = [0, 0]
    for (const options of [{}, { seconds: 1 }])
      for (const name of TAKEN)
        for (let i = 0; i < 8; i++) {
          const take = takeOfEvents(ddjTake(name, 900_000 + i, options), profile, name)
          if (readScratch(gestureOf(take)).technique === name) right++
          all++
        }
    expect(right / all).toBeGreaterThan(0.93)
  })

  it("find out that a fader is open near the end where the hand works", () => {
    const profile = loadControllers().find(({ id }) => id === "pioneer-ddj-sb-sb2-sb3")!
    const right = TAKEN.flatMap((name) =>
      Array.from({ length: 20 }, (_, i) => {
        const events = ddjTake(name, i + 700, { isOpenNearEnd: true })
        return readScratch(gestureOf(takeOfEvents(events, profile, name))).technique === name
      }),
    ).filter(Boolean)
    expect(right.length / (20 * TAKEN.length)).toBeGreaterThan(0.88)
  })

  it("hardly ever name what has no name", () => {
    const named = Array.from({ length: 40 }, (_, i) => readScratch(randomGesture(50_000 + i)))
    expect(named.filter(({ technique }) => technique !== null).length).toBeLessThanOrEqual(2)
  })

  it("say how sure they are, and what else it may be", () => {
    const { technique, confidence, alternatives, strokes } = readScratch(play("chirp", 1, 4))
    expect({ technique, strokes }).toEqual({ technique: "chirp", strokes: 2 })
    const others = alternatives.map((each) => each.confidence)
    expect(others).toEqual(others.toSorted((one, other) => other - one))
    expect(confidence).toBeGreaterThan(others[0] ?? 0)
    expect(others.reduce((sum, each) => sum + each, confidence)).toBeLessThanOrEqual(1 + 1e-9)
  })
})

it("a transformer that is quick is none of a crab's fingers", () => {
  const named = Array.from({ length: 12 }, (_, i) =>
    techniqueGesture({ ...TECHNIQUES.transformer, jitter: 1 }, { bpm: 180, rounds: 3, seed: i }),
  ).filter((gesture) => readScratch(gesture, { openEnd: "high" }).technique === "transformer")
  expect(named.length).toBeGreaterThanOrEqual(11)
})

describe("a long take", () => {
  it("is read stretch by stretch, and goes by what lasts longest", () => {
    const names = ["baby", "chirp", "flare1", "transformer"] as const
    const parts = names.map((name, i) => play(name, 8, i + 1))
    const { segments, technique } = readScratch(joined(parts), { openEnd: "high" })
    expect(segments.map((each) => each.technique)).toEqual([...names])
    expect(technique).toBe("transformer")
    let at = 0
    for (const [i, { durationSeconds }] of parts.entries()) {
      const strokeSeconds = durationSeconds / 16
      expect(Math.abs(segments[i]!.startSeconds - at)).toBeLessThan(2 * strokeSeconds)
      at += durationSeconds
    }
  })

  it("keeps what is short, and what is slow, between others", () => {
    const played = [
      ...(["baby", "chirp", "flare1", "stab", "flare2", "transformer"] as const),
      ...(["baby", "hydroplane", "chirp", "drag", "stab", "baby"] as const),
    ]
    const parts = played.map((name, i) => play(name, name === "hydroplane" ? 1 : 3, i + 1))
    const { segments } = readScratch(joined(parts), { openEnd: "high" })
    expect(segments.map((each) => each.technique)).toEqual(played)
  })

  it("has no name as a whole where most of it has none", () => {
    const gesture = joined([play("flare1", 3, 1), randomGesture(3, 9)])
    const { segments, technique } = readScratch(gesture, { openEnd: "high" })
    expect(segments[0]!.technique).toBe("flare1")
    expect(technique).toBeNull()
  })

  it("is unsure where nothing with a name is played", () => {
    const gesture = joined([play("flare1", 8, 1), randomGesture(3, 6), play("chirp", 12, 2)])
    const { segments } = readScratch(gesture, { openEnd: "high" })
    const from = play("flare1", 8, 1).durationSeconds
    const unsure = segments.filter(({ technique }) => technique === null)
    const seconds = unsure.map(
      ({ startSeconds, endSeconds }) =>
        Math.min(endSeconds, from + 6) - Math.max(startSeconds, from),
    )
    expect(seconds.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(5)
    expect(segments[0]!.technique).toBe("flare1")
    expect(segments.at(-1)!.technique).toBe("chirp")
  })
})

describe("a take in which there is nothing to read", () => {
  const unsure = { technique: null, strokes: 0, segments: [] }
  const still = Array.from({ length: 50 }, (_, i) => ({ timeSeconds: i / 50, positionTurns: 0.3 }))

  it.each<[string, Gesture]>([
    ["empty", NOTHING],
    ["of one event", { ...NOTHING, points: [{ timeSeconds: 0, positionTurns: 0 }] }],
    ["that stands", { ...NOTHING, durationSeconds: 1, points: still }],
    [
      "of numbers that are none",
      {
        ...NOTHING,
        points: still.map(({ timeSeconds }) => ({ timeSeconds, positionTurns: NaN })),
        fader: [{ timeSeconds: NaN, value: NaN }],
      },
    ],
    [
      "of which all is at one time",
      {
        ...NOTHING,
        points: Array.from({ length: 9 }, (_, i) => ({ timeSeconds: 1, positionTurns: i % 2 })),
      },
    ],
  ])("%s is unsure, without strokes", (_name, gesture) => {
    expect(readScratch(gesture)).toMatchObject(unsure)
  })

  it("is a record that runs on with an open fader: nobody's technique", () => {
    const running = Array.from({ length: 200 }, (_, i) => ({
      ...{ timeSeconds: i / 100, positionTurns: i / 180 },
    }))
    const reading = readScratch({ ...NOTHING, durationSeconds: 2, points: running })
    expect(reading).toMatchObject({ technique: null, strokes: 1 })
  })

  it("is one that is silent, where it is known which end is closed", () => {
    const silent = { ...play("baby", 4), fader: [{ timeSeconds: 0, value: 0 }] }
    expect(readScratch(silent, { openEnd: "high" })).toMatchObject(unsure)
    expect(readScratch(silent, { openEnd: "low" }).technique).toBe("baby")
  })
})

describe("what comes before a take and behind it", () => {
  const names = ["baby", "chirp", "flare1", "stab"] as const
  /** Straight ways of the record before a technique and behind it, in seconds and parts of what the hand goes at most. */
  type Ways = readonly (readonly [seconds: number, reach: number])[]
  const laid: Ways = [
    [0.04, 0.08],
    [0.9, 0],
  ]
  const tried: Ways = [
    [0.1, 0.1],
    [0.1, -0.2],
    [0.08, 0.1],
    [0.4, 0],
  ]
  const crept: Ways = [
    [0.3, 0],
    [0.5, -0.2],
  ]
  const runs: Ways = [[0.9, 2.5]]

  it.each<[string, Ways, Ways]>([
    ["a hand that is laid on and rests", laid, []],
    ["a hand that tries a little", tried, []],
    ["a record that creeps back", [], crept],
    ["a record that runs until it is held", runs, []],
    ["a record that is let go", [], runs],
    ["all of it", [...laid, ...tried], [...crept, ...laid]],
  ])("%s is no stroke of it", (_name, before, behind) => {
    for (const name of names)
      for (const seed of [0, 1, 2])
        for (const rounds of [1, 3]) {
          const alone = play(name, rounds, seed)
          const take = within(before, alone, behind)
          const { technique, strokes } = readScratch(take)
          const wanted = readScratch(alone).strokes
          expect({ name, seed, rounds, technique, strokes }).toEqual({
            ...{ name, seed, rounds, technique: name, strokes: wanted },
          })
        }
  })

  function within(before: Ways, gesture: Gesture, behind: Ways): Gesture {
    const places = gesture.points.map(({ positionTurns }) => positionTurns)
    const reach = Math.max(...places) - Math.min(...places)
    const [head, tail] = [curveOf(before, reach), curveOf(behind, reach)]
    const [start, from] = head.at(-1)!
    const end = start + gesture.durationSeconds
    const last = places.at(-1)!
    const points = [
      ...head.map(([at, place]) => [at, place - from + places[0]!] as const),
      ...gesture.points.map((each) => [each.timeSeconds + start, each.positionTurns] as const),
      ...tail.map(([at, place]) => [at + end, place + last] as const),
    ]
    return {
      durationSeconds: end + tail.at(-1)![0],
      points: points.map(([timeSeconds, positionTurns]) => ({ timeSeconds, positionTurns })),
      fader: gesture.fader.map(({ timeSeconds, value }, i) => ({
        ...{ timeSeconds: i === 0 ? 0 : timeSeconds + start, value },
      })),
      touches: [],
    }
  }

  function curveOf(ways: Ways, reach: number): [seconds: number, turns: number][] {
    const points: [number, number][] = [[0, 0]]
    for (const [seconds, part] of ways) {
      const [at, place] = points.at(-1)!
      for (let i = 1; i <= 100; i++)
        points.push([at + (seconds * i) / 100, place + (part * reach * i) / 100])
    }
    return points
  }
})
