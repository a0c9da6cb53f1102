import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseAacConfig, unsupportedProfile } from "#engine/audio/aac/aac-config.ts"
import { CODEBOOKS } from "#engine/audio/aac/codebooks.ts"
import { tablesFor } from "#engine/audio/aac/aac-tables.ts"
import { createDct4 } from "#engine/audio/aac/imdct.ts"

describe("the AAC decoder's parts", () => {
  it("has complete prefix codes: every codebook's lengths sum to one", () => {
    for (const { lengths, symbols, dimension, least, greatest } of CODEBOOKS) {
      expect(lengths.reduce((sum, count, index) => sum + count * 2 ** -(index + 1), 0)).toBe(1)
      expect(new Set(symbols).size).toBe((greatest - least + 1) ** dimension)
    }
  })

  it("has bands that fill every frame", () => {
    for (let rate = 0; rate < 13; rate++) {
      expect(tablesFor(rate).longEdges.at(-1)).toBe(1024)
      expect(tablesFor(rate).shortEdges.at(-1)).toBe(128)
    }
  })

  it("transforms like the DCT-IV's definition", () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: 32,
      maxLength: 32,
    })
    fc.assert(
      fc.property(values, (input) => {
        const out = new Float64Array(32)
        createDct4(32).run(Float64Array.from(input), 0, out)
        for (let n = 0; n < 32; n++) {
          const sum = input.reduce(
            (total, x, k) => total + x * Math.cos((Math.PI / 32) * (n + 0.5) * (k + 0.5)),
            0,
          )
          expect(out[n]).toBeCloseTo(sum, 9)
        }
      }),
      { numRuns: 20 },
    )
  })

  it("reads configurations and names the profiles it cannot decode", () => {
    expect(parseAacConfig(Buffer.from("1210", "hex"))).toMatchObject({
      objectType: 2,
      sampleRateHz: 44_100,
      channels: 2,
    })
    const high = parseAacConfig(Buffer.from("2b920800", "hex"))
    expect(high).toMatchObject({
      objectType: 2,
      sampleRateHz: 22_050,
      channels: 2,
      spectralReplication: true,
    })
    expect(unsupportedProfile({ ...high, objectType: 42 })).toBe("xHE-AAC (USAC)")
  })
})
