/** The README's pictures, taken of the built application as it is: `npm run pictures`. */
import { expect, test, type Page } from "@playwright/test"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import type { Socket } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import {
  awaitFirstSong,
  clickDots,
  openMapOf,
  waitForMap,
} from "../../../scripts/machine/map-view.ts"
import { hearBestFind } from "../../../scripts/machine/scratch-view.ts"
import { aMidiFolder } from "../../support/tunes.ts"
import { launchStudio, type LaunchedStudio } from "../support/launch.ts"
import { chooseToOpen } from "../support/project-disk.ts"
import { writeFerryProject } from "./ferry-project.ts"
import { play, plug, scratch } from "./hands.ts"

const ROOT = join(import.meta.dirname, "../../..")
const PICTURES = join(ROOT, ".github/screenshots")
const DEVICES = ["DDJ-400", "Keys"] as const

let home: string
let studio: LaunchedStudio
let page: Page
const cables: Socket[] = []

test.describe.configure({ mode: "serial", timeout: 300_000 })

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-pictures-"))
  const sockets = DEVICES.map((name) => join(home, `${name}.sock`))
  studio = await launchStudio({
    home,
    env: {
      SLIPMAT_DEMO: join(ROOT, "resources/demo/Night Ferry.wav"),
      SLIPMAT_MIDI_SOCKET: sockets.join(delimiter),
    },
  })
  page = studio.window
  await page.getByTestId("engine-state").waitFor()
})
test.afterAll(async () => {
  for (const cable of cables) cable.destroy()
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

/** What was said at the edge of the window is gone, and nothing is pointed at. */
async function picture(name: string): Promise<void> {
  await page.mouse.move(2, 2)
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

const see = (view: string) =>
  page.getByRole("navigation", { name: "Views" }).getByText(view, { exact: true }).click()
const plugIn = (name: (typeof DEVICES)[number]): Socket => {
  const cable = plug(join(home, `${name}.sock`))
  cables.push(cable)
  return cable
}

test("the library, a map and a path through it", async () => {
  await awaitFirstSong(page)
  await picture("library")
  await openMapOf(page)
  await waitForMap(page)
  await page.getByRole("button", { name: "Play", exact: true }).click()
  await page.waitForTimeout(40_000)
  await picture("map")
  await page.getByRole("button", { name: "Pause", exact: true }).click()
  await page.keyboard.press("2")
  await clickDots(page, { least: 6 })
  await picture("path")
  await page.keyboard.press("Escape")
})

test("what a machine found", async () => {
  await see("Scratch")
  await hearBestFind(page)
  await page.waitForTimeout(1500)
  await picture("scratch")
  await page.keyboard.press("Space")
})

test("a piece: timeline, notes, score", async () => {
  await see("Timeline")
  await chooseToOpen(studio, writeFerryProject(home))
  await page.keyboard.press("Control+Shift+O")
  await expect(page.getByTestId("open-song")).toContainText("Night Ferry")
  await page.getByTestId("clip-list").focus()
  await page.keyboard.press("Alt+ArrowDown")
  await page.getByRole("button", { name: "Play", exact: true }).click()
  await page.waitForTimeout(25_000)
  await picture("timeline")
  await page.keyboard.press("Enter")
  await expect(page.getByTestId("roll")).toBeVisible()
  await page.waitForTimeout(3000)
  await picture("notes")
  await page.getByRole("button", { name: "Stop", exact: true }).click()
  await page.getByRole("radio", { name: "Score" }).click()
  await page.waitForTimeout(3000)
  await picture("score")
})

test("a jam on the deck, what it leaves on the timeline, and in the editor", async () => {
  const cable = plugIn("DDJ-400")
  await see("Timeline")
  await page.keyboard.press("Control+k")
  await page.keyboard.type("New project")
  await page.keyboard.press("Enter")
  await expect(page.getByText("This piece has no tracks yet.")).toBeVisible()
  await see("Deck")
  await expect(page.getByTestId("controller")).toContainText("Ready")
  await page.getByRole("radio", { name: "Jam" }).click()
  await page.getByRole("radio", { name: "2 bars" }).click()
  await page.getByRole("button", { name: "Start the jam" }).click()
  await callAndAnswer(cable)
  await page.waitForTimeout(2500)
  await picture("deck")
  await expect(turn()).toHaveAttribute("data-who", "human", { timeout: 30_000 })
  await callAndAnswer(cable)
  await expect(turn()).toHaveAttribute("data-who", "human", { timeout: 30_000 })
  await page.getByRole("button", { name: "End the jam" }).click()
  await see("Timeline")
  await page.getByTestId("clip-list").focus()
  await page.keyboard.press("Home")
  await page.waitForTimeout(8000)
  await picture("gesture-track")
  await page.keyboard.press("Enter")
  await page.waitForTimeout(1500)
  await picture("gesture-editor")
  cable.destroy()
})

const turn = () => page.getByTestId("jam-turn")

async function callAndAnswer(cable: Socket): Promise<void> {
  await expect(turn()).toHaveAttribute("data-who", "human", { timeout: 30_000 })
  await scratch(cable, 3.8)
  await expect(turn()).toHaveAttribute("data-who", "partner", { timeout: 30_000 })
}

test("a phrase and its answer", async () => {
  const cable = plugIn("Keys")
  await see("Duet")
  await expect(page.getByTestId("duet-model")).toContainText("Learned from")
  const phrase = [62, 65, 69, 67, 65, 64, 62, 57, 60, 62].map(
    (key, at) => [key, at % 3 ? 180 : 360] as const,
  )
  for (let round = 0; round < 3; round++) {
    await play(
      cable,
      phrase.map(([key, ms]) => [key + [0, 3, 5][round]!, ms] as const),
    )
    const turn = page.getByTestId("turn-bar")
    await expect(turn).toHaveAttribute("data-who", "partner", { timeout: 30_000 })
    await page.waitForTimeout(1500)
    if (round === 2) await picture("duet")
    await expect(turn).not.toHaveAttribute("data-who", "partner", { timeout: 60_000 })
  }
  cable.destroy()
})

test("a path over a pad of loops", async () => {
  await see("Loops")
  const pad = page.getByTestId("pad")
  await expect(pad.getByRole("gridcell")).toHaveCount(81, { timeout: 30_000 })
  await page.keyboard.press("p")
  const { x, y, width, height } = (await pad.boundingBox())!
  const to = (column: number, row: number): Promise<void> =>
    page.mouse.move(x + ((column + 0.5) / 9) * width, y + ((row + 0.5) / 9) * height, { steps: 8 })
  await to(0, 7)
  await page.mouse.down()
  for (const [column, row] of [
    [2, 3],
    [4, 5],
    [6, 1],
    [8, 2],
  ] as const)
    await to(column, row)
  await page.mouse.up()
  await page.waitForTimeout(1000)
  await picture("loops")
})

test("a model that learns", async () => {
  const folder = join(home, "Jigs")
  await mkdir(folder)
  for (const { name, bytes } of aMidiFolder(24)) await writeFile(join(folder, name), bytes)
  await see("Train")
  await expect(page.getByTestId("train")).toBeVisible()
  const line = await page.context().newCDPSession(page)
  const data = { items: [], files: [folder], dragOperationsMask: 1 }
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await line.send("Input.dispatchDragEvent", { type, x: 700, y: 450, data })
  await line.detach()
  await expect(page.getByTestId("dataset")).toContainText("Jigs", { timeout: 60_000 })
  await page.getByRole("radio", { name: /A minute/ }).click()
  await expect(page.getByTestId("honest-time")).toContainText(/about .* steps/, { timeout: 60_000 })
  await page.getByRole("button", { name: "Start training" }).click()
  await expect(page.locator('[data-testid="moment"][data-state="made"]').nth(2)).toBeVisible({
    timeout: 240_000,
  })
  await picture("train")
})
