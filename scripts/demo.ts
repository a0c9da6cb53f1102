/**
 * The guided demo, played on the real application: the demo song is imported, its map forms, it plays, a chunk is chosen,
 * colours change, a path is drawn, and a machine finds gestures to scratch with. Leaves pictures, the map as JSON and a summary in out/demo/.
 */
import { mkdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { mustRun, repository, ScriptError } from "./machine/command.ts"
import type { Runtime } from "./machine/electron-runtime.ts"
import { launchStudio } from "./machine/launch-studio.ts"
import { awaitFirstSong, clickDots, openMapOf, waitForMap } from "./machine/map-view.ts"
import { hearBestFind, startDiscovery } from "./machine/scratch-view.ts"

const folder = join(repository, "out/demo")
const STEP_TIMEOUT_MS = 60_000
/** Long enough for a map of finds that can be told from one of chance. */
const GROWING_MS = 10_000

export interface DemoOptions {
  runtime: Runtime
  demoSong: string
}

interface Step {
  name: string
  what: string
  seconds: number
}

export async function runDemo({ runtime, demoSong }: DemoOptions): Promise<number> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  console.log("No display: playing the guided demo on a virtual screen")
  const studio = await launchStudio({ env: { SLIPMAT_DEMO: demoSong } })
  studio.window.setDefaultTimeout(STEP_TIMEOUT_MS)
  const steps: Step[] = []
  try {
    for (const [index, [what, act]] of Object.entries(STEPS).entries()) {
      const startedAt = performance.now()
      await act(studio.window)
      const seconds = (performance.now() - startedAt) / 1000
      const name = `${index + 1}-${what.toLowerCase().replaceAll(/[^a-z]+/g, "-")}.png`
      await studio.window.screenshot({ path: join(folder, name) })
      steps.push({ name, what, seconds })
      console.log(`  ${what} (${seconds.toFixed(1)} s)`)
    }
  } catch (error) {
    await studio.window.screenshot({ path: join(folder, "failed.png") })
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScriptError(
      `The demo stopped after "${steps.at(-1)?.what ?? "the start"}": ${reason}`,
    )
  } finally {
    await studio.close()
  }
  await writeResults({ runtime, demoSong, steps, pageErrors: studio.pageErrors })
  return 0
}

const STEPS: Record<string, (page: Page) => Promise<void>> = {
  "The song is in the library": awaitFirstSong,
  "Its map is formed": async (page) => {
    await openMapOf(page)
    await waitForMap(page)
  },
  async "It plays"(page) {
    await page.getByRole("button", { name: "Play", exact: true }).click()
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor()
    await page.waitForTimeout(1500)
  },
  async "A chunk is chosen"(page) {
    await page.getByRole("button", { name: "Pause", exact: true }).click()
    await page.getByTestId("chunk-list").focus()
    await page.keyboard.press("Home")
    await page
      .locator('[role="option"][aria-selected="true"]')
      .first()
      .waitFor({ state: "attached" })
  },
  async "Colours show what sounds alike"(page) {
    await page.keyboard.press("2")
    await page.getByTestId("map-legend").getByText("Groups that sound alike").waitFor()
  },
  async "A path is drawn"(page) {
    await clickDots(page, { least: 6 })
    await page.getByTestId("path-bar").waitFor()
  },
  async "A machine finds how to scratch"(page) {
    await startDiscovery(page, "20k")
    await page.waitForTimeout(GROWING_MS)
    await hearBestFind(page)
  },
}

interface Results {
  runtime: Runtime
  demoSong: string
  steps: Step[]
  pageErrors: string[]
}

async function writeResults({ runtime, demoSong, steps, pageErrors }: Results): Promise<void> {
  const slipmat = join(repository, "src-main/cli/main.ts")
  const json = await mustRun(process.execPath, [slipmat, "map", demoSong, "--json"], {
    isQuiet: true,
    withoutErrors: true,
  })
  await writeFile(join(folder, "map.json"), json)
  const summary = {
    song: demoSong,
    electron: runtime.version,
    isFallbackRuntime: runtime.isFallback,
    steps,
    pageErrors,
  }
  await writeFile(join(folder, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`)
  console.log(`\nPictures, map.json and summary.json are in ${folder}`)
}
