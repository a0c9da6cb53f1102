import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { firstAtOrAfter, firstIndexWhere, lastAtOrBefore } from "#shared/sorted.ts"

const ascending = fc
  .array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 })
  .map((values) => values.toSorted((a, b) => a - b))
const place = fc.integer({ min: -11, max: 11 })

describe("in what is sorted, halving finds what looking at everything finds", () => {
  it("the first at or after a value, or the end", () => {
    fc.assert(
      fc.property(ascending, place, (values, at) => {
        const found = values.findIndex((value) => value >= at)
        const expected = found < 0 ? values.length : found
        expect(firstAtOrAfter(values, at)).toBe(expected)
        expect(firstIndexWhere(values.length, (index) => values[index]! >= at)).toBe(expected)
      }),
    )
  })

  it("the last at or before a value, or -1", () => {
    fc.assert(
      fc.property(ascending, place, (values, at) => {
        expect(lastAtOrBefore(values, at)).toBe(values.findLastIndex((value) => value <= at))
      }),
    )
  })
})
