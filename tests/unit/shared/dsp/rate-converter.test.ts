import { describe, expect, it } from "vitest"
import { ChunkPlayer } from "#shared/dsp/index.ts"
import { besselI0, exactCos, exactSin, raisedCosine } from "#shared/dsp/exact-math.ts"
import { aSource, sine } from "./sounds.ts"

/** Level of what is not the wished tone, in dB against the tone, in the steady middle of a long piece. */
function errorDb(fromHz: number, toHz: number, toneHz: number): number {
  const source = aSource({ rateHz: fromHz, frames: fromHz, at: sine(toneHz, fromHz) })
  const player = new ChunkPlayer({ rateHz: toHz })
  player.schedule({ source, bus: 0, startSeconds: 0, endSeconds: 0.9, atFrame: 0 })
  const left = new Float32Array(toHz)
  player.process(left, new Float32Array(toHz), toHz)
  const wished = sine(toneHz, toHz)
  let error = 0
  let signal = 0
  for (let i = Math.round(toHz * 0.2); i < toHz * 0.7; i++) {
    error += ((left[i] ?? 0) - wished(i)) ** 2
    signal += wished(i) ** 2
  }
  return 10 * Math.log10(error / signal)
}

/** Level of a tone above the new Nyquist frequency, which should vanish. */
function aliasDb(fromHz: number, toHz: number, toneHz: number): number {
  const source = aSource({ rateHz: fromHz, frames: fromHz, at: sine(toneHz, fromHz) })
  const player = new ChunkPlayer({ rateHz: toHz })
  player.schedule({ source, bus: 0, startSeconds: 0, endSeconds: 0.9, atFrame: 0 })
  const left = new Float32Array(toHz)
  player.process(left, new Float32Array(toHz), toHz)
  const middle = left.subarray(Math.round(toHz * 0.2), Math.round(toHz * 0.7))
  const power = middle.reduce((sum, value) => sum + value * value, 0) / middle.length
  return 10 * Math.log10(power / 0.125)
}

describe("rate conversion", () => {
  it.each([
    [44_100, 48_000, 997],
    [44_100, 48_000, 15_000],
    [48_000, 44_100, 997],
    [48_000, 44_100, 15_000],
    [96_000, 48_000, 10_000],
    [8_000, 48_000, 3_000],
  ])("keeps a tone from %i to %i Hz: %i Hz with errors below -90 dB", (from, to, tone) => {
    expect(errorDb(from, to, tone)).toBeLessThan(-90)
  })

  it("lets nothing above the new Nyquist frequency through", () => {
    expect(aliasDb(96_000, 48_000, 30_000)).toBeLessThan(-90)
    expect(aliasDb(96_000, 44_100, 25_000)).toBeLessThan(-80)
  })
})

describe("exact tables", () => {
  it("agree with the transcendental functions", () => {
    for (let x = -40; x < 40; x += 0.37) {
      expect(exactSin(x)).toBeCloseTo(Math.sin(x), 13)
      expect(exactCos(x)).toBeCloseTo(Math.cos(x), 13)
    }
    expect(besselI0(1)).toBeCloseTo(1.2660658777520084, 12)
    expect(besselI0(11) / 7288.489339821248).toBeCloseTo(1, 9)
  })

  it("fade in as much as they fade out", () => {
    const ramp = raisedCosine(192)
    ramp.forEach((value, i) => expect(value + (ramp[191 - i] ?? 0)).toBeCloseTo(1, 6))
  })
})
