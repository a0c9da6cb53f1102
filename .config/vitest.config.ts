import { defineConfig } from "vitest/config"

const root = new URL("..", import.meta.url).pathname

export default defineConfig({
  root,
  test: {
    // Engines' worker threads and command lines need not compile the same sources again and again.
    env: { NODE_COMPILE_CACHE: `${root}node_modules/.cache/slipmat` },
    include: ["tests/{unit,integration}/**/*.test.ts"],
    testTimeout: 180_000,
    // What is polled comes when it comes: a busy machine is no failure.
    expect: { poll: { timeout: 15_000 } },
    pool: "forks",
    // Each process reads the sources once, not once a file: two thirds of the processor's time of the unit tests.
    isolate: false,
    maxWorkers: 2,
    setupFiles: ["tests/support/properties/seed.ts"],
  },
})
