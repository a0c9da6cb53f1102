/** A piece comes to a computer without its recordings: it opens, says so, and finds them again in a folder. */
import { expect, test } from "@playwright/test"
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Composer } from "./support/composer.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { chooseToOpen, chooseToSave, documentIn } from "./support/project-disk.ts"
import { writeSong } from "./support/song.ts"

let folder: string
let studio: LaunchedStudio
let hand: Composer

test.describe.configure({ mode: "serial" })

async function open(computer: string): Promise<void> {
  studio = await launchStudio({
    home: join(folder, computer),
    size: { width: 1280, height: 800 },
  })
  hand = new Composer(studio.window)
  await studio.window.getByTestId("engine-state").waitFor()
  await hand.goTo("Timeline")
}

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipmat-missing-"))
  await writeSong(join(folder, "Voice.wav"), { seconds: 8 })
  await open("studio")
})
test.afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
})

test("a piece with a recording is saved", async () => {
  await hand.drop([join(folder, "Voice.wav")], await hand.lane(1, 0))
  await expect(hand.heads()).toHaveCount(1, { timeout: 30_000 })
  await chooseToSave(studio, join(folder, "Piece.slipmat"))
  await studio.window.keyboard.press("Control+s")
  await expect(studio.window.getByTestId("open-song")).toHaveText("Piece")
  await studio.close()
})

test("on another computer it opens without it, and says which is missing", async () => {
  await mkdir(join(folder, "takes", "old"), { recursive: true })
  await rename(join(folder, "Voice.wav"), join(folder, "takes", "old", "renamed.wav"))
  await open("laptop")
  await chooseToOpen(studio, join(folder, "Piece.slipmat"))
  await studio.window.keyboard.press("Control+Shift+O")
  await expect(hand.heads()).toHaveCount(1)
  await hand.button("1 recording is missing").click()
  await expect(studio.window.getByTestId("missing-recordings")).toContainText("Voice")
})

test("its file is found by its content under another name, and the piece is unchanged and sounds", async () => {
  const before = documentIn(folder, "Piece.slipmat")
  await chooseToOpen(studio, join(folder, "takes"))
  await hand.button("Search a folder …").click()
  await expect(studio.window.getByText("Every recording is there")).toBeVisible({ timeout: 30_000 })
  await hand.button("Good").click()
  expect(documentIn(folder, "Piece.slipmat")).toEqual(before)
  await hand.button("Play").click()
  await expect(studio.window.getByTestId("momentary")).toHaveText(/\d/, { timeout: 20_000 })
  expect(studio.pageErrors).toEqual([])
})
