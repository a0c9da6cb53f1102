/** A rig as its owner fits it: takes with their recordings come in, a deck learns from them, the same gesture sounds three ways. */
import { expect, test, type Page } from "@playwright/test"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { takeOfGesture, takeText } from "#shared/gesture/index.ts"
import { writeWav } from "../bench/lib/wav.ts"
import { SAMPLE_RATE_HZ, SAMPLES } from "../support/scratch/samples.ts"
import { handwork } from "../support/scratch/scratch-hands.ts"
import { recordRig, RIG_RATE_HZ } from "../support/scratch/virtual-rig.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { loudestSince, tapOutput } from "./support/output-tap.ts"

const TAKES = [
  { title: "Monday", on: "ahh" },
  { title: "Tuesday", on: "horn" },
  { title: "Friday", on: "ahh" },
] as const
const SECONDS = 2.4
const WITHIN = { timeout: 20_000 }

let home: string
let studio: LaunchedStudio
let page: Page
const takeFiles: string[] = []

test.describe.configure({ mode: "serial" })

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-rig-"))
  const files: string[] = []
  const file = async (name: string, content: Uint8Array | string): Promise<string> => {
    await writeFile(join(home, name), content)
    return join(home, name)
  }
  for (const name of ["ahh", "horn"] as const)
    files.push(await file(`${name}.wav`, writeWav(SAMPLES[name](), SAMPLE_RATE_HZ)))
  for (const [i, { title, on }] of TAKES.entries()) {
    const { done, told } = handwork(SECONDS, i + 1)
    const { sound } = recordRig(done, SAMPLES[on](), i + 1)
    files.push(await file(`${title} mixer.wav`, writeWav(sound, RIG_RATE_HZ)))
    const take = { ...takeOfGesture(told, title), mayTrain: true }
    takeFiles.push(await file(`${title}.json`, takeText(take)))
  }
  studio = await launchStudio({ home, files })
  page = studio.window
  await page.getByTestId("engine-state").waitFor()
  await tapOutput(page)
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

const choose = async (label: RegExp, option: string): Promise<void> => {
  await page.getByRole("combobox", { name: label }).click()
  await page.getByRole("option", { name: option, exact: true }).click()
}
const fit = (): Promise<void> => page.getByRole("button", { name: "Fit to 3 takes" }).click()

test("takes are paired with their recordings; a fit says how far it is, and stops", async () => {
  await page.keyboard.press("Control+6")
  await page.getByLabel("Files of takes").setInputFiles(takeFiles)
  await expect(page.getByTestId("takes").getByRole("listitem")).toHaveCount(TAKES.length)
  await page.keyboard.press("Control+7")
  await page.getByRole("radio", { name: "Sound" }).click()
  for (const { title, on } of TAKES) {
    await choose(new RegExp(`^Recording of ${title}`), `${title} mixer`)
    await choose(new RegExp(`^Record of ${title}`), on)
  }
  await fit()
  await expect(page.getByTestId("fit-progress")).toContainText("fitting the deck", WITHIN)
  await page.getByRole("button", { name: "Stop", exact: true }).click({ trial: true })
  // Another view is looked at meanwhile.
  await page.keyboard.press("Control+1")
  await page.keyboard.press("Control+7")
  await page.getByRole("radio", { name: "Sound" }).click()
  await page.getByRole("button", { name: "Stop", exact: true }).click()
  await expect(page.getByRole("button", { name: "Fit to 3 takes" })).toBeEnabled(WITHIN)
})

test("what cannot be fitted is said with its take and its recording", async () => {
  await choose(/^Recording of Monday/, "Tuesday mixer")
  await fit()
  await expect(page.getByRole("alert")).toContainText("Tuesday mixer", WITHIN)
  await choose(/^Recording of Monday/, "Monday mixer")
})

test("a rig is fitted, and comes nearer to what it has not heard than the deck as it is", async () => {
  await fit()
  const table = page.getByTestId("rig-figures")
  await expect(table).toBeVisible({ timeout: 120_000 })
  const distance = async (model: string): Promise<number> =>
    Number(
      await table.getByRole("row").filter({ hasText: model }).locator("td").first().innerText(),
    )
  expect(await table.locator("tbody tr").count()).toBe(8)
  expect(parseFloat(`${await distance("Physics and residual")}`)).toBeLessThan(
    await distance("Uncalibrated deck"),
  )
  await expect(page.getByRole("alert")).toHaveCount(0)
})

test("the same gesture is heard simulated, learned and recorded", async () => {
  await page.getByRole("region", { name: "Mine" }).getByTestId("gesture-row").first().click()
  for (const way of ["Learned", "Recorded", "Simulated"]) {
    await page.getByRole("button", { name: way, exact: true }).click()
    await expect.poll(() => loudestSince(page, 300), WITHIN).toBeGreaterThan(0.05)
  }
  expect(studio.pageErrors).toEqual([])
})
