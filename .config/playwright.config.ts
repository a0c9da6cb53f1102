/** E2E tests drive the built application. One at a time: each starts a whole studio. */
import { defineConfig } from "@playwright/test"

export default defineConfig({
  testDir: "../tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "../out/test/e2e",
  timeout: 90_000,
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env["CI"]),
  expect: { timeout: 15_000 },
})
