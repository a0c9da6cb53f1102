/** A duet in the built application: a hand plays through a cable, and each of its calls is answered in sound. */
import { expect, test, type Page } from "@playwright/test"
import { mkdtemp, rm } from "node:fs/promises"
import { createConnection, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { loudestSince, tapOutput } from "./support/output-tap.ts"

/** D minor, each a little different. */
const CALLS = [0, 2, 3, 5, 7, -2, -4, 1].map((up) => [62, 65, 69, 67, 64].map((key) => key + up))
const KEY_MS = 150

let home: string
let studio: LaunchedStudio
let page: Page
let cable: Socket

test.describe.configure({ mode: "serial" })

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-duet-"))
  studio = await launchStudio({ home, env: { SLIPMAT_MIDI_SOCKET: join(home, "Socket.sock") } })
  page = studio.window
  await page.getByTestId("engine-state").waitFor()
  cable = createConnection(join(home, "Socket.sock"))
  cable.setNoDelay(true)
  await expect(page.getByTestId("midi-inputs")).toHaveText("MIDI Socket")
})
test.afterAll(async () => {
  cable.destroy()
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

test("eight calls get eight answers, each heard soon after its call, and each ends for the next one", async () => {
  await tapOutput(page)
  await page.keyboard.press("Control+8")
  await expect(page.getByTestId("duet-model")).toContainText("Learned from")
  // The first key makes the tracks and loads their sounds.
  await play([60])
  await expect(page.getByTestId("started")).toContainText("ms", { timeout: 30_000 })
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Play", exact: true }).click()
  for (const [at, call] of CALLS.entries()) {
    await play(call)
    await expect(page.getByTestId("turn-bar")).toHaveAttribute("data-who", "partner")
    await expect(page.getByTestId("started")).toContainText("ms")
    const words = await page.getByTestId("started").textContent()
    const startedMs = Number(/(\d+) ms/.exec(words ?? "")?.[1])
    expect(startedMs).toBeLessThan(500)
    // What is heard now is the answer's: the call's keys were let go before the phrase was over.
    expect(await loudestSince(page, 250)).toBeGreaterThan(0.003)
    await page.getByRole("button", { name: "To timeline" }).click()
    await expect(page.getByTestId("exchange")).toHaveCount(at + 2)
  }
})

test("what both played is on the timeline, the answers as a model's", async () => {
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Stop", exact: true }).click()
  await page.keyboard.press("Control+3")
  const clipsOf = (name: string) =>
    page.getByRole("listbox", { name: `Clips of ${name}` }).getByRole("option")
  await expect(clipsOf("Answer")).toHaveCount(CALLS.length)
  await page.getByTestId("clip-list").focus()
  await page.keyboard.press("Alt+ArrowUp")
  await expect(clipsOf("You")).toHaveCount(CALLS.length)
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})

async function play(call: readonly number[]): Promise<void> {
  for (const key of call) {
    cable.write(Uint8Array.of(0x90, key, 92))
    await page.waitForTimeout(KEY_MS)
    cable.write(Uint8Array.of(0x80, key, 0))
  }
}
