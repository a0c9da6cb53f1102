/** The Deck as a person meets it: a record under the pointer, a fader under a key. */
import { expect, test, type Page } from "@playwright/test"
import { execFileSync } from "node:child_process"
import { readFileSync, statSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { createConnection } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { awaitFirstSong } from "../../scripts/machine/map-view.ts"
import { COMMAND_LINE } from "../support/command-line.ts"
import { simulateDevice } from "../support/gesture/device-simulator.ts"
import { strokes } from "../support/gesture/hands.ts"
import { aController } from "../support/gesture/profiles.ts"
import { enginePid } from "./support/engine-process.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { writeSong } from "./support/song.ts"

let home: string
let studio: LaunchedStudio
let page: Page

test.describe.configure({ mode: "serial" })

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-deck-"))
  const song = await writeSong(join(home, "Foghorn.wav"))
  const devices = ["DDJ-400", "Mystery X1"].map((name) => join(home, `${name}.sock`))
  const env = { SLIPMAT_MIDI_SOCKET: devices.join(delimiter) }
  studio = await launchStudio({ home, files: [song], env })
  page = studio.window
  await awaitFirstSong(page)
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

const seconds = async (): Promise<number> =>
  Number.parseFloat((await page.getByTestId("deck-seconds").textContent()) ?? "")

test("the song that is open lies on the record, and the motor turns it", async () => {
  await page.keyboard.press("Control+6")
  await expect(page.getByRole("combobox", { name: "Record: Foghorn" })).toBeVisible()
  await page.keyboard.press("m")
  await expect(page.getByTestId("deck-speed")).toHaveText("+1.00×")
  const before = await seconds()
  await page.waitForTimeout(500)
  expect(await seconds()).toBeGreaterThan(before + 0.3)
})

test("a hand on the record stops it, turns it back, and lets it go again", async () => {
  const box = (await page.getByTestId("platter").boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x + 90, y)
  await page.mouse.down()
  await expect(page.getByTestId("deck-speed")).toHaveText("+0.00×")
  const before = await seconds()
  // A quarter of a turn, against the clock: .45 s of record.
  for (let step = 1; step <= 20; step++) {
    const angle = (-Math.PI / 2) * (step / 20)
    await page.mouse.move(x + 90 * Math.cos(angle), y + 90 * Math.sin(angle))
  }
  await expect.poll(seconds).toBeCloseTo(before - 0.45, 1)
  await page.mouse.up()
  await expect(page.getByTestId("deck-speed")).toHaveText("+1.00×")
})

test("keys touch, cut and set cues", async () => {
  await page.keyboard.press("Shift+2")
  // The record goes on between the key and the look.
  const cue = await seconds()
  await page.keyboard.down("t")
  await expect(page.getByTestId("deck-speed")).toHaveText("+0.00×")
  await page.keyboard.up("t")
  // Whoever goes elsewhere takes the hands off.
  for (const key of ["t", "x"]) {
    await page.keyboard.down(key)
    await page.keyboard.press("Control+1")
    await page.keyboard.up(key)
    await page.keyboard.press("Control+6")
  }
  await expect(page.getByTestId("deck-speed")).toHaveText("+1.00×")
  await expect(page.getByTestId("crossfader")).toHaveAttribute("aria-valuenow", "0")
  await page.keyboard.down("x")
  await expect(page.getByTestId("crossfader")).toHaveAttribute("aria-valuenow", "100")
  await page.keyboard.up("x")
  await expect(page.getByTestId("crossfader")).toHaveAttribute("aria-valuenow", "0")
  await page.keyboard.press("m")
  await expect(page.getByTestId("deck-speed")).toHaveText("+0.00×")
  await page.keyboard.press("2")
  await expect.poll(async () => Math.abs((await seconds()) - cue)).toBeLessThan(0.2)
})

test("a controller that is plugged in turns the record and moves the fader", async () => {
  const cable = createConnection(join(home, "DDJ-400.sock"))
  await expect(page.getByTestId("controller")).toContainText("Ready")
  const before = await seconds()
  cable.write(Uint8Array.of(0x90, 0x36, 0x7f))
  // 720 ticks a turn: 180 ticks are .45 s of record.
  for (let tick = 0; tick < 60; tick++) {
    cable.write(Uint8Array.of(0xb0, 0x22, 64 + 3))
    await page.waitForTimeout(4)
  }
  await expect.poll(async () => Math.abs((await seconds()) - before - 0.45)).toBeLessThan(0.02)
  cable.write(Uint8Array.of(0xb6, 0x1f, 0x7f, 0xb6, 0x3f, 0x7f))
  await expect(page.getByTestId("crossfader")).toHaveAttribute("aria-valuenow", "100")
  cable.write(Uint8Array.of(0xb6, 0x1f, 0, 0xb6, 0x3f, 0))
  await expect(page.getByTestId("crossfader")).toHaveAttribute("aria-valuenow", "0")
  cable.destroy()
  await expect(page.getByText("No controller")).toBeVisible()
})

test("a controller that nobody knows is taught, and turns the record at once", async () => {
  const profile = aController({ encoding: "twos7", ticksPerRevolution: 1333 })
  const cable = createConnection(join(home, "Mystery X1.sock"))
  const play = (...[hand, more]: [Parameters<typeof simulateDevice>[0], object?]) => {
    const sent = simulateDevice(hand, { profile, seconds: 3, ...more })
    cable.write(Uint8Array.from(sent.flatMap(({ bytes }) => [...bytes])))
  }
  const still = { turnsAt: () => 0.3, velocityAt: () => 0 }
  const touches = [0.1, 0.5].map((atSeconds) => ({ atSeconds, seconds: 0.2 }))
  const pages: [step: string, found: RegExp, play: () => void][] = [
    ["touch", /Touch/, () => play(still, { touches })],
    ["forward", /B0 10/, () => play(strokes([3, 4]))],
    ["back", /Platter/, () => play(strokes([3, -4]))],
    ["fader", /14 bits/, () => play(still, { faderAt: (s: number) => Math.abs(1 - s) })],
    ["clockwise", / 6\d{3} ticks/, () => play(strokes([3, 9]))],
    ["counter", / -6\d{3} ticks/, () => play(strokes([3, -9]))],
  ]
  await page.getByRole("button", { name: "Teach it: Mystery X1" }).click()
  for (const [step, found, play] of pages) {
    await expect(page.getByTestId("learn")).toHaveAttribute("data-step", step)
    play()
    await expect(page.getByTestId("learn-found")).toHaveText(found)
    await page.getByRole("button", { name: "Next", exact: true }).click()
  }
  await expect(page.getByLabel("Ticks a turn")).toHaveValue("1333")
  await page.getByRole("button", { name: "Keep and play" }).click()
  await expect(page.getByTestId("controller")).toContainText("Ready")
  const before = await seconds()
  cable.write(Uint8Array.of(0x90, 0x20, 0x7f))
  // 43 times 31 ticks are a turn: 1.8 s of record.
  for (let report = 0; report < 43; report++) {
    cable.write(Uint8Array.of(0xb0, 0x10, 31))
    await page.waitForTimeout(8)
  }
  await expect.poll(async () => Math.abs((await seconds()) - before - 1.8)).toBeLessThan(0.02)
  cable.destroy()
  await expect(page.getByText("No controller")).toBeVisible()
})

test("a take outlives its engine, and sounds again as it did, also without a window", async () => {
  await page.keyboard.press("Home")
  await page.keyboard.press("Control+r")
  await expect(page.getByTestId("hand-recording")).toContainText("Take 1")
  await page.keyboard.press("m")
  await expect(page.getByTestId("deck-speed")).toHaveText("+1.00×")
  process.kill(enginePid(studio.app), "SIGKILL")
  await page.keyboard.down("x")
  await page.waitForTimeout(200)
  await page.keyboard.up("x")
  await expect(page.getByTestId("hand-recording")).toContainText(/0:0[2-9]/)
  await page.keyboard.press("m")
  await page.keyboard.press("Control+r")
  await expect(page.getByTestId("takes")).toContainText("Take 1")
  await page.getByRole("button", { name: "Play Take 1" }).click()
  await expect(page.getByTestId("deck-speed")).toHaveText("+1.00×")

  const sample = join(home, "Foghorn.wav")
  const [one, other] = [join(home, "one.wav"), join(home, "other.wav")]
  const library = join(home, "library")
  for (const output of [one, other])
    execFileSync(process.execPath, [
      ...[COMMAND_LINE, "gesture", "render", "Take 1", "--library", library],
      ...["--sample", sample, "-o", output],
    ])
  expect(statSync(one).size).toBeGreaterThan(300_000)
  expect(readFileSync(one).equals(readFileSync(other))).toBe(true)
})

test("a take lies on the timeline, is played on the way, and goes by undo", async () => {
  await page.getByRole("button", { name: "Take 1 to the timeline" }).click()
  await expect(page.getByTestId("clip-list")).toContainText("Take 1, bar 1")
  await expect(page.getByRole("combobox", { name: /Record: Foghorn/ })).toBeVisible()
  await page.keyboard.press("Space")
  const meter = page.getByRole("group", { name: "Hand" }).locator("[data-meter]")
  await expect(meter).toHaveAttribute("style", /scaleX\((1|0\.[1-9])/)
  await page.keyboard.press("Space")
  await page.keyboard.press("Control+z")
  await expect(page.getByTestId("clip-list")).toBeHidden()
  await page.keyboard.press("Control+6")
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})
