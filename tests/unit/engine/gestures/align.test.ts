import { beforeAll, describe, expect, it } from "vitest"
import { alignEnvelopes, alignRecording } from "#engine/gestures/align/align.ts"
import { levelEnvelope, relativeEnvelope } from "#engine/gestures/align/envelopes.ts"
import { Fft } from "#engine/gestures/align/fft.ts"
import { Deck } from "#shared/dsp/deck/index.ts"
import { deckEventsOf, type Gesture } from "#shared/gesture/index.ts"
import { levelOfGesture } from "#engine/gestures/align/level-of-gesture.ts"
import { drawn } from "../../../support/gesture/gestures.ts"
import { strokes } from "../../../support/gesture/hands.ts"
import { recordOf } from "../../../support/records.ts"

const RATE_HZ = 16_000
const SECONDS = 12

/** The same numbers at every run, -1..1. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
}

/** Strokes of uneven length, some of them cut: nothing in it repeats. */
function aTake(): Gesture {
  const random = noise(7)
  const parts: [number, number][] = []
  const fader: Gesture["fader"][number][] = [{ timeSeconds: 0, value: 1 }]
  let at = 0
  while (at < SECONDS) {
    const long = 0.12 + 0.08 * (random() + 1)
    const way = 0.1 + 0.05 * random()
    const rest = 0.04 + 0.1 * (random() + 1)
    parts.push([long, way], [0.8 * long, -way], [rest, 0])
    const cut = at + long * (0.4 + 0.2 * random())
    fader.push({ timeSeconds: cut, value: 0 }, { timeSeconds: cut + 0.045, value: 1 })
    at += 1.8 * long + rest
  }
  return drawn(strokes(...parts), SECONDS, fader)
}

const HARD = { delay: 0.7771, gain: -0.2, isDull: true, noise: 0.005 }
const take = aTake()
let reference: Float32Array

beforeAll(() => {
  const hiss = noise(3)
  const grain = Float32Array.from({ length: RATE_HZ }, hiss)
  const record = recordOf(
    (seconds) =>
      0.25 * Math.sin(2 * Math.PI * 220 * seconds) +
      0.15 * Math.sin(2 * Math.PI * 1310 * seconds) +
      0.1 * grain[Math.floor(seconds * RATE_HZ) % RATE_HZ]!,
    { rateHz: RATE_HZ, seconds: 2 },
  )
  const deck = new Deck(RATE_HZ)
  deck.load(record)
  for (const event of deckEventsOf(take, { rateHz: RATE_HZ })) deck.send(event)
  reference = new Float32Array(SECONDS * RATE_HZ)
  deck.process(reference, new Float32Array(reference.length), 0, reference.length)
})

interface Room {
  delay: number
  noise?: number
  gain?: number
  isDull?: boolean
  ppm?: number
}

/** As a microphone might have it. */
function recorded({
  delay,
  noise: loud = 0,
  gain = 1,
  isDull = false,
  ppm = 0,
}: Room): Float32Array {
  const hiss = noise(11)
  const before = new Float32Array(Math.ceil((SECONDS + 3) * RATE_HZ))
  let low = 0
  for (let i = 0; i < before.length; i++) {
    // Where in the take this sample is, between two of its samples.
    const at = (i - delay * RATE_HZ) / (1 + ppm / 1e6)
    const whole = Math.floor(at)
    const value =
      (reference[whole] ?? 0) * (1 - (at - whole)) + (reference[whole + 1] ?? 0) * (at - whole)
    low += (isDull ? 0.25 : 1) * (value - low)
    before[i] = gain * low + loud * hiss()
  }
  return before
}

describe("a recording is found in time", () => {
  it.each<[string, Room]>([
    ["much quieter, with the sign turned, in noise, through a dull microphone", HARD],
    ["by a clock that runs 120 ppm fast, in noise", { delay: 1.1, ppm: 120, noise: 0.01 }],
    ["that began later than the take", { delay: -1.5042 }],
  ])("%s, to less than a millisecond", (_, room) => {
    const found = alignRecording(reference, recorded(room), RATE_HZ)
    expect(Math.abs(found.offsetSeconds - room.delay)).toBeLessThan(0.001)
    expect(Math.abs(found.skewPpm - (room.ppm ?? 0))).toBeLessThan(60)
    expect(found.errorMs).toBeLessThan(0.5)
    expect(found.isSure).toBe(true)
  })

  it("by its level alone, where the record is not known", () => {
    const ours = relativeEnvelope(levelOfGesture(take))
    const found = alignEnvelopes(
      ours,
      levelEnvelope(recorded({ delay: 0.321, noise: 0.005 }), RATE_HZ),
    )
    expect(Math.abs(found.offsetSeconds - 0.321)).toBeLessThan(0.006)
    expect(found.isSure).toBe(true)
  })

  it("and not where it is none of it", () => {
    const hiss = noise(5)
    const other = Float32Array.from({ length: 5 * RATE_HZ }, (_, i) =>
      Math.sin(i / 3000) > 0.6 ? hiss() : 0,
    )
    expect(alignRecording(reference, other, RATE_HZ).isSure).toBe(false)
    expect(alignRecording(reference, new Float32Array(RATE_HZ), RATE_HZ).isSure).toBe(false)
  })
})

it("a transform is that of its definition, and comes back", () => {
  const size = 32
  const random = noise(1)
  const real = Float64Array.from({ length: size }, random)
  const imaginary = new Float64Array(size)
  const before = real.slice()
  const fft = new Fft(size)
  fft.transform(real, imaginary)
  for (const bin of [0, 1, 5, 31]) {
    let sum = 0
    for (let i = 0; i < size; i++) sum += before[i]! * Math.cos((2 * Math.PI * bin * i) / size)
    expect(real[bin]).toBeCloseTo(sum, 9)
  }
  fft.transform(imaginary, real)
  for (let i = 0; i < size; i++) expect(real[i]! / size).toBeCloseTo(before[i]!, 9)
})
