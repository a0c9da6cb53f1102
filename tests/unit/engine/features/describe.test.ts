import { describe, expect, it } from "vitest"
import { FEATURES } from "#shared/contract/features.ts"
import {
  createChunkDescriber,
  describerStartSample,
  RICH_COUNT,
  RICH_DESCRIPTORS,
  type ChunkFeatures,
} from "../../../../src-main/engine/features/index.ts"
import { aSine, clicks, cutInBlocks, seededNoise } from "./signals.ts"

const RATES_HZ = [8000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000]

interface Request {
  sampleRateHz?: number
  bounds: readonly number[]
  blocks: readonly Float32Array[]
  startSeconds?: number
}

function describeChunks({
  sampleRateHz = 44_100,
  bounds,
  blocks,
  ...rest
}: Request): ChunkFeatures {
  const boundsSeconds = Float64Array.from(bounds)
  const describer = createChunkDescriber({ sampleRateHz, boundsSeconds, ...rest })
  for (const block of blocks) describer.push(block)
  return describer.finish()
}

const column = (name: string) => FEATURES.findIndex((feature) => feature.name === name)
const feature = (found: ChunkFeatures, chunk: number, name: string) =>
  found.features[chunk * FEATURES.length + column(name)] ?? NaN
const rich = (found: ChunkFeatures, chunk: number, name: string) =>
  found.rich[
    chunk * RICH_COUNT + RICH_DESCRIPTORS.findIndex((descriptor) => descriptor.name === name)
  ] ?? NaN
const allNumbers = ({ features, rich: table, descriptors }: ChunkFeatures) =>
  [features, table, ...Object.values(descriptors)].flatMap((values) => Array.from(values))

function join(...parts: Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => Array.from(part)))
}

