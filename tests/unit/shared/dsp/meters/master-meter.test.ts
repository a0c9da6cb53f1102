import { describe, expect, test } from "vitest"
import {
  MASTER_READING_LENGTH,
  MasterMeter,
  masterValues,
  SPECTRUM_BANDS,
} from "#shared/dsp/meters/index.ts"
import { PowerSpectrum } from "#shared/dsp/meters/power-spectrum.ts"
import { both, noise, sineOf, type Stereo } from "../devices/sound.ts"

const RATE_HZ = 48_000

function read(sound: Stereo, block = 128) {
  const meter = new MasterMeter(RATE_HZ)
  for (let at = 0; at < sound.left.length; at += block) {
    const frames = Math.min(block, sound.left.length - at)
    meter.process(
      sound.left.subarray(at, at + frames),
      sound.right.subarray(at, at + frames),
      frames,
    )
  }
  const report = new Float32Array(MASTER_READING_LENGTH)
  meter.write(report)
  return masterValues(report)
}

/** 20 Hz, twelve an octave. */
const bandOf = (hz: number): number => Math.round(12 * Math.log2(hz / 20))

describe("the master's meter", () => {
  test("reads a sine of 997 Hz at 0 dBFS in both sides as 0 LUFS and 0 dBTP, alike on both sides", () => {
    const values = read(both(5 * RATE_HZ, sineOf(997)))
    for (const loudness of [values.momentary, values.shortTerm, values.integrated])
      expect(loudness).toBeCloseTo(0, 1)
    expect(values.range).toBeLessThan(0.1)
    expect(values.truePeak).toBeCloseTo(0, 1)
    expect(values.correlation).toBeCloseTo(1, 6)
  })

  test("finds a sine in its band, at its level, and nothing an octave away", () => {
    for (const [hz, gain] of [
      [100, 0.5],
      [1000, 1],
      [8000, 0.1],
    ] as const) {
      const { spectrum } = read(both(8192, (frame) => gain * sineOf(hz)(frame)))
      const strongest = spectrum.indexOf(Math.max(...spectrum))
      expect(Math.abs(strongest - bandOf(hz))).toBeLessThanOrEqual(1)
      // Hann's window loses 1.42 dB at most between two bins.
      const lost = 20 * Math.log10(gain) - spectrum[strongest]!
      expect(lost).toBeGreaterThan(-0.05)
      expect(lost).toBeLessThan(1.5)
      expect(spectrum[strongest + 12]).toBeLessThan(20 * Math.log10(gain) - 60)
    }
  })

  test("says the same however the sound is cut into blocks", () => {
    const sound = noise(20_000, 3)
    expect(read(sound, 128)).toEqual(read(sound, 777))
  })

  test("reads silence as no loudness, no peak and the lowest spectrum", () => {
    const values = read(both(RATE_HZ, () => 0))
    expect(values).toMatchObject({ momentary: -Infinity, integrated: -Infinity, range: 0 })
    expect([values.truePeak, values.correlation]).toEqual([-Infinity, 0])
    expect([...values.spectrum]).toEqual(Array(SPECTRUM_BANDS).fill(-120))
  })

  test("begins anew after a reset", () => {
    const meter = new MasterMeter(RATE_HZ)
    const { left, right } = both(RATE_HZ, sineOf(997))
    meter.process(left, right, left.length)
    meter.reset()
    const report = new Float32Array(MASTER_READING_LENGTH)
    meter.write(report)
    expect(masterValues(report)).toMatchObject({ integrated: -Infinity, truePeak: -Infinity })
  })
})

test("a transform of noise is the sum that defines it", () => {
  const { left, right } = noise(4096, 11)
  const spectrum = new PowerSpectrum()
  spectrum.process(left, right, 4096)
  spectrum.read()
  for (const bin of [0, 1, 2, 37, 500, 2047, 2048]) {
    let real = 0
    let imaginary = 0
    for (let i = 0; i < 4096; i++) {
      const angle = (2 * Math.PI * i) / 4096
      const value = (0.5 - 0.5 * Math.cos(angle)) * 0.5 * (left[i]! + right[i]!)
      real += value * Math.cos(angle * bin)
      imaginary -= value * Math.sin(angle * bin)
    }
    const power = (real * real + imaginary * imaginary) * (4 / 4096) ** 2
    expect(Math.abs(spectrum.powers[bin]! - power)).toBeLessThan(1e-12)
  }
})
