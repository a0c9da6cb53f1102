/** A duet in the built application: a hand plays through a cable, and each of its calls is answered in sound. */
import { expect, test, type Page } from "@playwright/test"
import { readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { createConnection, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readMidiFile } from "../../src-main/shared/music/midi-file/index.ts"
import { enginePid } from "./support/engine-process.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { loudestSince, tapOutput } from "./support/output-tap.ts"
import { chooseToSave, documentIn } from "./support/project-disk.ts"

/** D minor, each a little different. */
const CALLS = [0, 2, 3, 5, 7, -2, -4, 1].map((up) => [62, 65, 69, 67, 64].map((key) => key + up))
const KEY_MS = 150
const [BEAT_TICKS, BAR_TICKS] = [960, 3840]

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

test("an exchange is dragged to the timeline, and is exported as MIDI with both of its parts", async () => {
  await page.keyboard.press("Control+8")
  const exchange = page.getByTestId("exchange").first()
  const midi = join(home, "Exchange.mid")
  await chooseToSave(studio, midi)
  await exchange.getByLabel("More of this answer").click()
  await page.getByRole("menuitem", { name: "Export as MIDI …" }).click()
  await expect(page.getByText("Wrote Exchange.mid")).toBeVisible()
  const parts = readMidiFile(readFileSync(midi)).tracks.map(
    ({ events }) => events.filter((each) => each.kind === "noteOn" && each.velocity > 0).length,
  )
  expect(parts.filter((count) => count > 0)).toHaveLength(2)
  expect(parts).toContain(CALLS[0]!.length)
  await exchange.hover()
  await page.mouse.down()
  const rail = page.getByRole("navigation", { name: "Views" }).getByText("Timeline")
  const over = (await rail.boundingBox())!
  await page.mouse.move(over.x + 8, over.y + 8, { steps: 6 })
  const lanes = page.getByTestId("timeline-lanes")
  await expect(lanes).toBeVisible()
  const box = (await lanes.boundingBox())!
  await page.mouse.move(box.x + 500, box.y + 160, { steps: 6 })
  await page.mouse.up()
  await expect(
    page.getByRole("listbox", { name: "Clips of Answer" }).getByRole("option"),
  ).toHaveCount(CALLS.length + 1)
})

test("fours are traded on the bar line while the metronome plays", async () => {
  await page.keyboard.press("Control+8")
  await page.keyboard.press("Alt+5")
  await page.keyboard.press("Alt+k")
  await page.getByRole("button", { name: "Play", exact: true }).click()
  await page.waitForTimeout(600)
  for (let bar = 0; bar < 3; bar++) await play(CALLS[bar % CALLS.length]!)
  await expect(turn()).toHaveAttribute("data-who", "partner", { timeout: 20_000 })
  await expect.poll(() => loudestSince(page, 250)).toBeGreaterThan(0.003)
  // What is played on the song's beat ends with the song.
  await page.getByRole("button", { name: "Stop", exact: true }).click()
  await expect(turn()).toHaveAttribute("data-who", "nobody", { timeout: 1000 })
  await page.getByRole("button", { name: "To timeline" }).click()
  const ticks = await tradedTicks()
  // On the line; a beat or two behind it where the machine was too busy to have it by then.
  const off = Math.abs(ticks - Math.round(ticks / BEAT_TICKS) * BEAT_TICKS)
  expect(off).toBeLessThan(BEAT_TICKS / 20)
  expect((ticks + BEAT_TICKS / 20) % BAR_TICKS).toBeLessThan(2.1 * BEAT_TICKS)
  await page.keyboard.press("Alt+k")
  await page.keyboard.press("Alt+1")
})

test("under a hand that goes on while the song runs it plays along, bar by bar, and ends when the hand rests", async () => {
  await page.keyboard.press("Control+8")
  await page.keyboard.press("Alt+4")
  await page.getByRole("button", { name: "Play", exact: true }).click()
  await page.waitForTimeout(600)
  const before = await exchanges().count()
  for (let call = 0; call < 8; call++) await play(CALLS[call % CALLS.length]!)
  await expect(page.getByTestId("partner")).toHaveText("Playing along")
  await expect(turn()).toHaveAttribute("data-who", "human")
  // The hand's last key is up: what is heard of the bar that follows is the partner's.
  await page.waitForTimeout(600)
  await expect.poll(() => loudestSince(page, 400), { timeout: 2500 }).toBeGreaterThan(0.003)
  await expect(turn()).toHaveAttribute("data-who", "nobody", { timeout: 10_000 })
  await expect(exchanges()).toHaveCount(before + 1)
  const words = await exchanges().first().getByRole("button").first().getAttribute("aria-label")
  expect(Number(/answer of (\d+)/.exec(words ?? "")?.[1])).toBeGreaterThan(4)
  await expect.poll(() => loudestSince(page, 200), { timeout: 10_000 }).toBeLessThan(0.003)
  await page.getByRole("button", { name: "Stop", exact: true }).click()
  await page.keyboard.press("Alt+1")
})

test("bars of a clip are rewritten, and the clip is gone on from, each kept as one step that says what made it", async () => {
  await page.keyboard.press("Control+3")
  await page.getByTestId("clip-list").focus()
  await page.keyboard.press("Alt+ArrowRight")
  await page.keyboard.press("Enter")
  await expect(page.getByTestId("roll")).toBeVisible()
  await page.keyboard.press("Control+Shift+I")
  const suggestion = page.getByTestId("suggestion-at")
  await expect(suggestion).toHaveText("1 of 3", { timeout: 40_000 })
  await page.keyboard.press("ArrowDown")
  await expect(suggestion).toHaveText("2 of 3")
  expect(placed().filter(({ madeBy }) => madeBy?.settings.from === "rewrite")).toEqual([])
  await page.keyboard.press("Enter")
  const from = (what: string): number =>
    placed().filter(({ madeBy }) => madeBy?.settings.from === what).length
  await expect.poll(() => from("rewrite")).toBe(1)
  await page.keyboard.press("Control+k")
  await page.keyboard.type("Continue this clip")
  await page.keyboard.press("Enter")
  await expect(suggestion).toContainText("1 of", { timeout: 40_000 })
  await page.keyboard.press("Enter")
  await expect.poll(() => from("continue")).toBe(1)
})

test("of a flood of 10,000 notes in a second, none is lost or hangs, and the next call is answered", async () => {
  await page.keyboard.press("Control+8")
  await expect(turn()).toBeVisible()
  const before = await exchanges().count()
  for (let burst = 0; burst < 100; burst++) {
    const keys = Array.from({ length: 100 }, (_, at) => 36 + ((burst * 7 + at * 5) % 60))
    cable.write(Uint8Array.from(keys.flatMap((key) => [0x90, key, 80, 0x80, key, 0])))
    await page.waitForTimeout(10)
  }
  // A machine that is busy lets them come in more pieces.
  await expect.poll(() => notesCalledAfter(before), { timeout: 40_000 }).toBe(10_000)
  await expect(page.getByTestId("exchange").first()).toContainText("now")
  await page.keyboard.press("Escape")
  await expect.poll(() => loudestSince(page, 100)).toBeLessThan(0.003)
  await play(CALLS[0]!)
  await expect(turn()).toHaveAttribute("data-who", "partner", { timeout: 30_000 })
  await page.keyboard.press("Escape")
})

test("an engine that dies in the middle of a phrase is started again, and the phrase is kept and answered", async () => {
  const before = await exchanges().count()
  const [first, ...rest] = CALLS[0]!
  await play([first!])
  process.kill(enginePid(studio.app), "SIGKILL")
  await play(rest)
  await expect(page.getByTestId("phrase")).toContainText(`${CALLS[0]!.length} notes`)
  await expect(turn()).toHaveAttribute("data-who", "partner", { timeout: 40_000 })
  await page.keyboard.press("Escape")
  await expect(exchanges()).toHaveCount(before + 1)
  await expect(page.getByTestId("started")).toContainText("ms")
})

test("a cable that is pulled with a key down lets it go, and the phrase is kept", async () => {
  const before = await exchanges().count()
  await play([62])
  cable.write(Uint8Array.of(0x90, 65, 90))
  await page.waitForTimeout(KEY_MS)
  cable.destroy()
  await expect(page.getByTestId("midi-inputs")).toHaveCount(0)
  await expect(page.getByTestId("phrase")).toContainText("2 notes")
  await expect(exchanges()).toHaveCount(before + 1)
  await expect(turn()).toHaveAttribute("data-who", "partner")
  await page.keyboard.press("Escape")
  await expect.poll(() => loudestSince(page, 100)).toBeLessThan(0.003)
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

const turn = () => page.getByTestId("turn-bar")
const exchanges = () => page.getByTestId("exchange")

/** In the calls that came after so many. */
async function notesCalledAfter(before: number): Promise<number> {
  const words = await exchanges().evaluateAll((rows) =>
    rows.map((row) => row.querySelector("button")!.ariaLabel ?? ""),
  )
  const newest = words.slice(0, words.length - before)
  return newest.reduce(
    (sum, text) => sum + Number(/([\d,]+) note/.exec(text)![1]!.replace(",", "")),
    0,
  )
}

interface Placed {
  startTicks: number
  madeBy?: { settings: { mode?: string; from?: string } }
}
const placed = (): Placed[] => (documentIn(home) as { clips: Placed[] }).clips

/** Where the answer that was traded lies. */
async function tradedTicks(): Promise<number> {
  const traded = (): Placed[] => placed().filter(({ madeBy }) => madeBy?.settings.mode === "trade")
  await expect.poll(() => traded().length).toBe(1)
  return traded()[0]!.startTicks
}
