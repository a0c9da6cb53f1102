/** Train as a person meets it: a folder of music, a model that learns it, and its music on the timeline. */
import { expect, test, type Page } from "@playwright/test"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { aMidiFolder } from "../support/tunes.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { documentIn } from "./support/project-disk.ts"
import { writeSong } from "./support/song.ts"

let home: string
let studio: LaunchedStudio
let page: Page

test.describe.configure({ mode: "serial", timeout: 480_000 })

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-training-"))
  const folder = join(home, "Jigs")
  await mkdir(folder)
  for (const { name, bytes } of aMidiFolder(24)) await writeFile(join(folder, name), bytes)
  await writeFile(join(folder, "broken.mid"), "This is no MIDI file")
  // A short song, so that the demo is not mapped beside it.
  await open([await writeSong(join(home, "Foghorn.wav"), { seconds: 3 })])
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

async function open(files: string[] = []): Promise<void> {
  studio = await launchStudio({ home, files })
  page = studio.window
  await page.getByRole("navigation", { name: "Views" }).getByText("Train").click()
  await expect(page.getByTestId("train")).toBeVisible()
}

/** As the desktop does it: the page gets files whose paths it cannot see. */
async function dropOnView(path: string): Promise<void> {
  const line = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await line.send("Input.dispatchDragEvent", { type, x: 700, y: 450, data })
  await line.detach()
}

const SETTINGS = [
  ...[["Layers", 1] as const, ["Width", 16] as const, ["Heads", 2] as const],
  ...[["Memory", 16] as const, ["Batch", 2] as const],
  ...[["Steps", 4000] as const, ["Measure every", 4] as const, ["Patience", 0] as const],
]

const points = async (): Promise<number> =>
  Number(await page.getByTestId("loss-chart").getAttribute("data-points"))
const stepText = (): Promise<string | null> => page.getByTestId("run-head").textContent()

test("a folder of music is taken in, and says what was understood and what not", async () => {
  await dropOnView(join(home, "Jigs"))
  const dataset = page.getByTestId("dataset")
  await expect(dataset).toContainText("Jigs", { timeout: 60_000 })
  await expect(dataset).toContainText("24 pieces")
  await expect(dataset).toContainText("1 could not be read")
  await expect(page.getByRole("checkbox", { name: "Learn from Jigs" })).toBeChecked()
  await page.getByRole("button", { name: "Files of Jigs" }).click()
  await page.getByRole("radio", { name: "1 not read" }).click()
  await expect(page.getByTestId("dataset-files")).toContainText("broken.mid")
})

test("a tiny model learns it with a moving curve, and is paused", async () => {
  await page.getByRole("radio", { name: /A minute/ }).click()
  await expect(page.getByTestId("honest-time")).toContainText(/about .* steps/, { timeout: 60_000 })
  // Smaller still than the smallest: what is tried here is the way, not the music.
  await page.getByRole("button", { name: "Every setting" }).click()
  for (const [field, value] of SETTINGS) {
    await page.getByRole("button", { name: new RegExp(`^${field}: `) }).click()
    await page.keyboard.type(`${value}\n`)
  }
  await page.getByRole("button", { name: "Start training" }).click()
  await expect(page.getByTestId("run-head")).toContainText("Jigs")
  await expect.poll(points, { timeout: 180_000 }).toBeGreaterThan(3)
  const shown = await points()
  await expect.poll(points, { timeout: 120_000 }).toBeGreaterThan(shown)
  await expect(page.getByTestId("curve-table")).toContainText("5-gram")
  await expect(page.locator('[data-testid="moment"][data-state="made"]').first()).toBeVisible({
    timeout: 60_000,
  })
  await page.keyboard.press("p")
  await expect(page.getByTestId("run-head")).toContainText("Paused at")
  // The step under way is done to its end.
  await expect(page.getByTestId("job-chip")).toBeHidden({ timeout: 60_000 })
})

test("after a restart it goes on from where it was", async () => {
  const before = await stepText()
  const count = await points()
  await studio.close()
  await open()
  await expect(page.getByTestId("run-head")).toContainText("Paused at")
  expect(await stepText()).toBe(before)
  await expect.poll(points).toBe(count)
  await page.getByRole("button", { name: "Go on" }).click()
  await expect.poll(points, { timeout: 120_000 }).toBeGreaterThan(count)
  await page.getByRole("button", { name: "Good enough, use it" }).click()
  const form = page.getByRole("button", { name: "Candidates: 3" })
  await expect(form).toBeVisible({ timeout: 120_000 })
})

test("its music is made, heard, and lies on the timeline as notes", async () => {
  await page.getByRole("button", { name: "Candidates: 3" }).click()
  await page.keyboard.type("2\n")
  await page.getByRole("button", { name: "Make 2" }).click()
  await expect(page.getByTestId("candidate")).toHaveCount(2, { timeout: 120_000 })
  await page.getByRole("button", { name: "Hear 1" }).click()
  await expect(page.getByRole("button", { name: "Stop 1" })).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("button", { name: "Hear 1" })).toBeVisible()
  await page.getByRole("button", { name: "Candidate 1 to the timeline" }).click()
  await expect(page.getByTestId("clip-list")).toContainText("Jigs 1, bar 1")
  await expect
    .poll(() => JSON.stringify(documentIn(home)), { timeout: 15_000 })
    .toMatch(/"madeBy":\{"model":"Jigs"/)
  await page.keyboard.press("Control+z")
  await expect(page.getByTestId("clip-list")).toBeHidden()
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})
