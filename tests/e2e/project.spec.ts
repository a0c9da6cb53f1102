/** A piece from a MIDI file to its export, in the built application: heard, changed, undone, killed and found again. */
import { expect, test, type Locator, type Page } from "@playwright/test"
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { writeMidiFile, type MidiEvent } from "../../src-main/shared/music/midi-file/index.ts"
import { enginePid } from "./support/engine-process.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { saved } from "./support/project-disk.ts"

let home: string
let studio: LaunchedStudio
let page: Page

test.describe.configure({ mode: "serial" })

async function open(): Promise<void> {
  studio = await launchStudio({ home })
  page = studio.window
}

/** Four bars of piano and bass at 120. */
async function writeTune(path: string): Promise<void> {
  const track = (
    channel: number,
    program: number,
    keys: number[],
  ): { events: MidiEvent[]; endTicks: number } => ({
    events: [
      { ticks: 0, kind: "programChange", channel, program },
      ...keys.flatMap((pitch, i): MidiEvent[] => [
        { ticks: i * 480, kind: "noteOn", channel, pitch, velocity: 90 },
        { ticks: i * 480 + 400, kind: "noteOff", channel, pitch, velocity: 64 },
      ]),
    ],
    endTicks: 16 * 480,
  })
  const scale = [60, 62, 64, 65, 67, 69, 71, 72]
  const file = writeMidiFile({
    ...{ format: 1, division: { kind: "quarters", ticksPerQuarter: 480 } },
    tracks: [
      track(0, 0, [...scale, ...scale.toReversed()]),
      track(
        1,
        32,
        scale.map((key) => key - 24),
      ),
    ],
  })
  await writeFile(path, file)
}

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-project-"))
  await writeTune(join(home, "Two Hands.mid"))
  await open()
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

test("a MIDI file opens as a project on the timeline", async () => {
  await page.getByTestId("engine-state").waitFor()
  await chooseToOpen(join(home, "Two Hands.mid"))
  await page.keyboard.press("Control+Shift+O")
  await expect(page.getByTestId("open-song")).toContainText("Two Hands")
  await expect(heads()).toHaveCount(2)
})

test("it plays, and stops where it is", async () => {
  const bar = page.getByTestId("song-bar")
  await expect(bar).toHaveText("1.1.000")
  await page.getByRole("button", { name: "Play", exact: true }).click()
  await expect(bar).toHaveText(/^2\./, { timeout: 20_000 })
  await page.getByRole("button", { name: "Stop", exact: true }).click()
  const stopped = await bar.textContent()
  await page.waitForTimeout(300)
  await expect(bar).toHaveText(stopped!)
})

test("a muted track is a step that is undone and done again", async () => {
  const mute = heads().first().getByRole("button", { name: /mute/i })
  await mute.click()
  await expect(mute).toHaveAttribute("aria-pressed", "true")
  await page.keyboard.press("Control+z")
  await expect(mute).toHaveAttribute("aria-pressed", "false")
  await page.keyboard.press("Control+Shift+z")
  await expect(mute).toHaveAttribute("aria-pressed", "true")
})

test("what is exported is what the command line renders, byte for byte", async () => {
  const [project, heard] = [join(home, "Two Hands.slipmat"), join(home, "heard.wav")]
  await chooseToSave(project)
  await page.keyboard.press("Control+s")
  await expect(page.getByTestId("open-song")).toContainText("Two Hands")
  await chooseToSave(heard)
  await page.keyboard.press("Control+e")
  await expect(page.getByTestId("toast")).toContainText("Wrote heard.wav", { timeout: 60_000 })
  const rendered = join(home, "rendered.wav")
  slipmat(["render", project, "-o", rendered, "--bits", "24", "--rate", "48000"])
  expect(readFileSync(rendered).equals(readFileSync(heard))).toBe(true)
})

test("the music plays on while the engine dies, and what is done then is kept", async () => {
  const bar = page.getByTestId("song-bar")
  await page.getByRole("button", { name: "To the start" }).click()
  await page.getByRole("button", { name: "Play", exact: true }).click()
  await expect(bar).toHaveText(/^1\.[2-4]/)
  process.kill(enginePid(studio.app), "SIGKILL")
  await expect(bar).toHaveText(/^2\.[2-4]/)
  await page.getByRole("button", { name: "Stop", exact: true }).click()
  await expect(page.getByTestId("engine-state")).toHaveText("Engine", { timeout: 20_000 })
  const second = heads().last().getByRole("button", { name: /mute/i })
  await second.click()
  await expect(second).toHaveAttribute("aria-pressed", "true")
  await saved(page)
  // Behind what the new engine has seen, and back.
  for (const key of ["z", "z", "y", "y"]) await page.keyboard.press(`Control+${key}`)
  await expect(second).toHaveAttribute("aria-pressed", "true")
  await saved(page)
})

test("killed and started again, the studio has the same piece, with the last step", async () => {
  const name = heads().first()
  await expect(name).toContainText(/piano/i)
  await studio.app.evaluate(() => undefined)
  studio.app.process().kill("SIGKILL")
  await open()
  await page.keyboard.press("Control+3")
  await expect(heads()).toHaveCount(2)
  await expect(page.getByTestId("open-song")).toContainText("Two Hands")
  for (const head of [heads().first(), heads().last()])
    await expect(head.getByRole("button", { name: /mute/i })).toHaveAttribute(
      "aria-pressed",
      "true",
    )
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})

const heads = (): Locator => page.getByTestId("track-heads").getByRole("listitem")

async function chooseToOpen(path: string): Promise<void> {
  await studio.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
}

async function chooseToSave(path: string): Promise<void> {
  await studio.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, path)
}

function slipmat(args: string[]): void {
  const env = { ...process.env, SLIPMAT_HOME: home }
  execFileSync("node", ["src-main/cli/slipmat.mjs", ...args], { env })
}
