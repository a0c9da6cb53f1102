import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { standardise } from "../../../../src-main/engine/features/index.ts"

const column = (table: Float32Array, dims: number, dim: number) =>
  Array.from(table).filter((_, i) => i % dims === dim)

describe("standardise", () => {
  it("brings columns of different units to the same middle and spread", () => {
    const rows = Array.from({ length: 101 }, (_, i) => [i / 100, 5000 + 40 * i])
    const table = standardise(Float32Array.from(rows.flat()), rows.length)
    const [a, b] = [column(table, 2, 0), column(table, 2, 1)]
    expect(a[50]).toBeCloseTo(0, 5)
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i] ?? NaN, 3))
    const spread = Math.sqrt(a.reduce((sum, value) => sum + value * value, 0) / a.length)
    expect(spread).toBeGreaterThan(0.6)
    expect(spread).toBeLessThan(1.2)
  })

  it("is not thrown by a few odd rows", () => {
    const values = Array.from({ length: 100 }, (_, i) => Math.sin(i))
    const odd = [...values, 1e6, -1e6]
    const table = standardise(Float32Array.from(odd), odd.length)
    const plain = standardise(Float32Array.from(values), values.length)
    plain.forEach((value, i) => expect(Math.abs((table[i] ?? NaN) - value)).toBeLessThan(0.2))
    expect(Math.max(...table)).toBeLessThanOrEqual(4)
  })

  it("gives finite numbers for anything, and 0 for columns that never change", () => {
    const numbers = fc.array(fc.float(), { minLength: 0, maxLength: 60 })
    fc.assert(
      fc.property(numbers, (values) => {
        const count = Math.floor(values.length / 2)
        const table = standardise(Float32Array.from(values.slice(0, count * 2)), count)
        expect(table.every(Number.isFinite)).toBe(true)
      }),
    )
    expect(Array.from(standardise(new Float32Array(20).fill(7), 10))).toEqual(
      new Array<number>(20).fill(0),
    )
  })
})
