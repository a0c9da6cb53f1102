/** How a person's hand works the map, for the demo and the E2E tests. */
import type { Page } from "playwright-core"

const MAP_TIMEOUT_MS = 60_000

/** Waits for the first song of an empty library, which opens on the map by itself, and goes back to the library. */
export async function awaitFirstSong(page: Page): Promise<void> {
  await page.getByTestId("map-stage").waitFor({ timeout: MAP_TIMEOUT_MS })
  await page.getByRole("button", { name: "Library", exact: true }).click()
  await page.getByTestId("song-row").first().waitFor()
}

/** Opens the map of the first song in the library. */
export async function openMapOf(page: Page): Promise<void> {
  const row = page.getByTestId("song-row").first()
  await row.click()
  await page.keyboard.press("Enter")
  await page.getByTestId("map-stage").waitFor()
}

/** Waits until the map stands still: all chunks are there and nothing forms any more. */
export async function waitForMap(page: Page): Promise<void> {
  const options = { timeout: MAP_TIMEOUT_MS }
  const chunk = page.getByTestId("chunk-list").getByRole("option").first()
  await chunk.waitFor({ state: "attached", ...options })
  await page.getByTestId("map-forming").waitFor({ state: "detached", ...options })
}

/** Draws a path by clicking here and there where the dots may be, until it has enough chunks. */
export async function clickDots(page: Page, { least }: { least: number }): Promise<void> {
  await page.keyboard.press("p")
  const box = await page.getByTestId("map-stage").boundingBox()
  if (!box) throw new Error("The map is not on screen")
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const reach = Math.min(box.width, box.height) / 3
  for (let turn = 0; turn < 200; turn++) {
    // Each place far from the ones before (Roberts 2018), evenly over the disc.
    const radius = reach * Math.sqrt((0.5 + turn * 0.7548776662) % 1)
    const angle = 2 * Math.PI * ((turn * 0.5698402909) % 1)
    await page.mouse.click(centre.x + radius * Math.cos(angle), centre.y + radius * Math.sin(angle))
    if ((await pathLength(page)) < least) continue
    await page.mouse.move(box.x + box.width - 2, box.y + 2) // nothing is pointed at
    return
  }
  throw new Error("No dots were met on the map")
}

async function pathLength(page: Page): Promise<number> {
  const bar = page.getByTestId("path-bar")
  if ((await bar.count()) === 0) return 0
  return Number(/(\d+) chunk/.exec(await bar.innerText())?.[1] ?? 0)
}
