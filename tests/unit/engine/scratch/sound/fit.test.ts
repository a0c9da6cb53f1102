import { describe, expect, it } from "vitest"
import { recordOf } from "#engine/scratch/sound/deck/record.ts"
import { plainColour } from "#engine/scratch/sound/deck/colour.ts"
import { searchOf, USUAL_PHYSICS } from "#engine/scratch/sound/deck/physics.ts"
import {
  type DeckFitProgress,
  type DeckFitState,
  fitDeck,
} from "#engine/scratch/sound/fit/fit-deck.ts"
import { hearTake, type TakeToHear } from "#engine/scratch/sound/fit/hear-take.ts"
import { leastSquaresColour } from "#engine/scratch/sound/fit/least-squares.ts"
import { figuresOf } from "#engine/scratch/sound/measures/metrics.ts"
import { soundOnsets } from "#engine/scratch/sound/measures/onsets.ts"
import { bootstrapped } from "#engine/scratch/sound/measures/evaluate.ts"
import { steadyNoise } from "#engine/scratch/sound/spectra/steady-noise.ts"
import { scratchSample } from "#shared/scratch/index.ts"
import { aHeardTake } from "../../../../support/scratch/heard.ts"
import { handwork } from "../../../../support/scratch/scratch-hands.ts"
import { recordRig, RIG_RATE_HZ } from "../../../../support/scratch/virtual-rig.ts"

const take = aHeardTake({ seconds: 1.1 })
const SIZE = searchOf(USUAL_PHYSICS).length + 128
/** Near enough that no rough search is needed. */
const near: DeckFitState = {
  values: [
    ...searchOf({ ...USUAL_PHYSICS, faderDelayMs: -2, placeDelayMs: 3.5 }),
    ...plainColour(0.7),
    ...plainColour(0),
  ],
  ...{ step: 0, first: new Array<number>(SIZE).fill(0), second: new Array<number>(SIZE).fill(0) },
}

function fitted(from: DeckFitState, steps: number, total = steps) {
  const told: DeckFitProgress[] = []
  const fit = fitDeck([take], { steps: total, seed: 7, from })
  for (let next = fit.next(); told.length < steps; next = fit.next())
    told.push(next.value as DeckFitProgress)
  const end = fit.next()
  return { told, deck: end.done ? end.value : undefined }
}

describe("a deck that is fitted", () => {
  it("comes nearer to what was heard", () => {
    const { told } = fitted(near, 9)
    const mean = (list: DeckFitProgress[]): number =>
      list.reduce((sum, { loss }) => sum + loss, 0) / list.length
    expect(mean(told.slice(-3))).toBeLessThan(0.97 * mean(told.slice(0, 3)))
  })

  it("goes on from where it was stopped as if it had not been, to the bit", () => {
    const whole = fitted(near, 4).told.at(-1)!.state!
    const half = fitted(near, 2, 4).told.at(-1)!.state!
    const rest = fitted(JSON.parse(JSON.stringify(half)) as DeckFitState, 2, 4).told.at(-1)!.state!
    expect(rest).toEqual(whole)
  })

  it("finds a colour from what was given and what was heard, whatever the phase", () => {
    const given = steadyNoise(0, 24_000)
    // Half as loud, a few frames later, and without its highest part.
    const heard = Float32Array.from(
      given,
      (_, i) => 0.25 * ((given[i - 5] ?? 0) + (given[i - 6] ?? 0)),
    )
    const taps = leastSquaresColour([{ given, heard }])
    const gainAt = (hz: number): number => {
      let [real, imaginary] = [0, 0]
      for (const [k, tap] of taps.entries()) {
        real += tap * Math.cos((2 * Math.PI * hz * k) / 48_000)
        imaginary += tap * Math.sin((2 * Math.PI * hz * k) / 48_000)
      }
      return Math.hypot(real, imaginary)
    }
    for (const hz of [500, 4000, 12_000, 18_000])
      expect(gainAt(hz)).toBeCloseTo(0.5 * Math.cos((Math.PI * hz) / 48_000), 1)
  })
})

