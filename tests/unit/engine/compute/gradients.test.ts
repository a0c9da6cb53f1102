import { expect, test } from "vitest"
import { gradients, input, mul, sum } from "#engine/compute/index.ts"
import { CASES } from "../../../support/compute/cases.ts"
import { gradientError } from "../../../support/compute/check-gradient.ts"

// Central differences in double precision are good to about 1e-9 here.
test.each(Object.entries(CASES))("%s has the gradient that is measured", (_, each) => {
  expect(gradientError(each)).toBeLessThan(1e-7)
})

test("what a loss does not depend on has a gradient of zeros, of its own shape", () => {
  const [x, other] = [input("x", [3]), input("other", [2, 2])]
  const [, zero] = gradients(sum(mul(x, x)), [x, other])
  expect(zero).toMatchObject({ shape: [2, 2] })
})

test("only a single number can be made smaller", () => {
  const x = input("x", [3])
  expect(() => gradients(x, [x])).toThrow("A loss is one number, not [3]")
})
