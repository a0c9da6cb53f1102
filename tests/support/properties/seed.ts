/**
 * One seed for every property: whether a commit is green depends on the commit, not on the day's luck. `npm run test:slow`
 * draws another seed and many more cases.
 */
import fc from "fast-check"

const asked = process.env.SLIPMAT_TEST_SEED
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: asked === undefined ? 1 : Number(asked) })
