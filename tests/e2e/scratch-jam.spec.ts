/** A jam as a DJ meets it: a controller scratches on the beat, the partner answers on the same record, both lie on the timeline. */
import { expect, test, type Page } from "@playwright/test"
import { mkdtemp, rm } from "node:fs/promises"
import { createConnection, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { loadControllers } from "../../src-main/engine/gestures/index.ts"
import { simulateDevice } from "../support/gesture/device-simulator.ts"
import { strokes } from "../support/gesture/hands.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { loudestSince, tapOutput } from "./support/output-tap.ts"

let home: string
let studio: LaunchedStudio
let page: Page
let cable: Socket | undefined

test.describe.configure({ mode: "serial" })

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-jam-"))
  studio = await launchStudio({ home, env: { SLIPMAT_MIDI_SOCKET: join(home, "DDJ-400.sock") } })
  page = studio.window
  await page.getByTestId("engine-state").waitFor()
  await tapOutput(page)
})
test.afterAll(async () => {
  cable?.destroy()
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

const turn = () => page.getByTestId("jam-turn")
const figure = async (name: string): Promise<number> =>
  Number((await turn().getAttribute(name)) ?? NaN)

/** Two beats of a flare-like pattern, then a stab: platter, touch and fader, as a DDJ-400 sends them. */
async function scratch(): Promise<void> {
  const profile = loadControllers().find(({ id }) => id === "pioneer-ddj-400")!
  const hand = strokes(
    [0.12, 0.14],
    [0.13, -0.14],
    [0.25, 0.2],
    [0.25, -0.2],
    [0.12, 0.16],
    [0.13, -0.16],
  )
  const sent = simulateDevice(hand, {
    ...{ profile, seconds: 1.2, reportSeconds: 0.002 },
    touches: [{ atSeconds: 0.002, seconds: 1.15 }],
    faderAt: (seconds) => (seconds > 0.35 && seconds < 0.4 ? 1 : 0),
  })
  const begun = performance.now()
  for (const { atMicros, bytes } of sent) {
    const wait = begun + atMicros / 1000 - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    cable?.write(bytes)
  }
}

test("a jam gives a deck without a record the scratch sample, and counts in", async () => {
  await page.keyboard.press("Control+6")
  cable = createConnection(join(home, "DDJ-400.sock"))
  cable.setNoDelay(true)
  await expect(page.getByTestId("controller")).toContainText("Ready")
  await page.getByRole("radio", { name: "Jam" }).click()
  // Turns of 4 s: a busy machine plays the script late.
  await page.getByRole("radio", { name: "2 bars" }).click()
  await page.getByRole("button", { name: "Start the jam" }).click()
  await expect(turn()).toHaveAttribute("data-who", "count-in")
  await expect(page.getByRole("combobox", { name: /Record: Ahh/ })).toBeVisible()
  await expect(page.getByTestId("jam-when")).toContainText(/answers at bar \d+/)
  // Only decks are heard from here on.
  await page.getByRole("switch", { name: "Metronome" }).click()
})

test("the partner answers a call on its bar line, is heard and seen", async () => {
  await expect(turn()).toHaveAttribute("data-who", "human")
  await scratch()
  await expect(turn()).toHaveAttribute("data-who", "partner")
  await expect(page.getByText("Partner plays", { exact: true })).toBeVisible()
  let loudest = 0
  while ((await turn().getAttribute("data-who")) === "partner")
    loudest = Math.max(loudest, await loudestSince(page, 250))
  expect(loudest).toBeGreaterThan(0.05)
  expect(await figure("data-start-error-ms")).toBeLessThanOrEqual(3)
  await expect(turn()).toHaveAttribute("data-who", "human")
  await page.getByRole("button", { name: "I like the last answer" }).click()
  await expect(page.getByRole("button", { name: "I like the last answer" })).toHaveAttribute(
    "aria-pressed",
    "true",
  )
})

test("it rests where nothing is played, and says so", async () => {
  await expect(turn()).toContainText("Nothing was played")
  await expect(turn()).toHaveAttribute("data-who", "human")
})

test("a hand that takes the record has it at once", async () => {
  await scratch()
  await expect(turn()).toHaveAttribute("data-who", "partner")
  cable?.write(Uint8Array.of(0x90, 0x36, 0x7f))
  await expect(turn()).toHaveAttribute("data-who", "human", { timeout: 1000 })
  await expect(page.getByText("Touching", { exact: true })).toBeVisible()
  cable?.write(Uint8Array.of(0x90, 0x36, 0))
})

test("both parts lie on the timeline, and go by one undo", async () => {
  await page.getByRole("button", { name: "End the jam" }).click()
  await expect(page.getByText(/The jam lies on the timeline/)).toBeVisible()
  await page.keyboard.press("Control+3")
  await expect(page.getByTestId("clip-list")).toContainText("You, bar")
  await expect(page.getByRole("group", { name: "Partner", exact: true })).toBeVisible()
  await page.keyboard.press("Control+z")
  for (const name of ["You", "Partner"])
    await expect(page.getByRole("group", { name, exact: true })).toBeHidden()
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})
