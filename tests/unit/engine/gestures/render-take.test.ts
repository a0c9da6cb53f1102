import { join } from "node:path"
import { expect, test } from "vitest"
import { openPcm, writeWav } from "#engine/audio/index.ts"
import { renderTake } from "#engine/gestures/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"
import { toneAndRest } from "../../../support/records.ts"

const RATE_HZ = 48_000

function aSample(folder: string): string {
  const path = join(folder, "tone.wav")
  const samples = Float32Array.from(
    { length: 2 * RATE_HZ },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * 1000 * i) / RATE_HZ),
  )
  writeWav(path, { sampleRateHz: RATE_HZ, sampleFormat: "float32", channels: [samples] })
  return path
}

async function rendered(gesture: Partial<Gesture>, more: { startSeconds?: number } = {}) {
  const folder = temporaryFolder()
  const output = join(folder, "out.wav")
  const whole = { durationSeconds: 1, points: [], fader: [], touches: [], ...gesture }
  await renderTake(output, whole, {
    ...{ sample: aSample(folder), rateHz: RATE_HZ, sampleFormat: "float32" as const, ...more },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  })
  const reader = openPcm(output)
  const [left] = reader.read(0, reader.frames)
  reader.close()
  return left!
}

const turned = (turnsASecond: number, from = 0): Gesture["points"] => [
  { timeSeconds: 0, positionTurns: from },
  { timeSeconds: 1, positionTurns: from + turnsASecond },
]

test("a record turned at half its speed sounds an octave lower", async () => {
  const sound = await rendered({ points: turned(0.5 / 1.8) })
  const heard = toneAndRest(sound.subarray(9600, 43_200), 500, RATE_HZ)
  expect(heard.toneDb).toBeCloseTo(20 * Math.log10(0.5), 1)
  expect(heard.toneDb - heard.restDb).toBeGreaterThan(60)
})

test("backwards it begins where it need not leave the record", async () => {
  const sound = await rendered({ points: turned(-1 / 1.8) })
  const heard = toneAndRest(sound.subarray(4800, 43_200), 1000, RATE_HZ)
  expect(heard.toneDb).toBeCloseTo(20 * Math.log10(0.5), 1)
})

test("the fader cuts, and the end is whole", async () => {
  const sound = await rendered({
    points: turned(1 / 1.8),
    fader: [
      { timeSeconds: 0, value: 1 },
      { timeSeconds: 0.4, value: 0 },
      { timeSeconds: 0.6, value: 1 },
    ],
  })
  const loudest = (from: number, to: number): number =>
    sound.subarray(from * RATE_HZ, to * RATE_HZ).reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  expect(loudest(0.41, 0.59)).toBeLessThan(0.01)
  expect(loudest(0.2, 0.39)).toBeGreaterThan(0.45)
  expect(loudest(0.62, 0.99)).toBeGreaterThan(0.45)
  expect(sound).toHaveLength(Math.ceil(1.05 * RATE_HZ))
})
