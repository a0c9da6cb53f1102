/**
 * Does the studio stay responsive while a long file is imported and its map forms? The real app, a person who does nothing:
 *   npm run bench -- responsive [--hours 1]
 * Prints every task of the page longer than 50 ms (Long Tasks API) and the longest pauses of the shell's process.
 */
import { parseArgs } from "node:util"
import { launchStudio } from "../../scripts/machine/launch-studio.ts"
import { makeLongMp3 } from "./lib/long-song.ts"

const { values } = parseArgs({ options: { hours: { type: "string", default: "1" } } })
const LIMIT_MS = 50

interface LongTask {
  startTime: number
  duration: number
}
interface Watching {
  longTasks: LongTask[]
}
interface Pauses {
  pauses: { enable(): void; reset(): void; max: number }
}

const file = await makeLongMp3(Number(values.hours) * 3600)
const studio = await launchStudio()
try {
  const { app, window } = studio
  await window.evaluate(() => {
    const tasks: LongTask[] = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration })
    }).observe({ type: "longtask" as "mark" })
    ;(globalThis as unknown as Watching).longTasks = tasks
  })
  await app.evaluate(async () => {
    const { monitorEventLoopDelay } = process.getBuiltinModule("node:perf_hooks")
    const pauses = monitorEventLoopDelay({ resolution: 5 })
    pauses.enable()
    ;(globalThis as unknown as Pauses).pauses = pauses
  })
  const report = async (phase: string): Promise<boolean> => {
    const tasks = await window.evaluate(() => {
      const page = globalThis as unknown as Watching
      return page.longTasks.splice(0)
    })
    const pauseMs = await app.evaluate(() => {
      const { pauses } = globalThis as unknown as Pauses
      const longest = pauses.max / 1e6
      pauses.reset()
      return longest
    })
    const longest = Math.max(0, ...tasks.map(({ duration }) => duration))
    const all = tasks.map(({ duration }) => Math.round(duration)).join(" ")
    console.log(
      `${phase}: ${tasks.length} tasks over ${LIMIT_MS} ms (longest ${longest} ms) ${all}`,
    )
    console.log(`${"".padEnd(phase.length)}  longest pause of the shell ${pauseMs.toFixed(0)} ms`)
    return tasks.length === 0 && pauseMs <= LIMIT_MS
  }
  await window.getByTestId("engine-state").waitFor()
  await report("start")
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  await window.keyboard.press("Control+o")
  await window.getByTestId("map-stage").waitFor({ timeout: 3_600_000 })
  const isImportSmooth = await report("import")
  const chunk = window.getByTestId("chunk-list").getByRole("option").first()
  await chunk.waitFor({ state: "attached", timeout: 3_600_000 })
  await window.getByTestId("map-forming").waitFor({ state: "detached", timeout: 3_600_000 })
  const isMapSmooth = await report("map")
  const isReached = isImportSmooth && isMapSmooth
  console.log(isReached ? "reached" : "NOT reached")
  process.exitCode = isReached ? 0 : 1
} finally {
  await studio.close()
}
