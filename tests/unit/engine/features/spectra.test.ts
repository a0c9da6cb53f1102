import { describe, expect, it } from "vitest"
import { melEdgesHz } from "#shared/music/mel.ts"
import { createFilterbank } from "../../../../src-main/engine/features/filterbank.ts"
import {
  createSpectra,
  frameShape,
  type SpectraOptions,
} from "../../../../src-main/engine/features/spectra.ts"
import { oracleSpectra } from "../../../../src-main/engine/features/spectra-oracle.ts"
import { aSine, cutInBlocks, seededNoise } from "./signals.ts"

const RATES_HZ = [8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000]

function options(sampleRateHz: number, kind: "power" | "magnitude" = "power"): SpectraOptions {
  const shape = frameShape(sampleRateHz, 2048 / 44_100, 512 / 44_100)
  const bank = (count: number) =>
    createFilterbank({
      sampleRateHz,
      fftSize: shape.fftSize,
      edgesHz: melEdgesHz(count, 27.5, 16_000),
      gain: 1 / 1.5,
    })
  return {
    shape,
    kind,
    banks: [
      { filterbank: bank(40), offset: 1e-8 },
      { filterbank: bank(7), offset: 1 },
    ],
  }
}

function run(spectra: SpectraOptions, blocks: readonly Float32Array[]): number[][][] {
  const frames: number[][][] = []
  const stream = createSpectra(spectra, (frame, banks) => {
    expect(frame).toBe(frames.length)
    frames.push(banks.map((bands) => Array.from(bands)))
  })
  for (const block of blocks) stream.push(block)
  stream.finish()
  return frames
}

/** A sine under noise that starts in the middle: strong and weak bands, and a change. */
function aSound(sampleRateHz: number, seconds: number): Float32Array {
  const random = seededNoise(3)
  const mono = aSine({ hz: 440, seconds, sampleRateHz })
  return mono.map((value, i) => value + (i > mono.length / 2 ? 0.1 : 0.0001) * random())
}

function worstDifference(found: number[][][], wanted: number[][][]): number {
  const pairs = found.flat(2).map((value, i) => Math.abs(value - (wanted.flat(2)[i] ?? NaN)))
  return Math.max(...pairs)
}

describe("spectra", () => {
  it.each(RATES_HZ)("agree with the definition of the DFT at %i Hz", (sampleRateHz) => {
    const frameOptions = options(sampleRateHz)
    const mono = aSound(sampleRateHz, Math.min(0.05, 2400 / sampleRateHz))
    const found = run(frameOptions, [mono])
    const wanted = oracleSpectra(frameOptions, mono)
    expect(found.length).toBe(wanted.length)
    // log2 of power, float32 against float64: 0.003 dB, also for bands 70 dB below the sine.
    expect(worstDifference(found, wanted)).toBeLessThan(1e-3)
  })

  it("agree with the definition for magnitudes and for every FFT size from 32 to 1024", () => {
    for (let size = 32; size <= 1024; size *= 2) {
      const sampleRateHz = (size * 44_100) / 2048
      const frameOptions = options(sampleRateHz, "magnitude")
      expect(frameOptions.shape.fftSize).toBe(size)
      const mono = aSound(sampleRateHz, 0.1)
      const found = run(frameOptions, [mono])
      expect(worstDifference(found, oracleSpectra(frameOptions, mono))).toBeLessThan(1e-3)
    }
  })

  it("do not depend on how the samples are cut into blocks, bit for bit", () => {
    const frameOptions = options(44_100)
    const mono = aSound(44_100, 1.5)
    const whole = run(frameOptions, [mono])
    for (const sizes of [[1, 4000], [777], [65_536, 3], [512]]) {
      expect(run(frameOptions, cutInBlocks(mono, sizes))).toEqual(whole)
    }
  })

  it("put a full-scale sine at 0 dB", () => {
    const frames = run(options(44_100), [
      aSine({ hz: 1000, seconds: 0.5, sampleRateHz: 44_100, amplitude: 1 }),
    ])
    const power = (frames[20]?.[0] ?? []).reduce((sum, value) => sum + 2 ** value, 0)
    expect(10 * Math.log10(power)).toBeCloseTo(0, 1)
  })

  it.each([0, 1, 2, 511, 512, 513])("give a frame per hop for %i samples", (length) => {
    const frames = run(options(44_100), [new Float32Array(length)])
    expect(frames.length).toBe(Math.max(1, Math.ceil(length / 512)))
    // Silence is the floor in the first bank and 0 in the second.
    expect(frames[0]?.[0]?.[5]).toBeCloseTo(Math.log2(1e-8), 4)
    expect(frames[0]?.[1]?.[2]).toBeCloseTo(0, 6)
  })

  it("take NaN and infinite samples for silence", () => {
    const mono = aSound(44_100, 0.2)
    const holed = mono.slice()
    const poisoned = mono.slice()
    ;[100, 5000, 5001].forEach((at, i) => {
      holed[at] = 0
      poisoned[at] = [NaN, Infinity, -Infinity][i] ?? 0
    })
    expect(run(options(44_100), [poisoned])).toEqual(run(options(44_100), [holed]))
  })
})
