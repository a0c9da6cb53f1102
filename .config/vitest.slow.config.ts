import { defineConfig, mergeConfig } from "vitest/config"
import tests from "./vitest.config.ts"

const thorough = new URL("../tests/support/properties/thorough.ts", import.meta.url).pathname

export default mergeConfig(
  tests,
  defineConfig({
    resolve: { alias: [{ find: /^fast-check$/, replacement: thorough }] },
    test: { testTimeout: 3_600_000 },
  }),
)
