import { spawn } from "node:child_process"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { openDatabase } from "#engine/library/index.ts"
import { openEngine, readyMap } from "../support/engines.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

const CLI = join(import.meta.dirname, "../../src-main/cli/slipmat.mjs")

interface Run {
  exited: Promise<number | null>
  kill(): void
}

function slipmat(...parameters: string[]): Run {
  const child = spawn(process.execPath, [CLI, ...parameters], {
    stdio: ["ignore", "ignore", "inherit"],
  })
  const exited = new Promise<number | null>((done) => child.once("exit", (code) => done(code)))
  return { exited, kill: () => child.kill("SIGKILL") }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

function writeSongs(count: number, seconds: number): string[] {
  const folder = temporaryFolder()
  return Array.from({ length: count }, (_, seed) =>
    writeSong(join(folder, `song ${seed}.wav`), { seconds, seed }),
  )
}

/** Jobs ever queued, seen from outside: this connection runs none of them. */
function countJobs(library: string): number {
  const database = openDatabase(library)
  const { count } = database.prepare("SELECT COUNT(*) AS count FROM jobs").get() as {
    count: number
  }
  database.close()
  return count
}

/** Opens the library, lets every job end, and checks that all songs are there, mapped, and nothing is broken. */
async function expectComplete(library: string, songCount: number): Promise<void> {
  const engine = await openEngine(library)
  await expect
    .poll(
      async () =>
        (await engine.call("jobs.list", {})).filter(({ state }) =>
          ["queued", "running"].includes(state),
        ).length,
      {
        timeout: 120_000,
        interval: 200,
      },
    )
    .toBe(0)
  const failed = (await engine.call("jobs.list", {})).filter(({ state }) => state === "failed")
  expect(failed).toEqual([])
  const songs = await engine.call("library.list", { search: "", removed: false })
  expect(songs.map(({ title }) => title).sort()).toHaveLength(songCount)
  expect(new Set(songs.map(({ title }) => title)).size).toBe(songCount)
  for (const song of songs) expect((await readyMap(engine, song)).state).toBe("ready")
  expect((await engine.call("library.verify", {})).problems).toEqual([])
  expect(readdirSync(join(library, "media")).filter((name) => !name.includes(".tmp"))).toHaveLength(
    songCount,
  )
}

describe("a process killed with kill -9", () => {
  test(
    "at any moment of an import loses nothing: the next engine finishes the work",
    { timeout: 300_000 },
    async () => {
      const library = temporaryFolder()
      const files = writeSongs(8, 5)
      // Moments drawn once, spread from start-up to late in the work.
      for (const afterMs of [350, 620, 900, 1300, 1900, 2600]) {
        const run = slipmat("import", "--library", library, ...files)
        await pause(afterMs)
        run.kill()
        await run.exited
      }
      // Imports of a file that is already a song end at once, so however often it was asked for, it is there once.
      const last = slipmat("import", "--library", library, ...files)
      expect(await last.exited).toBe(0)
      await expectComplete(library, files.length)
    },
  )

  test(
    "while another process imports into the same library does not disturb it",
    { timeout: 300_000 },
    async () => {
      const library = temporaryFolder()
      const files = writeSongs(50, 2)
      const doomed = slipmat("import", "--library", library, ...files.slice(0, 25))
      const survivor = slipmat("import", "--library", library, ...files.slice(25))
      await expect
        .poll(() => countJobs(library), { timeout: 60_000 })
        .toBeGreaterThanOrEqual(files.length)
      doomed.kill()
      await doomed.exited
      expect(await survivor.exited).toBe(0)
      await expectComplete(library, files.length)
    },
  )
})
