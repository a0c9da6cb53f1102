import { expect, test } from "vitest"
import { summaryOf, techniquesOf } from "#engine/scratch/evaluation/index.ts"
import { type Musician, movedByChance } from "#engine/scratch/evaluation/protocol.ts"
import { isRising } from "#shared/gesture/index.ts"
import { seededRandom } from "#shared/music/random.ts"

/** Plays one thing over and over: the record's speed and the fader by beats. */
function musician(speedAt: (beat: number) => number, faderAt: (beat: number) => number): Musician {
  return {
    count: 1,
    play: (bars, bpm) => {
      const beatMs = 60_000 / bpm
      const count = Math.round(5 * beatMs)
      const speeds = Float32Array.from({ length: count }, (_, ms) => speedAt(ms / beatMs - 1))
      const places = new Float32Array(count).fill(0.3)
      for (let ms = 1; ms < count; ms++) places[ms] = places[ms - 1]! + speeds[ms]! / 1000
      const faders = Float32Array.from({ length: count }, (_, ms) => faderAt(ms / beatMs - 1))
      return bars.map(() => ({ speeds, places, faders, bpm, beatMs, barFrom: beatMs }))
    },
  }
}
const baby = (beat: number): number => 0.8 * Math.sin(2 * Math.PI * beat)

test("who plays babies is found to play babies, at every tempo, and nothing else", () => {
  expect(
    techniquesOf(
      musician(baby, () => 1),
      1,
      2,
    ),
  ).toEqual([{ technique: "baby", bars: 6 }])
})

test("who closes the fader on the way back is found to play forwards", () => {
  const forward = musician(baby, (beat) => (beat - Math.floor(beat) < 0.5 ? 1 : 0))
  expect(techniquesOf(forward, 1, 2).map(({ technique }) => technique)).toEqual(["forward"])
})

test("what is silent, or too little of it, does not count", () => {
  expect(
    techniquesOf(
      musician(baby, () => 0),
      1,
      2,
    ),
  ).toEqual([])
  const once = (beat: number): number => (beat > 0 && beat < 1 ? baby(beat) : 0)
  expect(
    techniquesOf(
      musician(once, () => 1),
      1,
      2,
    ),
  ).toEqual([])
})

test("a gesture that is moved by chance keeps its order, within five milliseconds", () => {
  const times = Array.from({ length: 400 }, (_, i) => i * 0.004)
  const gesture = {
    ...{ durationSeconds: 1.6, touches: [] },
    points: times.map((timeSeconds) => ({ timeSeconds, positionTurns: Math.sin(timeSeconds) })),
    fader: times.map((timeSeconds, i) => ({ timeSeconds, value: i % 20 < 10 ? 1 : 0 })),
  }
  const moved = movedByChance(gesture, seededRandom(2))
  expect(isRising(moved.points)).toBe(true)
  expect(isRising(moved.fader)).toBe(true)
  const off = moved.points.map(({ timeSeconds }, i) => Math.abs(timeSeconds - times[i]!))
  expect(Math.max(...off)).toBeLessThanOrEqual(0.005)
  expect(Math.max(...off)).toBeGreaterThan(0.002)
})

test("what one seed alone found is not counted as found", () => {
  const [baby, crab] = [
    { technique: "baby", bars: 3 },
    { technique: "crab", bars: 1 },
  ] as const
  const { median, low, high, found } = summaryOf([[baby], [baby, crab], [baby]])
  expect(median).toBe(1)
  expect(low).toBeLessThanOrEqual(1)
  expect(high).toBeGreaterThanOrEqual(1)
  expect(found).toEqual([{ technique: "baby", seeds: 3 }])
})
