/** The README's pictures: of the built application, as the E2E tests drive it. */
import { defineConfig } from "@playwright/test"

export default defineConfig({
  testDir: "../tests/e2e/pictures",
  testMatch: "**/*.pictures.ts",
  outputDir: "../out/test/pictures",
  workers: 1,
  expect: { timeout: 15_000 },
})
