import { expect, test } from "vitest"
import type { Performance } from "#engine/scratch/gestures/index.ts"
import { soundsOf, worthOf } from "#engine/scratch/reward/index.ts"
import { ScratchReward } from "#shared/contract/index.ts"

const BEAT_MS = 600
const WEIGHTS = ScratchReward.parse({})

/** A beat of lead and a bar, out of what the record and the fader do at each millisecond of the bar. */
function performed(
  speedAt: (beat: number) => number,
  faderAt: (beat: number) => number = () => 1,
): Performance {
  const count = 5 * BEAT_MS
  const speeds = Float32Array.from({ length: count }, (_, ms) => speedAt(ms / BEAT_MS - 1))
  const places = new Float32Array(count)
  for (let ms = 1; ms < count; ms++) places[ms] = places[ms - 1]! + speeds[ms]! / 1000
  return {
    ...{ speeds, places: places.map((place) => place + 0.3), bpm: 100 },
    faders: Float32Array.from({ length: count }, (_, ms) => faderAt(ms / BEAT_MS - 1)),
    ...{ barFrom: BEAT_MS, beatMs: BEAT_MS },
  }
}

/** Forth and back, twice a beat turning round on the grid. */
const baby = (beat: number): number => 0.8 * Math.sin(2 * Math.PI * beat)
const worth = (performance: Performance) => worthOf(performance, WEIGHTS)

test("a record that goes forth and back on the beat sounds twice a beat, where it turns round", () => {
  const { beats, isCut, reversals, faderMoves } = soundsOf(performed(baby))
  expect(beats.length).toBe(8)
  beats.forEach((beat, i) => expect(beat).toBeCloseTo(i / 2, 1))
  expect(isCut).toEqual(beats.map(() => false))
  expect([reversals, faderMoves]).toEqual([8, 0])
})

test("a fader that opens on a moving record makes the sounds", () => {
  const opens = (beat: number): number => (beat - Math.floor(2 * beat) / 2 < 0.25 ? 1 : 0)
  const { beats, isCut, faderMoves } = soundsOf(performed(() => 1, opens))
  expect(beats.map((beat) => Math.round(4 * beat) / 4)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5])
  expect(isCut.every(Boolean)).toBe(true)
  expect(faderMoves).toBe(16)
})

test("a record that keeps the beat under a closed fader is worth nothing", () => {
  expect(worth(performed(baby, () => 0)).quality).toBe(0)
})

test("a hand that stands still is worth nothing, however busy its fader is", () => {
  const busy = (beat: number): number => (beat - Math.floor(4 * beat) / 4 < 0.125 ? 1 : 0)
  const { quality, sounds } = worth(performed(() => 0, busy))
  expect(quality).toBe(0)
  expect(sounds.silentMoves).toBe(sounds.faderMoves)
})

test("a hand that trembles where it stands makes no sounds to be counted", () => {
  const trembling = (beat: number): number => 0.09 * Math.sin(2 * Math.PI * 12 * beat)
  const { quality, sounds } = worth(performed(trembling))
  expect([quality, sounds.beats.length]).toEqual([0, 0])
})

test("buzzing with hardly a sound between two turns is no rhythm", () => {
  const buzzing = (beat: number): number => 0.16 * Math.sin(2 * Math.PI * 20 * beat)
  expect(worth(performed(buzzing)).quality).toBe(0)
  expect(worth(performed(baby)).quality).toBeGreaterThan(0.5)
})

test("the grid cannot be had by never beginning: one sound a bar is less than one a beat", () => {
  const once = performed((beat) => (beat >= 0 && beat < 0.4 ? 0.8 : 0))
  expect(worth(once).quality).toBe(0)
})

test("a second finer rhythm is not nearer to the grid: the grid is fixed", () => {
  const at = (perBeat: number) =>
    worth(performed((beat) => 1.5 * Math.sin(Math.PI * perBeat * beat))).rhythm
  expect(at(2)).toBeGreaterThan(at(7))
  expect(at(2)).toBeGreaterThan(at(5))
})

test("sounds beside the grid are worth less than on it, and a drifting hand less than both", () => {
  const early = (beat: number): number => baby(beat + 0.1)
  const drifting = (beat: number): number => baby(beat * 1.07 + 0.03)
  const rhythm = (speedAt: (beat: number) => number) => worth(performed(speedAt)).rhythm
  expect(rhythm(baby)).toBeGreaterThan(rhythm(early) + 0.2)
  expect(rhythm(baby)).toBeGreaterThan(rhythm(drifting) + 0.2)
})

test("one kind of time between sounds is less various than some, and so is every one another", () => {
  const varietyOf = (times: readonly number[]) =>
    worth(performed((beat) => (times.some((time) => beat >= time && beat < time + 0.15) ? 0.8 : 0)))
      .variety
  const even = varietyOf([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5])
  const some = varietyOf([0, 0.75, 1, 1.5, 2, 2.75, 3, 3.5])
  expect(some).toBeGreaterThan(even)
})

test("effort grows with work that nobody hears, and where the record is run out of", () => {
  const chatter = (beat: number): number =>
    Math.abs(baby(beat)) > 0.1 ? 1 : Math.floor(40 * beat) % 2
  const further = (beat: number): number => baby(beat) + 0.9
  const effortOf = (performance: Performance) => worth(performance).effort
  expect(effortOf(performed(baby, chatter))).toBeGreaterThan(effortOf(performed(baby)))
  expect(effortOf(performed(further))).toBeGreaterThan(effortOf(performed(baby)) + 0.3)
})

test("a slider at nothing takes its part out of what counts", () => {
  const odd = performed((beat) => baby(beat * 1.07 + 0.03))
  const { rhythm, quality } = worthOf(
    odd,
    ScratchReward.parse({ expression: 0, variety: 0, effort: 0 }),
  )
  expect(quality).toBeCloseTo(rhythm, 6)
})
