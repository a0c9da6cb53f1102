/** Stands in for fast-check in `npm run test:slow`: each property is tried on SLIPMAT_TEST_TIMES as many cases as it asks for. */
import * as real from "../../../node_modules/fast-check/lib/fast-check.js"

const times = Number(process.env.SLIPMAT_TEST_TIMES ?? 1)

const assert = function <Ts>(
  property: Parameters<typeof real.assert<Ts>>[0],
  parameters: real.Parameters<Ts> = {},
) {
  return real.assert(property, { ...parameters, numRuns: (parameters.numRuns ?? 100) * times })
} as typeof real.assert

export default { ...real, assert }
export * from "../../../node_modules/fast-check/lib/fast-check.js"
