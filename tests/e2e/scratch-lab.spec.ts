/** A short discovery in the real studio: its archive grows while it is watched, and a find is dragged to the timeline. */
import { expect, test, type Page } from "@playwright/test"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { hearBestFind, startDiscovery } from "../../scripts/machine/scratch-view.ts"
import { enginePid } from "./support/engine-process.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { documentIn } from "./support/project-disk.ts"
import { writeSong } from "./support/song.ts"

let home: string
let studio: LaunchedStudio
let page: Page

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-lab-"))
  // A short song, so that the demo is not mapped beside it.
  const files = [await writeSong(join(home, "Foghorn.wav"), { seconds: 3 })]
  studio = await launchStudio({ home, files })
  page = studio.window
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

const cells = async (): Promise<number> =>
  Number(await page.getByTestId("archive").getAttribute("data-cells"))

const tried = async (): Promise<number> => {
  const words = await page.getByTestId("discovery-progress").innerText()
  return Number(/([\d,]+) tried/.exec(words)?.[1]?.replaceAll(",", ""))
}

test("a short discovery shows a growing archive, survives the engine, and one find is dragged to the timeline as a gesture clip", async () => {
  await startDiscovery(page, "20k")
  const first = await cells()
  await expect.poll(cells, { timeout: 60_000 }).toBeGreaterThan(first)
  const before = await tried()
  process.kill(enginePid(studio.app), "SIGKILL")
  await expect.poll(tried, { timeout: 60_000 }).toBeGreaterThan(before)

  await hearBestFind(page)
  const name = await page.getByRole("complementary").getByRole("heading").first().innerText()
  await page.getByRole("button", { name: "Stop, keep what is found" }).click()
  await expect(page.getByRole("button", { name: "Start a discovery" })).toBeVisible({
    timeout: 30_000,
  })

  const cell = page.getByRole("gridcell")
  const at = await cell.evaluate((element) => ({
    column: Number(element.getAttribute("aria-colindex")),
    row: Number(element.parentElement?.getAttribute("aria-rowindex")),
    columns: Number(element.closest("[role=grid]")?.getAttribute("aria-colcount")),
    rows: Number(element.closest("[role=grid]")?.getAttribute("aria-rowcount")),
  }))
  const box = (await page.getByTestId("archive").boundingBox())!
  const x = box.x + ((at.column - 0.5) / at.columns) * box.width
  const y = box.y + ((at.row - 0.5) / at.rows) * box.height
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 12, y + 12, { steps: 4 })
  // Over the rail it opens the timeline, where it is let go.
  const rail = (await page
    .getByRole("navigation", { name: "Views" })
    .getByText("Timeline")
    .boundingBox())!
  await page.mouse.move(rail.x + rail.width / 2, rail.y + rail.height / 2, { steps: 12 })
  const lanes = page.getByTestId("timeline-lanes")
  await expect(lanes).toBeVisible()
  const ground = (await lanes.boundingBox())!
  await page.mouse.move(ground.x + 300, ground.y + 160, { steps: 6 })
  await expect(page.getByTestId("drop-mark")).toBeVisible()
  await page.mouse.up()

  await expect.poll(() => JSON.stringify(documentIn(home))).toContain('"kind":"gesture"')
  const { clips, tracks } = documentIn(home) as {
    clips: Record<string, unknown>[]
    tracks: Record<string, unknown>[]
  }
  expect(tracks.map(({ kind }) => kind).toSorted()).toEqual(["gesture", "master"])
  expect(clips).toMatchObject([
    {
      ...{ kind: "gesture", name, content: { kind: "drawn" } },
      madeBy: { model: "Discovery", seed: 1, settings: { from: "archive", bpm: 95 } },
    },
  ])
  await page.keyboard.press("Control+z")
  await expect.poll(() => (documentIn(home) as { clips: unknown[] }).clips).toEqual([])
  await page.keyboard.press("Control+7")
  await expect(
    page.getByRole("region", { name: "Discovered" }).getByTestId("gesture-row"),
  ).toHaveCount(1)
})
