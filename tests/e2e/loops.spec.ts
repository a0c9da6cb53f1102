/** A path drawn over the pad of loops becomes a clip on the timeline, with the models that came with the program. */
import { expect, test, type Page } from "@playwright/test"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { documentIn } from "./support/project-disk.ts"
import { writeSong } from "./support/song.ts"

let home: string
let studio: LaunchedStudio
let page: Page

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-loops-"))
  // A short song, so that the demo is not mapped beside it.
  const files = [await writeSong(join(home, "Foghorn.wav"), { seconds: 3 })]
  studio = await launchStudio({ home, files })
  page = studio.window
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

test("a palette path becomes one clip of editable notes that says what made it", async () => {
  await page.getByRole("navigation", { name: "Views" }).getByText("Loops").click()
  const pad = page.getByTestId("pad")
  await expect(pad.getByRole("gridcell")).toHaveCount(81, { timeout: 30_000 })
  await page.keyboard.press("p")
  const { x, y, width, height } = (await pad.boundingBox())!
  const to = (column: number, row: number): Promise<void> =>
    page.mouse.move(x + ((column + 0.5) / 9) * width, y + ((row + 0.5) / 9) * height, { steps: 8 })
  await to(0, 0)
  await page.mouse.down()
  await to(3, 3)
  await page.mouse.up()
  const path = page.getByTestId("path")
  const text = await path.textContent()
  const count = Number(/(\d+) loops/.exec(text ?? "")?.[1])
  expect(count).toBeGreaterThanOrEqual(4)
  // What is heard of it is marked, from loop to loop.
  await page.keyboard.press("Shift+Space")
  const mark = page.getByTestId("path-mark")
  await expect(mark).toHaveAttribute("style", /translateX/)
  const begun = await mark.getAttribute("style")
  await expect(mark).not.toHaveAttribute("style", begun ?? "", { timeout: 30_000 })
  await page.keyboard.press("Shift+Space")
  await expect(mark).toHaveCount(0)
  await page.keyboard.press("Control+j")
  await expect(page.getByText(`Add Path of ${count}`)).toBeVisible()
  await expect.poll(() => JSON.stringify(documentIn(home))).toContain(`"name":"Path of ${count}"`)
  const clips = (documentIn(home) as { clips: Record<string, unknown>[] }).clips
  expect(clips).toHaveLength(1)
  expect(clips[0]).toMatchObject({
    ...{ kind: "notes", lengthTicks: count * 8 * 960 },
    madeBy: { model: "Melodies of 2 bars", settings: { from: "path" } },
  })
  expect((clips[0]?.["notes"] as unknown[]).length).toBeGreaterThan(count)
})
