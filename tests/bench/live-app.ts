/**
 * Whether a whole piece sounds in time in the real studio: it opens 32 tracks (lib/big-song.ts) by its own dialog and plays them,
 * and counts from inside of the audio thread what the device had to leave out (currentFrame against the wall clock: gap-counter.ts).
 * Beside it an empty project, played as long: what the machine itself takes. Needs a build.
 *   npm run bench -- live-app [--seconds 30]
 */
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import type { Page } from "playwright-core"
import { launchStudio } from "../../scripts/machine/launch-studio.ts"
import { createProjectFile } from "../../src-main/engine/projects/index.ts"
import { newProject, type Project } from "../../src-main/shared/project/index.ts"
import { slipmat } from "../support/command-line.ts"
import { bigSong, denseMidi, makeRecordings } from "./lib/big-song.ts"

const { values } = parseArgs({ options: { seconds: { type: "string", default: "30" } } })
const seconds = Number(values.seconds)
const home = await mkdtemp(join(tmpdir(), "slipmat-live-app-"))
try {
  const empty = await play("empty project", newProject("e" as never, "master" as never))
  const song = await play("32 tracks", aSong())
  console.log(`lost: ${song.toFixed(0)} ms, the empty project ${empty.toFixed(0)} ms`)
} finally {
  await rm(home, { recursive: true, force: true })
}

/** The piece, its recordings put into the studio's library. */
function aSong(): Project {
  const paths = makeRecordings(seconds).map(({ pcmPath }) => pcmPath)
  const { status, stderr } = slipmat("import", ...paths, "--library", join(home, "library"))
  if (status !== 0) throw new Error(stderr)
  const hashOf = (path: string): string =>
    createHash("sha256").update(readFileSync(path)).digest("hex")
  return bigSong(denseMidi(), seconds, paths.map(hashOf))
}

/** @returns milliseconds that were left out of the sound */
async function play(name: string, project: Project): Promise<number> {
  const path = join(home, `${name}.slipmat`)
  createProjectFile(path, project).close()
  const { app, window, close } = await launchStudio({ home })
  try {
    await window.getByTestId("engine-state").waitFor()
    await app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
    }, path)
    await window.keyboard.press("Control+Shift+O")
    await window.getByTestId("timeline-lanes").waitFor()
    await window.waitForTimeout(5000)
    await window.keyboard.press("Space")
    await window.waitForTimeout(1000 * seconds)
    const { count, lostMs } = await gapsOf(window)
    console.log(`${name}, ${seconds} s: ${count} gaps, ${lostMs} ms lost`)
    return lostMs
  } finally {
    await close()
  }
}

/** As the status bar tells them. */
async function gapsOf(window: Page): Promise<{ count: number; lostMs: number }> {
  const chip = window.getByRole("button", { name: /gaps? in the sound/ })
  if (!(await chip.isVisible())) return { count: 0, lostMs: 0 }
  const count = Number.parseInt((await chip.textContent()) ?? "")
  await chip.click()
  const words = await window.getByLabel("Gaps in the sound").last().textContent()
  return { count, lostMs: Number(/(\d+) ms were left out/.exec(words ?? "")?.[1]) }
}
