/** The studio as a person meets it: real files, the real engine, the built application. */
import { expect, test, type Page } from "@playwright/test"
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { awaitFirstSong, clickDots, openMapOf, waitForMap } from "../../scripts/machine/map-view.ts"
import { enginePid } from "./support/engine-process.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { writeSong } from "./support/song.ts"

let home: string
let song: string
let studio: LaunchedStudio
let page: Page

test.describe.configure({ mode: "serial" })

async function open(files: string[] = []): Promise<void> {
  studio = await launchStudio({ home, files })
  page = studio.window
}

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-studio-"))
  song = await writeSong(join(home, "Tide Table.wav"))
  await open()
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

test("a first start shows the studio, with its engine, and says what to do", async () => {
  await expect(page.getByTestId("engine-state")).toContainText("Engine")
  await expect(page.getByRole("button", { name: /import|choose|drop/i }).first()).toBeVisible()
})

test("a song chosen in the dialog opens on the map and is in the library", async () => {
  await chooseInDialog(song)
  await page.keyboard.press("Control+o")
  await awaitFirstSong(page)
  await expect(page.getByTestId("song-row")).toContainText("Tide Table")
})

test("a file that is no sound is refused in words that name it", async () => {
  const letter = join(home, "A letter.mp3")
  await writeFile(letter, "Dear Ada, this is no music at all. ".repeat(100))
  await chooseInDialog(letter)
  await page.keyboard.press("Control+o")
  await expect(page.getByTestId("failed-imports")).toContainText("A letter.mp3")
  await expect(page.getByTestId("failed-imports")).toContainText("Nothing was imported.")
  await expect(page.getByTestId("song-row")).toHaveCount(1)
})

test("files dropped on the window reach the engine without the page knowing their paths", async () => {
  await drop(await writeSong(join(home, "Second Tide.wav"), { seed: 2 }))
  await expect(page.getByTestId("song-row")).toHaveCount(2)
})

test("a file whose sound is here already is said to be, and shown", async () => {
  const copy = join(home, "Tide Table (1).wav")
  await copyFile(song, copy)
  await drop(copy)
  const toast = page.getByTestId("toast")
  await expect(toast).toContainText("“Tide Table (1).wav” is already here as “Tide Table”.")
  await toast.getByRole("button", { name: "Show" }).click()
  await expect(page.getByRole("row", { name: "Tide Table" })).toBeFocused()
  await expect(page.getByTestId("song-row")).toHaveCount(2)
})

test("a new name and a removal are undone by key, and the keyboard stays in the table", async () => {
  await page.keyboard.press("F2")
  await page.keyboard.type("High Water")
  await page.keyboard.press("Enter")
  await expect(page.getByTestId("song-row").last()).toContainText("High Water")
  await page.keyboard.press("Control+z")
  await expect(page.getByTestId("song-row").last()).toContainText("Tide Table")
  await page.keyboard.press("Delete")
  await expect(page.getByTestId("song-row")).toHaveCount(1)
  await expect(page.getByRole("row", { name: "Second Tide" })).toBeFocused()
  await page.keyboard.press("Control+z")
  await expect(page.getByRole("row", { name: "Tide Table" })).toBeFocused()
  await expect(page.getByTestId("song-row")).toHaveCount(2)
})

test("a selected song shows its waveform, as its library styles it", async () => {
  await page.getByTestId("song-row").first().click()
  const display = page.getByTestId("preview").locator(".wrapper")
  await expect(display).toHaveCSS("position", "relative")
})

test("an import that is cancelled leaves nothing behind", async () => {
  await chooseInDialog(await writeSong(join(home, "Long Tide.wav"), { seed: 3, seconds: 900 }))
  await page.keyboard.press("Control+o")
  await page.getByRole("button", { name: "Cancel Long Tide" }).click()
  await expect(page.getByTestId("import-row")).toHaveCount(0)
  await expect(page.getByTestId("song-row")).toHaveCount(2)
})

test("the map of a song appears and plays", async () => {
  await openMapOf(page)
  await waitForMap(page)
  await page.getByRole("button", { name: "Play", exact: true }).click()
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Pause", exact: true }).click()
})

test("a path is drawn through the map", async () => {
  await clickDots(page, { least: 3 })
  await expect(page.getByTestId("path-bar")).toContainText(/\d+ chunks/)
})

test("a boundary taken away is gone from the map", async () => {
  const chunks = page.getByTestId("chunk-list")
  const before = await chunkCount()
  await chunks.focus()
  await page.keyboard.press("Home")
  await page.keyboard.press("j")
  await expect.poll(chunkCount).toBe(before - 1)
})

test("an engine that is killed comes back, and nothing is lost", async () => {
  const before = await chunkCount()
  const pid = enginePid(studio.app)
  process.kill(pid, "SIGKILL")
  await expect(page.getByTestId("toast")).toContainText("was started again. Nothing was lost.", {
    timeout: 15_000,
  })
  await expect.poll(() => runningEngine()).not.toBe(pid)
  await page.getByRole("button", { name: "Library", exact: true }).click()
  await expect(page.getByTestId("song-row")).toHaveCount(2)
  await openMapOf(page)
  await waitForMap(page)
  expect(await chunkCount()).toBe(before)
})

test("after a restart the songs and the edited map are still there", async () => {
  const before = await chunkCount()
  await studio.close()
  await open()
  await page.getByRole("button", { name: "Library", exact: true }).click()
  await expect(page.getByTestId("song-row")).toHaveCount(2)
  await openMapOf(page)
  await waitForMap(page)
  expect(await chunkCount()).toBe(before)
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})

/** The system's dialog cannot be driven: it answers as if the file had been chosen. */
async function chooseInDialog(file: string): Promise<void> {
  await studio.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
}

/** As the window does with files that a person drops on it. */
async function drop(file: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement("input")
    input.type = "file"
    input.id = "dropped"
    document.body.append(input)
  })
  await page.setInputFiles("#dropped", file)
  await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>("#dropped")
    await window.slipmat.importDropped([...(input?.files ?? [])])
    input?.remove()
  })
}

async function chunkCount(): Promise<number> {
  const chunk = page.getByTestId("chunk-list").getByRole("option").first()
  return Number((await chunk.getAttribute("aria-setsize")) ?? 0)
}

function runningEngine(): number | undefined {
  try {
    return enginePid(studio.app)
  } catch {
    return undefined
  }
}
