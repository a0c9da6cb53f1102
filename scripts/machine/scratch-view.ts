/** How a person's hand works the scratch lab, for the demo and the E2E tests. */
import type { Page } from "playwright-core"

const GROWS_WITHIN_MS = 60_000

/** Lets a machine look for gestures, as many as are typed ("20k"), and waits until its map has some. */
export async function startDiscovery(page: Page, tries: string): Promise<void> {
  await page.getByRole("navigation", { name: "Views" }).getByText("Scratch").click()
  await page.getByRole("button", { name: /^Gestures to try/ }).click()
  await page.keyboard.press("Control+a")
  await page.keyboard.type(tries)
  await page.keyboard.press("Enter")
  const start = page.getByTestId("scratch").getByRole("button", { name: "Start a discovery" })
  await start.last().click()
  const options = { timeout: GROWS_WITHIN_MS }
  // The archive that came with Slipmat was shown until now.
  await page.getByRole("button", { name: "Stop, keep what is found" }).waitFor(options)
  await page.locator('[data-testid="archive"]:not([data-cells="0"])').waitFor(options)
}

/** Goes to the best find of the map, which is heard and read. */
export async function hearBestFind(page: Page): Promise<void> {
  await page.getByTestId("archive").focus()
  await page.keyboard.press("Home")
  await page.getByTestId("reading").waitFor()
}
