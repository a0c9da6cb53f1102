import { describe, expect, it } from "vitest"
import { createRises } from "../../../../src-main/engine/features/rises.ts"
import { oracleRises } from "../../../../src-main/engine/features/rises-oracle.ts"
import { seededNoise } from "./signals.ts"

describe("rises", () => {
  it.each([1, 2, 3])("are as defined, with a lag of %i frames", (lagFrames) => {
    const random = seededNoise(lagFrames)
    const groupOf = Uint8Array.from({ length: 61 }, (_, band) => Math.floor(band / 13))
    const options = { groupOf, groups: 5, lagFrames }
    const kernel = createRises(options)
    const oracle = oracleRises(options)
    for (let frame = 0; frame < 50; frame++) {
      const bands = Float32Array.from({ length: 61 }, () => -6 + 8 * random())
      expect(kernel.take(bands)).toBe(oracle.take(bands))
      expect(kernel.move(-8)).toBeCloseTo(oracle.move(-8), 4)
      kernel.moves.forEach((value, i) => expect(value).toBeCloseTo(oracle.moves[i] ?? NaN, 4))
    }
  })
})
