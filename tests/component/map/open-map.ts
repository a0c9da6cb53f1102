/** A map that is open in the window, over the engine in memory. */
import { expect } from "vitest"
import { page, type Locator } from "vitest/browser"
import type { FakeOptions } from "../../support/fake-engine.ts"
import { aSong } from "../../support/synthetic-song.ts"
import { openStudio, type OpenStudio } from "../support/open-studio.ts"

export const SONG = aSong({
  id: "ferry",
  title: "Night Ferry",
  chunkCount: 120,
  durationSeconds: 60,
})
export const OTHER = aSong({
  id: "tide",
  title: "Low Tide",
  chunkCount: 60,
  partNames: ["Drums", "Bass"],
})

/** A map that stands at once: not every test has to wait until one has formed. */
const standing: FakeOptions["overrides"] = {
  "maps.watch": async (_, { signal, progress }) => {
    progress({ state: "ready", iteration: 0, iterations: 0, positions: null })
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()))
  },
}

export async function openMap(options: FakeOptions = {}): Promise<OpenStudio> {
  const opened = await openStudio({
    songs: [SONG, OTHER],
    preferences: { "app.place": { view: "map", songId: options.songs?.[0]?.id ?? "ferry" } },
    ...options,
    overrides: { ...standing, ...options.overrides },
  })
  await expect.element(page.getByTestId("map-stage"), { timeout: 10_000 }).toBeInTheDocument()
  return opened
}

export async function whenReady(): Promise<void> {
  await expect.element(page.getByTestId("map-forming"), { timeout: 15_000 }).not.toBeInTheDocument()
  await expect
    .element(
      page
        .getByText("Near mostly means", { exact: false })
        .or(page.getByText("Near means similar.", { exact: false }))
        .first(),
    )
    .toBeVisible()
}

/** Waits until the element's text has this in it. */
export async function says(locator: Locator, text: RegExp | string): Promise<void> {
  await expect.poll(() => locator.query()?.textContent ?? "", { timeout: 10_000 }).toMatch(text)
}

export const list = () => page.getByTestId("chunk-list")
export const onMap = (): void => (list().element() as HTMLElement).focus()
export const current = (): string => page.getByTestId("chunk-number").element().textContent
