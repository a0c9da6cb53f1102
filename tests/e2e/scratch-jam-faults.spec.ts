/** A jam when things go wrong in the middle of it, and with other hands than a controller's. */
import { expect, test, type Page } from "@playwright/test"
import { mkdtemp, rm } from "node:fs/promises"
import { createConnection } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openDatabase } from "../../src-main/engine/library/index.ts"
import { enginePid } from "./support/engine-process.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { loudestSince, tapOutput } from "./support/output-tap.ts"

let home: string
let studio: LaunchedStudio
let page: Page

test.describe.configure({ mode: "serial" })

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-jam-faults-"))
  studio = await launchStudio({ home, env: { SLIPMAT_MIDI_SOCKET: join(home, "DDJ-400.sock") } })
  page = studio.window
  await page.getByTestId("engine-state").waitFor()
  await tapOutput(page)
  await page.keyboard.press("Control+6")
  await page.getByRole("radio", { name: "Jam" }).click()
  // Turns of 4 s: a busy machine plays the script late.
  await page.getByRole("radio", { name: "2 bars" }).click()
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

const turn = () => page.getByTestId("jam-turn")
const begin = async (): Promise<void> => {
  await page.getByRole("button", { name: "Start the jam" }).click()
  await expect(turn()).toHaveAttribute("data-who", "human")
}
const end = async (): Promise<void> => {
  await page.getByRole("button", { name: "End the jam" }).click()
  await expect(page.getByRole("button", { name: "Start the jam" })).toBeEnabled()
}

/** Strokes of half a second, by the pointer on the platter. */
async function scratch(seconds = 1.6): Promise<void> {
  const box = (await page.getByTestId("platter").boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x + 80, y)
  await page.mouse.down()
  const begun = performance.now()
  for (let at = 0; at < seconds; at = (performance.now() - begun) / 1000) {
    const angle = 0.5 * (1 - Math.cos(2 * Math.PI * 2 * at))
    await page.mouse.move(x + 80 * Math.cos(angle), y + 80 * Math.sin(angle))
    await page.waitForTimeout(5)
  }
  await page.mouse.up()
}

test("the pointer alone is enough: it calls, is answered, and the top bar shows the jam's bars", async () => {
  await begin()
  await expect(page.getByTestId("song-bar")).toHaveText(/^[2-9]\./)
  await expect(page.getByTestId("song-bpm")).toHaveText("120.00")
  await scratch()
  await expect(turn()).toHaveAttribute("data-partner", "plays")
  expect(await loudestSince(page, 500)).toBeGreaterThan(0.05)
  await page.getByRole("button", { name: "I do not like the last answer" }).click()
  await expect(turn()).toHaveAttribute("data-who", "human")
})

test("what the jam set going ends with it, and its take can call in the next one", async () => {
  await end()
  await expect(page.getByText(/The jam lies on the timeline/)).toBeVisible()
  await page.keyboard.press("Control+3")
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible()
  await page.keyboard.press("Control+6")
  await page.getByRole("button", { name: "Start the jam" }).click()
  await page.getByRole("button", { name: "Call with Take 1" }).click()
  await expect(turn()).toContainText("Take 1 calls.")
  await expect(turn()).toHaveAttribute("data-partner", "plays")
})

test("another tempo in the middle begins anew at the next bar, and goes on", async () => {
  await page.getByTitle("Change the tempo").click()
  await page.getByRole("textbox", { name: "Change the tempo" }).fill("100")
  await page.keyboard.press("Enter")
  await expect(page.getByTestId("song-bpm")).toHaveText("100.00")
  await expect(turn()).toHaveAttribute("data-who", "human")
  await scratch()
  await expect(turn()).toHaveAttribute("data-partner", "plays")
  await expect(turn()).toHaveAttribute("data-who", "human")
})

test("a controller that is unplugged lets go of the record, and the jam goes on by pointer", async () => {
  const cable = createConnection(join(home, "DDJ-400.sock"))
  await expect(page.getByTestId("controller")).toContainText("Ready")
  cable.write(Uint8Array.of(0x90, 0x36, 0x7f))
  await expect(page.getByText("Touching", { exact: true })).toBeVisible()
  cable.destroy()
  await expect(
    page.getByText(/DDJ-400 was unplugged. The take has everything up to then/),
  ).toBeVisible()
  await expect(page.getByText("Touching", { exact: true })).toBeHidden()
  await expect(turn()).toHaveAttribute("data-who", "human")
  await scratch()
  await expect(turn()).toHaveAttribute("data-partner", "plays")
})

test("an engine that is killed leaves the sound running and the jam going; all of it is kept", async () => {
  await expect(turn()).toHaveAttribute("data-who", "human")
  process.kill(enginePid(studio.app), "SIGKILL")
  await scratch()
  // A beat of the metronome lies in one of two such stretches.
  await expect.poll(() => loudestSince(page, 500)).toBeGreaterThan(0.02)
  await expect(page.getByTestId("song-bpm")).toHaveText("100.00")
  await expect(page.getByTestId("engine-state")).toContainText("Engine")
  // It answers again, in this jam.
  await expect(turn()).toHaveAttribute("data-who", "human")
  await scratch()
  await expect(turn()).toHaveAttribute("data-partner", "plays", { timeout: 25_000 })
  process.kill(enginePid(studio.app), "SIGKILL")
  await end()
  await expect(page.getByText(/The jam lies on the timeline/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByTestId("takes")).toContainText("Take 2")
})

test("both jams lie on one pair of tracks, and go by one undo each", async () => {
  await page.keyboard.press("Control+3")
  for (const name of ["You", "Partner"])
    await expect(page.getByRole("group", { name, exact: true })).toHaveCount(1)
  const jams = () => page.getByTestId("clip-list").getByRole("option", { name: /^You, bar/ })
  await expect(jams()).toHaveCount(2)
  await page.keyboard.press("Control+z")
  await expect(jams()).toHaveCount(1)
})

test("a practice ends the jam that goes on, and a jam the practice: one beat at a time", async () => {
  await page.keyboard.press("Control+6")
  await begin()
  await page.getByRole("radio", { name: "Practice" }).click()
  await expect(page.getByTestId("hand-recording")).toHaveCount(0)
  const practice = page.getByTestId("practice")
  await practice.getByRole("button", { name: "Start", exact: true }).click()
  await expect(practice.getByRole("button", { name: "Stop" })).toBeVisible()
  await page.keyboard.press("j")
  await expect(turn()).toHaveAttribute("data-who", "human")
  await end()
  await page.getByRole("radio", { name: "Practice" }).click()
  await expect(practice.getByRole("button", { name: "Start", exact: true })).toBeVisible()
  await page.getByRole("radio", { name: "Jam" }).click()
})

test("a thumb that was given is in the library, also after a restart; nothing threw on the page", async () => {
  expect(studio.pageErrors).toEqual([])
  await studio.close()
  studio = await launchStudio({ home })
  await studio.window.getByTestId("engine-state").waitFor()
  const library = openDatabase(join(home, "library"))
  const thumbs = library
    .prepare("SELECT mode, is_liked FROM jam_answers WHERE is_liked IS NOT NULL")
    .all()
  library.close()
  expect(thumbs).toEqual([{ mode: "answer", is_liked: 0 }])
})
