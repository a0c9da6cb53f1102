/**
 * `npm run test:slow`: unit and integration tests with a new seed and 20 times the cases of every property: an hour or more
 * that finds the rounding which one run in a thousand would. `-- PATH...` takes some files only; SLIPMAT_TEST_SEED and
 * SLIPMAT_TEST_TIMES say which seed and how many times.
 */
import { randomInt } from "node:crypto"
import { buildKernels } from "./build-kernels.ts"
import { main, run } from "./machine/command.ts"

await main(async () => {
  await buildKernels()
  const env = {
    SLIPMAT_TEST_SEED: process.env.SLIPMAT_TEST_SEED ?? String(randomInt(2 ** 31)),
    SLIPMAT_TEST_TIMES: process.env.SLIPMAT_TEST_TIMES ?? "20",
  }
  console.log(`Seed ${env.SLIPMAT_TEST_SEED}, ${env.SLIPMAT_TEST_TIMES} times the cases`)
  const args = ["run", "--config", ".config/vitest.slow.config.ts", ...process.argv.slice(2)]
  const { code } = await run("vitest", args, { env })
  return code
})
