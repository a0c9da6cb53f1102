import { writeFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createPeaksBuilder, openPeaks } from "#engine/audio/index.ts"
import { inTempFolder } from "../../../support/audio-files.ts"

const Samples = fc.float32Array({ minLength: 1, maxLength: 3000, noNaN: true, min: -1, max: 1 })

function pyramidOf(...blocks: Float32Array[]): Uint8Array {
  const builder = createPeaksBuilder()
  for (const block of blocks) builder.push(block)
  return builder.finish()
}

function readLevel(bytes: Uint8Array, framesPerPeak: number) {
  return openPeaks(bytes).read({ framesPerPeak, startFrame: 0, peaks: 65_536 })
}

describe("the peaks pyramid", () => {
  it("bounds every sample it covers, on every level, within one step of 1/127", () => {
    fc.assert(
      fc.property(Samples, fc.constantFrom(64, 256, 1024, 4096), (samples, asked) => {
        const { framesPerPeak, peaks } = readLevel(pyramidOf(samples), asked)
        expect(framesPerPeak).toBeLessThanOrEqual(asked)
        expect(peaks.length / 2).toBe(Math.ceil(samples.length / framesPerPeak))
        for (let peak = 0; peak < peaks.length / 2; peak++) {
          const covered = samples.subarray(peak * framesPerPeak, (peak + 1) * framesPerPeak)
          const [low, high] = [Math.min(...covered), Math.max(...covered)]
          expect(peaks[2 * peak]).toBeLessThanOrEqual(low + 1e-6)
          expect(peaks[2 * peak + 1]).toBeGreaterThanOrEqual(high - 1e-6)
          expect(peaks[2 * peak]).toBeGreaterThan(low - 1 / 126)
          expect(peaks[2 * peak + 1]).toBeLessThan(high + 1 / 126)
        }
      }),
      { numRuns: 60 },
    )
  })

  it("agrees between its levels: each peak is the extreme of the four below", () => {
    fc.assert(
      fc.property(Samples, (samples) => {
        const bytes = pyramidOf(samples)
        for (let frames = 64; ; frames *= 4) {
          const [fine, coarse] = [readLevel(bytes, frames), readLevel(bytes, 4 * frames)]
          if (coarse.framesPerPeak === fine.framesPerPeak) return
          for (let peak = 0; peak < coarse.peaks.length / 2; peak++) {
            const below = fine.peaks.subarray(8 * peak, 8 * peak + 8)
            expect(coarse.peaks[2 * peak]).toBe(
              Math.min(...below.filter((_, index) => index % 2 === 0)),
            )
            expect(coarse.peaks[2 * peak + 1]).toBe(
              Math.max(...below.filter((_, index) => index % 2 === 1)),
            )
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it("does not depend on how the samples were cut into blocks", () => {
    fc.assert(
      fc.property(Samples, fc.nat(3000), (samples, cut) => {
        const parts = [samples.subarray(0, cut), samples.subarray(cut)]
        expect(pyramidOf(...parts)).toEqual(pyramidOf(samples))
      }),
      { numRuns: 60 },
    )
  })

  it("answers the same from a file as from memory, from any start", async () => {
    await inTempFolder((folder) => {
      const path = join(folder, "a.peaks")
      const samples = Float32Array.from({ length: 200_000 }, (_, index) => Math.sin(index / 900))
      const bytes = pyramidOf(samples)
      writeFileSync(path, bytes)
      const [memory, file] = [openPeaks(bytes), openPeaks(path)]
      for (const request of [
        { framesPerPeak: 64, startFrame: 0, peaks: 10 },
        { framesPerPeak: 300, startFrame: 123_456, peaks: 9 },
        { framesPerPeak: 1, startFrame: 199_999, peaks: 9 },
        { framesPerPeak: 1e9, startFrame: 0, peaks: 9 },
        { framesPerPeak: 64, startFrame: 1e9, peaks: 9 },
      ])
        expect(file.read(request)).toEqual(memory.read(request))
      expect(file.read({ framesPerPeak: 300, startFrame: 1000, peaks: 2 })).toMatchObject({
        framesPerPeak: 256,
        startFrame: 768,
      })
      expect(file.frames).toBe(200_000)
      file.close()
    })
  })

  it("stands for silence of no length too", () => {
    expect(readLevel(pyramidOf(), 64).peaks.length).toBe(0)
  })

  it("refuses bytes that are damaged", () => {
    const bytes = pyramidOf(Float32Array.of(0.5))
    fc.assert(
      fc.property(fc.nat(39), fc.nat(255), (at, value) => {
        const hurt = bytes.slice()
        hurt[at] = value
        try {
          openPeaks(hurt).read({ framesPerPeak: 64, startFrame: 0, peaks: 5 })
        } catch (error) {
          expect(error).toMatchObject({ code: "unreadable" })
        }
      }),
    )
    expect(() => openPeaks(bytes.subarray(0, 20))).toThrow("The waveform picture is damaged.")
  })
})
