/**
 * The timeline at its promised size in a real Chromium: 200 tracks, 5,000 clips, 100,000 notes and one clip of 20,000 more,
 * scrolled by its own wheel at 1440x900. JavaScript a frame (the event, what follows from it in the view, and drawing) as
 * time of the processor, which counts, and on the clock, which others on the machine lengthen.
 *   npm run bench -- timeline [--frames 120]
 */
import { svelte } from "@sveltejs/vite-plugin-svelte"
import { parseArgs } from "node:util"
import { chromium, type Page } from "playwright-core"
import { createServer } from "vite"
import { ensureChromium } from "../../scripts/machine/system-packages.ts"
import type { MeasuredDocument, MeasuredScroll, TimelineBench } from "./lib/measured-timeline.ts"

const { values } = parseArgs({ options: { frames: { type: "string", default: "120" } } })
const frames = Number(values.frames)
const MOST_MS = 8
const MOST_OPEN_MS = 2000

declare global {
  // What the page puts there.
  var bench: TimelineBench
}

const root = new URL("../..", import.meta.url).pathname
const server = await createServer({
  ...{ root, configFile: false, logLevel: "error", mode: "production" },
  cacheDir: `${root}out/bench/vite-timeline`,
  // Found late, they would make the page load anew.
  optimizeDeps: { include: ["bits-ui", "wavesurfer.js", "zod"] },
  server: { port: 0, hmr: false, watch: null, fs: { strict: false } },
  plugins: [
    svelte({ configFile: false, compilerOptions: { dev: false } }),
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
            '<!doctype html><body><script type="module" src="/tests/component/bench/timeline-page.ts"></script>',
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
  page.on("pageerror", (error) => console.error(error))
  await page.goto(`${server.resolvedUrls?.local[0] ?? ""}bench.html`)
  await page.waitForFunction("window.bench", undefined, { timeout: 120_000 })
  const cpu = await cpuClock(page)
  report(await page.evaluate(() => bench.open()))
  for (const name of await page.evaluate(() => bench.names)) {
    await page.evaluate((each) => bench.prepare(each), name)
    const before = await cpu()
    const scroll = await page.evaluate(([each, count]) => bench.scroll(each, count), [
      name,
      frames,
    ] as const)
    reportScroll(name, scroll, ((await cpu()) - before) / frames)
  }
  console.log(process.exitCode ? "NOT reached" : "reached")
} finally {
  await browser.close()
  await server.close()
}

/** Milliseconds that scripts of the page have had the processor, whatever else the machine does meanwhile. */
async function cpuClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send("Performance.enable", { timeDomain: "threadTicks" })
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics")
    return 1000 * (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? NaN)
  }
}

function report({ tracks, clips, notes, openMs }: MeasuredDocument): void {
  const count = (value: number): string => value.toLocaleString("en-GB")
  console.log(`${count(tracks)} tracks, ${count(clips)} clips, ${count(notes)} notes`)
  console.log(`first picture ${openMs.toFixed(0)} ms   (at most ${MOST_OPEN_MS})`)
  if (openMs > MOST_OPEN_MS) process.exitCode = 1
}

function reportScroll(name: string, { median, p95 }: MeasuredScroll, cpuMs: number): void {
  const wall = `${median.toFixed(2)} ms (95 %: ${p95.toFixed(2)})`
  console.log(`${name.padEnd(26)} ${cpuMs.toFixed(2)} ms of CPU a frame; on the clock ${wall}`)
  if (!(cpuMs <= MOST_MS && median <= MOST_MS)) process.exitCode = 1
}
