import { defineConfig } from "vitest/config"

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["tests/{unit,integration}/**/*.test.ts"],
    testTimeout: 180_000,
    // What is polled comes when it comes: a busy machine is no failure.
    expect: { poll: { timeout: 15_000 } },
    pool: "forks",
    maxWorkers: 2,
  },
})
