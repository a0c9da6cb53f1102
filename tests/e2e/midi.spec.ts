/** Playing and recording notes in the built application: a socket stands for the cable, all behind it is the studio's own. */
import { expect, test, type Page } from "@playwright/test"
import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { createConnection, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readMidiFile, type MidiEvent } from "../../src-main/shared/music/midi-file/index.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { saved } from "./support/project-disk.ts"

const NOTES = 8
/** A second or more: a busy machine may skip one. */
const LATER = /0:(0[1-9]|[1-5]\d)/
/** At 120 a minute a tick of the project is 0.52 ms. */
const MS_PER_TICK = 500 / 960

let home: string
let studio: LaunchedStudio
let page: Page
let cable: Socket
/** When each key was pressed here. */
const pressedMs: number[] = []

test.describe.configure({ mode: "serial" })

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-midi-"))
  const env = { SLIPMAT_MIDI_SOCKET: join(home, "Socket.sock") }
  studio = await launchStudio({ home, env })
  page = studio.window
})
test.afterAll(async () => {
  cable.destroy()
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

test("a device that is plugged in is named, without a restart", async () => {
  await page.getByTestId("engine-state").waitFor()
  await expect(page.getByTestId("midi-inputs")).toHaveCount(0)
  cable = createConnection(join(home, "Socket.sock"))
  await expect(page.getByTestId("midi-inputs")).toHaveText("MIDI Socket")
})

test("what is played on it is recorded, and is one step of the history", async () => {
  await page.keyboard.press("Control+3")
  await page.getByRole("button", { name: "Track", exact: true }).click()
  await page.getByRole("menuitem", { name: "Drums" }).click()
  await page.getByRole("button", { name: /^R, arm/ }).click()
  await page.getByRole("button", { name: "How to record" }).click()
  await page.getByRole("menuitem", { name: "No count-in" }).click()
  await page.keyboard.press("Control+r")
  await expect(page.getByTestId("recording")).toContainText(LATER)
  await play()
  await page.keyboard.press("Control+r")
  await expect(clips()).toHaveCount(1)
  await page.keyboard.press("Control+z")
  await expect(clips()).toHaveCount(0)
  await page.keyboard.press("Control+Shift+z")
  await expect(clips()).toHaveCount(1)
  await saved(page)
})

test("notes, pedal and bend have their values, and lie where they were played", () => {
  const events = eventsOfProject()
  const ons = notesIn(events)
  expect(ons.map(({ pitch, velocity }) => [pitch, velocity])).toEqual(
    pressedMs.map((_, i) => [36 + i, 80 + i]),
  )
  // A machine that is busy brings some bytes late: most are as far from their key as the one in the middle is.
  const lateMs = ons.map(({ ticks }, i) => ticks * MS_PER_TICK - pressedMs[i]!)
  const middleMs = lateMs.toSorted((a, b) => a - b)[NOTES / 2]!
  const near = lateMs.filter((ms) => Math.abs(ms - middleMs) < 60)
  expect(near.length).toBeGreaterThan(NOTES / 2)
  expect(events).toContainEqual(
    expect.objectContaining({ kind: "controlChange", controller: 64, value: 127, channel: 9 }),
  )
  expect(events).toContainEqual(
    expect.objectContaining({ kind: "pitchBend", bend: 1000, channel: 9 }),
  )
})

test("the computer's own keys are recorded, too", async () => {
  await page.keyboard.press("Control+Shift+K")
  // Behind what was recorded: over it, the new take would take its place.
  await page.keyboard.press("End")
  await page.keyboard.press("Control+r")
  await expect(page.getByTestId("recording")).toContainText(LATER)
  await page.keyboard.press("a", { delay: 200 })
  await page.keyboard.press("d", { delay: 200 })
  await page.keyboard.press("Control+r")
  await expect(clips()).toHaveCount(2)
  await saved(page)
  expect(notesIn(eventsOfProject())).toHaveLength(NOTES + 2)
})

test("a fader learns a knob of the device", async () => {
  const fader = page.getByRole("slider", { name: /^Level of/ }).first()
  await fader.click({ button: "right" })
  await page.getByRole("menuitem", { name: "Learn MIDI" }).click()
  await expect(page.getByTestId("learning")).toContainText("Level of")
  cable.write(Uint8Array.of(0xb0, 21, 0))
  await expect(page.getByTestId("toast")).toContainText("follows CC 21, channel 1 of Socket")
  for (const value of [100, 103, 106, 110]) cable.write(Uint8Array.of(0xb0, 21, value))
  await expect(fader).toHaveAttribute("aria-valuenow", /^[1-9]/)
})

test("clock and notes go out while the song plays, and end with it", async () => {
  await page.getByTestId("clock").click()
  await page.getByRole("menuitem", { name: "Send the clock to Socket" }).click()
  await page.getByRole("button", { name: /^Input of/ }).click()
  await page.getByRole("menuitem", { name: "To Socket", exact: true }).click()
  const heard: { byte: number; atMs: number }[] = []
  cable.on("data", (bytes: Buffer) => {
    for (const byte of bytes) heard.push({ byte, atMs: performance.now() })
  })
  await page.keyboard.press("Home")
  await button("Play").click()
  await expect.poll(() => heard.filter(({ byte }) => byte === 0x90).length).toBeGreaterThan(2)
  await button("Stop").click()
  await expect.poll(() => heard.at(-1)?.byte).toBe(0xfc)
  const bytes = heard.map(({ byte }) => byte)
  expect(bytes.indexOf(0xfa)).toBeLessThan(bytes.indexOf(0xf8))
  expect(bytes.slice(-7)).toEqual([0xb0, 64, 0, 0xb0, 123, 0, 0xfc])
  // 24 a quarter at 120 a minute. A busy machine reads some late: the middle one of all long spans tells the tempo.
  const atMs = heard.filter(({ byte }) => byte === 0xf8).map((pulse) => pulse.atMs)
  const span = Math.floor(atMs.length / 2)
  const spans = atMs.slice(span).map((ms, i) => (ms - atMs[i]!) / span)
  const msPerPulse = spans.toSorted((a, b) => a - b)[Math.floor(spans.length / 2)]!
  expect(Math.abs(msPerPulse - 500 / 24)).toBeLessThan(1.5)
})

test("a clock from outside starts, leads and stops the song", async () => {
  await page.getByTestId("clock").click()
  await page.getByRole("menuitem", { name: "Follow the clock of Socket" }).click()
  const fromMs = performance.now()
  let pulses = 0
  const clock = setInterval(() => {
    for (; pulses < (performance.now() - fromMs) / 25; pulses++) cable.write(Uint8Array.of(0xf8))
  }, 2)
  await expect(page.getByTestId("clock")).toContainText(/EXT (99|100|101)/)
  cable.write(Uint8Array.of(0xf2, 16, 0, 0xfb))
  await expect(button("Stop")).toBeVisible()
  await expect(page.getByTestId("song-bar")).toContainText(/^3/)
  cable.write(Uint8Array.of(0xfc))
  await expect(button("Play")).toBeVisible()
  clearInterval(clock)
  await expect(page.getByTestId("clock")).toContainText("no clock")
  await page.getByTestId("clock").click()
  await page.getByRole("menuitem", { name: /own time$/ }).click()
})

test("killed while keys are played, the studio has what was played until a second before", async () => {
  await page.keyboard.press("Control+r")
  await expect(page.getByTestId("recording")).toContainText(LATER)
  await page.keyboard.press("f", { delay: 100 })
  await page.waitForTimeout(1500)
  studio.app.process().kill("SIGKILL")
  studio = await launchStudio({ home })
  page = studio.window
  await page.keyboard.press("Control+3")
  await expect(page.getByTestId("toast")).toContainText("is back on its track")
  await expect(clips()).toHaveCount(3)
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})

const button = (name: string) => page.getByRole("button", { name, exact: true })
const clips = () => page.getByTestId("clip-list").getByRole("option")

/** Velocity 0 ends a note. */
const notesIn = (events: MidiEvent[]) =>
  events.filter((event) => event.kind === "noteOn").filter(({ velocity }) => velocity > 0)

/** A pedal, eight keys with running status, the last with a bend. */
async function play(): Promise<void> {
  const send = (...bytes: number[]): boolean => cable.write(Uint8Array.from(bytes))
  cable.setNoDelay(true)
  send(0xb4, 64, 127)
  for (let i = 0; i < NOTES; i++) {
    pressedMs.push(performance.now())
    if (i === 0) send(0x94, 36, 80)
    else send(36 + i, 80 + i)
    await page.waitForTimeout(90 + 40 * (i % 3))
    send(36 + i, 0)
  }
  send(0xb4, 64, 0)
  send(0xe4, 9192 % 128, Math.floor(9192 / 128))
  await page.waitForTimeout(300)
}

function eventsOfProject(): MidiEvent[] {
  const folder = join(home, "library/projects")
  const file = readdirSync(folder).find((name) => name.endsWith(".slipmat"))!
  const out = join(home, `${crypto.randomUUID()}.mid`)
  const args = ["src-main/cli/slipmat.mjs", "export", join(folder, file), "--midi", out]
  execFileSync("node", args, { env: { ...process.env, SLIPMAT_HOME: home } })
  const { tracks } = readMidiFile(readFileSync(out))
  return tracks.flatMap(({ events }) => events)
}