describe("chunk describer", () => {
  it("documents 26 features and all rich descriptors, each by its own name", () => {
    expect(FEATURES.length).toBe(26)
    expect(RICH_DESCRIPTORS.length).toBe(RICH_COUNT)
    for (const list of [FEATURES, RICH_DESCRIPTORS]) {
      expect(new Set(list.map(({ name }) => name)).size).toBe(list.length)
      expect(list.every((each) => each.label && each.unit && each.formula)).toBe(true)
    }
  })

  it.each(RATES_HZ)("finds brightness, pitch and level of a sine at %i Hz", (sampleRateHz) => {
    const mono = aSine({ hz: 880, seconds: 0.5, sampleRateHz, amplitude: 1 })
    const found = describeChunks({ sampleRateHz, bounds: [0.05, 0.4], blocks: [mono] })
    expect(found.descriptors.brightnessHz[0]).toBeGreaterThan(850)
    expect(found.descriptors.brightnessHz[0]).toBeLessThan(960)
    expect(found.descriptors.pitchHz[0]).toBeGreaterThan(870)
    expect(found.descriptors.pitchHz[0]).toBeLessThan(890)
    expect(found.descriptors.pitchConfidence[0]).toBeGreaterThan(0.9)
    // A full-scale sine near 1 kHz is -3.01 LUFS by definition.
    expect(Math.abs((found.descriptors.loudnessDb[0] ?? 0) + 3.01)).toBeLessThan(0.5)
    expect(Math.abs(feature(found, 0, "level"))).toBeLessThan(0.3)
    expect(Math.abs(rich(found, 0, "crossingRate") - 1760)).toBeLessThan(10)
    expect(Math.abs(rich(found, 0, "pitchSemitones") - 81)).toBeLessThan(0.2)
    expect(rich(found, 0, "chromaA")).toBeGreaterThan(0.9)
  })

  it.each([82.41, 110, 261.63, 440, 1046.5])(
    "finds the pitch of a harmonic tone at %f Hz",
    (hz) => {
      const mono = new Float32Array(22_050)
      for (let harmonic = 1; harmonic <= 8; harmonic++) {
        const partial = aSine({
          hz: hz * harmonic,
          seconds: 0.5,
          sampleRateHz: 44_100,
          amplitude: 0.3 / harmonic,
        })
        partial.forEach((value, i) => (mono[i] = (mono[i] ?? 0) + value))
      }
      const found = describeChunks({ bounds: [0, 0.5], blocks: [mono] })
      expect(Math.abs(1200 * Math.log2((found.descriptors.pitchHz[0] ?? NaN) / hz))).toBeLessThan(
        25,
      )
    },
  )

  it("finds no pitch in noise, and hears it as flat and bright", () => {
    const random = seededNoise(2)
    const noise = Float32Array.from({ length: 22_050 }, () => 0.3 * random())
    const sine = aSine({ hz: 200, seconds: 0.5, sampleRateHz: 44_100 })
    const found = describeChunks({ bounds: [0, 0.5, 1], blocks: [join(noise, sine)] })
    expect(found.descriptors.pitchHz[0]).toBe(0)
    expect(found.descriptors.pitchConfidence[0]).toBeLessThan(0.35)
    expect(feature(found, 0, "flatness")).toBeGreaterThan(feature(found, 1, "flatness") + 10)
    expect(feature(found, 0, "centroid")).toBeGreaterThan(feature(found, 1, "centroid") + 10)
  })

  it("follows a rising chirp with its brightness", () => {
    const mono = Float32Array.from({ length: 88_200 }, (_, i) => {
      const t = i / 44_100
      return 0.5 * Math.sin(2 * Math.PI * (200 * t + 700 * t * t))
    })
    const found = describeChunks({ bounds: [0, 0.5, 1, 1.5, 2], blocks: [mono] })
    // The frequency is 200 + 1400 t: its mean over each half second.
    found.descriptors.brightnessHz.forEach((hz, chunk) => {
      const wanted = 200 + 1400 * (0.25 + chunk / 2)
      expect(Math.abs(hz / wanted - 1)).toBeLessThan(0.08)
    })
  })

  it("tells a struck sound from a swelling one", () => {
    const noise = seededNoise(8)
    const struck = Float32Array.from({ length: 22_050 }, (_, i) => noise() * Math.exp(-i / 4000))
    const found = describeChunks({
      bounds: [0, 0.5, 1],
      blocks: [join(struck, struck.toReversed())],
    })
    expect(feature(found, 0, "balance")).toBeLessThan(0.35)
    expect(feature(found, 1, "balance")).toBeGreaterThan(0.65)
    expect(rich(found, 0, "attackSeconds")).toBeLessThan(0.03)
    expect(rich(found, 1, "attackSeconds")).toBeGreaterThan(0.1)
    // exp(-t / 4000 samples) falls by 95.8 dB/s.
    expect(Math.abs(rich(found, 0, "decay") - 95.8)).toBeLessThan(10)
  })

  it("changes only the level when a sound is made 20 dB quieter", () => {
    const mono = clicks([0.02, 0.2], 0.5, 44_100)
    const loud = describeChunks({ bounds: [0, 0.5], blocks: [mono] })
    const quiet = describeChunks({ bounds: [0, 0.5], blocks: [mono.map((v) => v * 0.1)] })
    FEATURES.forEach(({ name }) => {
      const change = feature(loud, 0, name) - feature(quiet, 0, name)
      expect(Math.abs(change - (name === "level" ? 20 : 0))).toBeLessThan(1.5)
    })
  })

  it("does not depend on how the samples are cut into blocks, bit for bit", () => {
    const random = seededNoise(6)
    const mono = clicks([0.1, 0.4, 0.9], 1.5, 44_100).map((value) => value + 0.02 * random())
    const bounds = [0, 0.1, 0.4, 0.404, 0.406, 0.9, 1.5]
    const whole = describeChunks({ bounds, blocks: [mono] })
    for (const sizes of [[1, 300], [1024], [40_000, 5]]) {
      expect(describeChunks({ bounds, blocks: cutInBlocks(mono, sizes) })).toEqual(whole)
    }
  })

  it("describes a part of a song as in a pass over all of it, bit for bit", () => {
    const random = seededNoise(12)
    const mono = Float32Array.from({ length: 132_300 }, () => 0.2 * random())
    const whole = describeChunks({ bounds: [0, 0.5, 1.1, 1.3, 2.2, 3], blocks: [mono] })
    const start = describerStartSample(44_100, 1.1)
    const part = describeChunks({
      bounds: [1.1, 1.3, 2.2],
      blocks: [mono.subarray(start)],
      startSeconds: start / 44_100,
    })
    expect(start).toBeGreaterThan(0)
    expect(part.features).toEqual(whole.features.slice(2 * 26, 4 * 26))
    expect(part.rich).toEqual(whole.rich.slice(2 * RICH_COUNT, 4 * RICH_COUNT))
  })

  it.each([0, 1, 7, 600])("gives finite numbers for %i samples of any kind", (length) => {
    for (const value of [0, 0.5, -1, NaN, Infinity, 1e30]) {
      const blocks = [new Float32Array(length).fill(value)]
      const found = describeChunks({ bounds: [0, length / 44_100], blocks })
      expect(found.features.length).toBe(26)
      expect(allNumbers(found).every(Number.isFinite)).toBe(true)
    }
  })

  it("gives finite numbers for silence, an offset, and chunks beyond the end", () => {
    const silence = new Float32Array(44_100)
    const found = describeChunks({ bounds: [0, 0.5, 1, 5, 9], blocks: [silence.fill(0.2, 30_000)] })
    expect(allNumbers(found).every(Number.isFinite)).toBe(true)
    expect(feature(found, 0, "level")).toBeCloseTo(-80, 3)
    expect(found.descriptors.loudnessDb[3]).toBe(-80)
    expect(found.descriptors.brightnessHz[3]).toBe(0)
  })

  it("has no chunks where there are no bounds", () => {
    expect(describeChunks({ bounds: [0], blocks: [new Float32Array(10)] }).features.length).toBe(0)
  })
})