describe("what cannot be learnt from", () => {
  const sample = scratchSample(44_100)
  const { done, told } = handwork(2, 1)
  const { sound } = recordRig(done, sample, 1)
  const good: TakeToHear = {
    ...{ title: "Tuesday", recordingTitle: "Mixer", takeKey: "1", recordKey: "1", gesture: told },
    record: recordOf(sample, 44_100),
    recording: { mono: sound, rateHz: RIG_RATE_HZ },
  }
  const refused =
    (change: Partial<TakeToHear>): (() => unknown) =>
    () =>
      hearTake({ ...good, ...change })

  it("is told in plain words", () => {
    const silent = { mono: new Float32Array(96_000), rateHz: 48_000 }
    expect(refused({ recording: silent })).toThrow("Mixer, the recording of Tuesday, is silent")
    const wild = { mono: Float32Array.from(sound).fill(NaN, 500, 510), rateHz: 48_000 }
    expect(refused({ recording: wild })).toThrow("samples that are no numbers")
    expect(refused({ recording: { mono: sound, rateHz: 4000 } })).toThrow("4000 samples a second")
    expect(refused({ gesture: { ...told, points: told.points.slice(0, 1) } })).toThrow(
      "hardly moves",
    )
    expect(refused({ gesture: { ...told, durationSeconds: 3600 } })).toThrow("20 minutes")
    const closed = { ...told, fader: [{ timeSeconds: 0, value: 0 }] }
    expect(refused({ gesture: closed })).toThrow("makes no sound on its record")
    const other = Float32Array.from(steadyNoise(0, 96_000), (value) => 0.3 * value)
    expect(refused({ recording: { mono: other, rateHz: 48_000 } })).toThrow(
      "Tuesday is not to be found in its recording, Mixer",
    )
    const short = { mono: sound.slice(0, 38_000), rateHz: 48_000 }
    expect(refused({ recording: short })).toThrow(/Tuesday/)
  })

  it("is not a recording at another rate, which is brought to the usual one", () => {
    const mono = Float32Array.from(
      { length: Math.floor(sound.length / 2) },
      (_, i) => 0.5 * (sound[2 * i]! + sound[2 * i + 1]!),
    )
    const { heard } = hearTake({ ...good, recording: { mono, rateHz: 24_000 } })
    expect(heard.length / 48_000).toBeCloseTo(2, 1)
  })
})

describe("figures", () => {
  it("are best for the sound itself, worse for one that is late, worst for silence", () => {
    const heard = take.heard.subarray(0, 40_000)
    const itself = figuresOf(heard, heard)
    expect(itself).toEqual({ spectral: 0, logSpectralDb: 0, bandsDb: 0, onsetF1: 1 })
    const late = figuresOf(take.heard.subarray(960, 40_960), heard)
    const silence = figuresOf(new Float32Array(48_000), heard)
    for (const metric of ["spectral", "logSpectralDb", "bandsDb"] as const) {
      expect(late[metric]).toBeGreaterThan(0)
      expect(silence[metric]).toBeGreaterThan(late[metric])
    }
    expect(silence.onsetF1).toBe(0)
  })

  it("hear when sounds begin", () => {
    const sound = new Float32Array(48_000)
    const begins = [0.2, 0.45, 0.7]
    for (const at of begins)
      sound.set(
        Float32Array.from(steadyNoise(0, 4800), (value) => 0.3 * value),
        at * 48_000,
      )
    const found = soundOnsets(sound)
    expect(found.length).toBe(3)
    for (const [i, at] of begins.entries()) expect(Math.abs(found[i]! - at)).toBeLessThan(0.012)
  })

  it("know how far chance may have moved them", () => {
    const { mean, low, high } = bootstrapped([1, 2, 3, 4, 5])
    expect(mean).toBe(3)
    expect(low).toBeGreaterThan(1)
    expect(low).toBeLessThan(2.4)
    expect(high).toBeGreaterThan(3.6)
    expect(high).toBeLessThan(5)
  })
})
