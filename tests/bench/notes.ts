/**
 * The Notes view over a clip of 20,000 notes in a real Chromium: JavaScript of the page's thread from an event to the picture.
 *   npm run bench -- notes [--count 20000] [--frames 40]
 * Frame rates are not asserted: where there is no GPU the browser draws in software, outside of the page's thread.
 */
import { parseArgs } from "node:util"
import { svelte } from "@sveltejs/vite-plugin-svelte"
import { chromium } from "playwright-core"
import { createServer } from "vite"
import { ensureChromium } from "../../scripts/machine/system-packages.ts"
import type { MeasuredNotes, Spread } from "./lib/measured-frames.ts"

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "20000" },
    frames: { type: "string", default: "40" },
  },
})
const MOST_MS = 8

const root = new URL("../..", import.meta.url).pathname
const server = await createServer({
  ...{ root, configFile: false, logLevel: "warn" },
  cacheDir: `${root}out/bench/vite-notes`,
  // Found late, it would make the page load anew.
  optimizeDeps: { include: ["bits-ui", "zod"] },
  server: { port: 0, hmr: false, watch: null, fs: { strict: false } },
  plugins: [
    svelte({ configFile: `${root}src-renderer/svelte.config.js` }),
    {
      name: "bench-page",
      configureServer: ({ middlewares }) => {
        middlewares.use((request, response, next) => {
          if (request.url !== "/bench.html") {
            next()
            return
          }
          response.setHeader("content-type", "text/html")
          response.end(
            '<!doctype html><script type="module" src="/tests/component/bench/notes-page.ts"></script>',
          )
        })
      },
    },
  ],
})
await server.listen()
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ["--no-sandbox"],
})
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${server.resolvedUrls?.local[0] ?? ""}bench.html`)
  await page.waitForFunction("window.measure", undefined, { timeout: 120_000 })
  const measured = await page.evaluate<MeasuredNotes, [number, number]>(
    ([count, frames]) =>
      (
        globalThis as unknown as { measure(count: number, frames: number): Promise<MeasuredNotes> }
      ).measure(count, frames),
    [Number(values.count), Number(values.frames)],
  )
  report(measured)
} finally {
  await browser.close()
  await server.close()
}

function report({ openMs, wholeMs, scrollMs, selectMs, dragMs }: MeasuredNotes): void {
  const ms = ({ median, p95 }: Spread): string => `${median.toFixed(2)} (95 %: ${p95.toFixed(2)})`
  console.log(`${values.count} notes, JavaScript in ms from the event to the picture`)
  console.log(`opening                        ${openMs.toFixed(1)}`)
  console.log(`scrolling, all on screen       ${ms(wholeMs)}   (median at most ${MOST_MS})`)
  console.log(`scrolling near by              ${ms(scrollMs)}   (median at most ${MOST_MS})`)
  console.log(`selecting                      ${ms(selectMs)}   (median at most ${MOST_MS})`)
  console.log(`dragging all of them           ${ms(dragMs)}`)
  const isReached = [wholeMs, scrollMs, selectMs].every(({ median }) => median <= MOST_MS)
  console.log(isReached ? "reached" : "NOT reached")
  process.exitCode = isReached ? 0 : 1
}
