/** A control record in the built application, played by a file that stands for the audio input. */
import { expect, test, type Page } from "@playwright/test"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { awaitFirstSong } from "../../scripts/machine/map-view.ts"
import { encodeWav } from "../../src-main/engine/audio/index.ts"
import { TimecodeGenerator, timecodeOf } from "../../src-main/shared/timecode/index.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { writeSong } from "./support/song.ts"

const RATE_HZ = 48_000
/** The record plays for so long, then is scratched for as long: twice a second, .15 s of record, up to speed .94. */
const HALF_SECONDS = 2
const STARTS_AT = 0.5

let home: string
let studio: LaunchedStudio
let page: Page

test.describe.configure({ mode: "serial" })

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-timecode-"))
  const song = await writeSong(join(home, "Foghorn.wav"))
  const microphone = join(home, "microphone.wav")
  await writeFile(microphone, controlRecord())
  studio = await launchStudio({
    ...{ home, files: [song] },
    switches: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-audio-capture=${microphone}`,
    ],
  })
  page = studio.window
  await awaitFirstSong(page)
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

function controlRecord(): Uint8Array {
  const frames = 2 * HALF_SECONDS * RATE_HZ
  const channels = [new Float32Array(frames), new Float32Array(frames)] as const
  const made = {
    ...{ timecode: timecodeOf("serato_2a"), rateHz: RATE_HZ },
    impairments: { cartridge: true, noiseDb: 40 },
  }
  const play = { kind: "pieces", points: [[0, 1]] } as const
  const scratch = { kind: "sine", hz: 2, extentSeconds: 0.15 } as const
  for (const [half, trajectory] of [play, scratch].entries()) {
    const from = half * HALF_SECONDS * RATE_HZ
    const [left, right] = channels.map((all) => all.subarray(from, from + frames / 2))
    const startSeconds = STARTS_AT + half * HALF_SECONDS
    new TimecodeGenerator({ ...made, trajectory, startSeconds }).process(left!, right!)
  }
  return encodeWav({ sampleRateHz: RATE_HZ, sampleFormat: "int16", channels: [...channels] })
}

/** What stands beside the record, at each drawn frame. */
const trace = (seconds: number): Promise<{ speed: number; seconds: number }[]> =>
  page.evaluate(async (length) => {
    const text = (id: string): string =>
      document.querySelector(`[data-testid="${id}"]`)!.textContent.replace("−", "-")
    const seen: { speed: number; seconds: number }[] = []
    const until = performance.now() + 1000 * length
    while (performance.now() < until) {
      await new Promise(requestAnimationFrame)
      seen.push({
        speed: Number.parseFloat(text("deck-speed")),
        seconds: Number.parseFloat(text("deck-seconds")),
      })
    }
    return seen
  }, seconds)

test("a control record is found out, and turns the deck as it is turned: at speed 1, then to and fro", async () => {
  await page.keyboard.press("Control+6")
  await expect(page.getByRole("combobox", { name: "Record: Foghorn" })).toBeVisible()
  await page.getByRole("radio", { name: "Timecode" }).click()
  await expect(page.getByTestId("timecode-record")).toHaveText("Serato 2, side A")
  await expect(page.getByTestId("timecode-quality")).toHaveText("Good")
  const seen = await trace(2 * HALF_SECONDS)
  const steady = seen.filter(({ speed }) => Math.abs(speed - 1) < 0.015)
  expect(steady.length / seen.length).toBeGreaterThan(0.4)
  const speeds = seen.map(({ speed }) => speed)
  expect(Math.min(...speeds)).toBeGreaterThan(-1)
  expect(Math.min(...speeds)).toBeLessThan(-0.85)
  // Four strokes to and four fro: the sign turns with each.
  const strokes = speeds.filter((speed) => Math.abs(speed) > 0.3)
  const turns = strokes.filter((speed, i) => i > 0 && speed * strokes[i - 1]! < 0)
  expect(turns.length).toBeGreaterThanOrEqual(6)
  expect(turns.length).toBeLessThanOrEqual(9)
})

test("the deck stands where the record says, and no pointer moves it", async () => {
  await expect(page.getByTestId("timecode-place")).toHaveText(/0:0\d\.\d/)
  const places = (await trace(0.5)).map(({ seconds }) => seconds)
  for (const place of places) {
    expect(place).toBeGreaterThan(STARTS_AT - 0.1)
    expect(place).toBeLessThan(STARTS_AT + HALF_SECONDS + 0.2)
  }
  await page.getByRole("radio", { name: "Hand" }).click()
  await expect(page.getByTestId("scope")).toHaveCount(0)
  await expect(page.getByTestId("deck-speed")).toHaveText("+0.00×")
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})
