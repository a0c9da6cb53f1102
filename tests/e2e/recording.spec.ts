/** Recording in the built application, from a microphone that plays a file: kept as it is played, placed, undone, found again. */
import { expect, test, type Locator, type Page } from "@playwright/test"
import { readdirSync, readFileSync, statSync } from "node:fs"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { encodeWav } from "../../src-main/engine/audio/index.ts"
import { enginePid } from "./support/engine-process.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { saved } from "./support/project-disk.ts"

const RATE_HZ = 48_000
/** Between two clicks of the microphone's file. */
const CLICK_FRAMES = 6000
const WAV_HEADER_BYTES = 104
/** Some seconds: a busy machine may skip one. */
const LATER = /0:(0[2-9]|[1-5]\d)/

let home: string
let studio: LaunchedStudio
let page: Page

test.describe.configure({ mode: "serial" })

async function open(): Promise<void> {
  const file = join(home, "microphone.wav")
  studio = await launchStudio({
    home,
    switches: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-audio-capture=${file}`,
    ],
  })
  page = studio.window
}

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-recording-"))
  const sound = Float32Array.from({ length: 60 * RATE_HZ }, (_, frame) =>
    frame % CLICK_FRAMES < 24 ? 0.8 : 0,
  )
  const wav = { sampleRateHz: RATE_HZ, sampleFormat: "int16", channels: [sound] } as const
  await writeFile(join(home, "microphone.wav"), encodeWav(wav))
  await open()
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

test("an armed track records, and shows what is on disk while it does", async () => {
  await page.getByTestId("engine-state").waitFor()
  await page.keyboard.press("Control+3")
  await page.getByRole("button", { name: "Track", exact: true }).click()
  await page.getByRole("menuitem", { name: "Audio" }).click()
  await page.getByRole("button", { name: /^R, arm/ }).click()
  await choose("No count-in")
  await page.keyboard.press("Control+r")
  await expect(page.getByTestId("recording")).toContainText("Kept on disk as you play")
  await expect(page.getByTestId("recording")).toContainText(LATER)
  expect(statSync(takeFile()).size).toBeGreaterThan(RATE_HZ * 4)
  await page.keyboard.press("Control+r")
  await expect(page.getByTestId("recording")).toHaveCount(0)
  await expect(clips()).toHaveCount(1)
  await expect(clips().first()).toContainText(/take 1/)
})

test("the take has every sample: its clicks are as far apart as they were played", () => {
  const [take] = takesOfLibrary()
  expect(clickErrors(take!).length).toBeGreaterThan(10)
  expect(Math.max(...clickErrors(take!))).toBeLessThanOrEqual(1)
})

test("it is one step of the history", async () => {
  await page.keyboard.press("Control+z")
  await expect(clips()).toHaveCount(0)
  await page.keyboard.press("Control+Shift+z")
  await expect(clips()).toHaveCount(1)
})

test("the engine may die in the middle: nothing of the take is missing", async () => {
  await page.keyboard.press("Control+r")
  await expect(page.getByTestId("recording")).toContainText(LATER)
  process.kill(enginePid(studio.app), "SIGKILL")
  await expect(page.getByTestId("recording")).toContainText(/0:(0[4-9]|[1-5]\d)/, {
    timeout: 30_000,
  })
  await page.keyboard.press("Control+r")
  await expect(clips()).toHaveCount(2, { timeout: 20_000 })
  const [longest] = takesOfLibrary().sort((a, b) => b.samples.length - a.samples.length)
  expect(clickErrors(longest!).length).toBeGreaterThan(20)
  expect(Math.max(...clickErrors(longest!))).toBeLessThanOrEqual(1)
})

test("a latency that cannot be measured is not made up: this microphone hears no loudspeaker", async () => {
  await choose("Measure the latency …")
  await page.getByRole("button", { name: "Measure", exact: true }).click()
  await expect(page.getByTestId("latency")).toContainText("did not come back")
  await page.getByRole("button", { name: "Close" }).last().click()
})

test("killed while it records, the studio finds the take again and says so", async () => {
  await saved(page)
  await page.keyboard.press("Control+r")
  await expect(page.getByTestId("recording")).toContainText(LATER)
  studio.app.process().kill("SIGKILL")
  await open()
  await page.keyboard.press("Control+3")
  await expect(page.getByTestId("toast")).toContainText(
    "was being recorded when the studio stopped",
  )
  await expect(clips()).toHaveCount(3)
  await page.keyboard.press("Control+z")
  await expect(clips()).toHaveCount(2)
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})

const clips = (): Locator => page.getByTestId("clip-list").getByRole("option")

async function choose(name: string): Promise<void> {
  await page.getByRole("button", { name: "How to record" }).click()
  await page.getByRole("menuitem", { name }).click()
}

function takeFile(): string {
  const folder = join(home, "library/recordings")
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith(".wav"))!,
  )
}

interface TakeSound {
  rateHz: number
  samples: Float32Array
}

/** The library's float recordings. */
function takesOfLibrary(): TakeSound[] {
  const folder = join(home, "library/media")
  return readdirSync(folder).map((name) => {
    const bytes = readFileSync(join(folder, name))
    const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset + WAV_HEADER_BYTES))
    return { rateHz: bytes.readUInt32LE(60), samples }
  })
}

/**
 * By how many frames clicks are farther apart, or nearer, than they were played. The made-up microphone gives 10 ms at a
 * time, of which the browser leaves some out, or waits for some, where the machine is busy: whole ones do not count.
 */
function clickErrors({ rateHz, samples }: TakeSound): number[] {
  const clicks = [...samples.keys()].filter((i) => samples[i]! > 0.2 && samples[i - 1]! <= 0.2)
  const apart = (CLICK_FRAMES * rateHz) / RATE_HZ
  const block = rateHz / 100
  return clicks.slice(1).map((frame, i) => {
    const error = frame - clicks[i]! - apart
    return Math.abs(error - block * Math.round(error / block))
  })
}
