import { expect, test } from "vitest"
import type { Gesture } from "#shared/gesture/index.ts"
import { drawnTechnique } from "#shared/scratch/index.ts"
import {
  recordOfSamples,
  soundOfGesture,
} from "../../../../src-renderer/audio/gestures/gesture-sound.ts"

const RATE_HZ = 48_000
const tone = Float32Array.from({ length: RATE_HZ }, (_, i) =>
  Math.sin((2 * Math.PI * 440 * i) / RATE_HZ),
)
const record = recordOfSamples(tone, RATE_HZ, 1)

function loudness(sound: Float32Array, fromSeconds: number, toSeconds: number): number {
  const part = sound.subarray(fromSeconds * RATE_HZ, toSeconds * RATE_HZ)
  return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length)
}

test("a stroke sounds while the fader is open, and is silent where it is closed", () => {
  const forward = drawnTechnique("forward", { seconds: 0.6, extentSeconds: 0.3 })
  const sound = soundOfGesture(forward, record, RATE_HZ)
  expect(sound).toHaveLength(2 * Math.ceil(0.65 * RATE_HZ))
  expect(loudness(sound, 0.08, 0.22)).toBeGreaterThan(0.1)
  expect(loudness(sound, 0.34, 0.58)).toBeLessThan(0.001)
})

test("both sides of a record that has two are heard, and a tile's seam is not", () => {
  const frames = 70_000
  const samples = new Float32Array(2 * frames)
  for (let i = 0; i < frames; i++) samples[i] = Math.sin((2 * Math.PI * 440 * i) / RATE_HZ)
  const sides = recordOfSamples(samples, RATE_HZ, 2)
  const steady: Gesture = {
    durationSeconds: 1.4,
    points: [
      { timeSeconds: 0, positionTurns: 0 },
      { timeSeconds: 1.4, positionTurns: 1.4 / 1.8 },
    ],
    fader: [],
    touches: [],
  }
  const sound = soundOfGesture(steady, sides, RATE_HZ)
  const left = sound.subarray(0, sound.length / 2)
  expect(loudness(left, 0.5, 1.3)).toBeCloseTo(Math.SQRT1_2, 1)
  expect(loudness(sound.subarray(sound.length / 2), 0.5, 1.3)).toBe(0)
  const steps = left
    .subarray(1.3 * RATE_HZ, 1.38 * RATE_HZ)
    .map((value, i, all) => value - (all[i - 1] ?? value))
  expect(Math.max(...steps.map(Math.abs))).toBeLessThan(0.06)
})

test("of an hour only the first minute is made", () => {
  const long: Gesture = {
    durationSeconds: 3600,
    points: [
      { timeSeconds: 0, positionTurns: 0 },
      { timeSeconds: 3600, positionTurns: 0 },
    ],
    fader: [],
    touches: [],
  }
  expect(soundOfGesture(long, record, 8000)).toHaveLength(2 * Math.ceil(60.05 * 8000))
})
