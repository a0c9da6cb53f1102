/** Component tests run in a real Chromium: SLIPMAT_CHROMIUM names it (scripts/test.ts finds or installs one). */
import { svelte } from "@sveltejs/vite-plugin-svelte"
import { playwright } from "@vitest/browser-playwright"
import { defineConfig } from "vitest/config"

const root = new URL("..", import.meta.url).pathname
const executablePath = process.env["SLIPMAT_CHROMIUM"]

export default defineConfig({
  root,
  plugins: [svelte({ configFile: `${root}src-renderer/svelte.config.js` })],
  resolve: { conditions: ["browser"] },
  // Found only when a test is under way (in the map's worker, behind the score's lazy import): everything would be loaded again.
  optimizeDeps: { include: ["three", "opensheetmusicdisplay"] },
  server: {
    headers: {
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    },
  },
  test: {
    include: ["tests/component/**/*.test.ts"],
    // The page reads the sources once, not once a file; what a test rendered goes before the next.
    isolate: false,
    setupFiles: ["tests/component/support/clean.ts"],
    testTimeout: 30_000,
    // What is polled comes when it comes: a busy machine is no failure.
    expect: { poll: { timeout: 15_000 } },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 1280, height: 800 },
      provider: playwright({
        launchOptions: { ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] },
      }),
      instances: [{ browser: "chromium" }],
    },
  },
})
