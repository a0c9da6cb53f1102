import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { StudioError } from "#shared/contract/index.ts"
import { aSong } from "../../support/synthetic-song.ts"
import { openStudio, press, violations } from "../support/open-studio.ts"
import { SONG, OTHER, openMap, whenReady, says, onMap, current } from "./open-map.ts"

describe("the map", () => {
  test("forms before the eyes, with the iteration, and can be stopped", async () => {
    const cancelled: unknown[] = []
    await openMap({
      overrides: {
        "maps.open": (settings) => {
          const quality = { quality3: null, quality2: null }
          const counts = { revisions: [1], counts: [120], groups: [] }
          const job = { id: "map-1" as never, jobId: "job-7" as never, state: "forming" as const }
          return { ...quality, ...counts, ...job, settings }
        },
        "maps.watch": async (_, { signal, progress }) => {
          const positions = Float32Array.from({ length: 360 }, (_, i) => Math.sin(i))
          progress({ state: "forming", iteration: 340, iterations: 1000, positions })
          await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()))
        },
        "jobs.cancel": ({ jobId }) => void cancelled.push(jobId),
      },
    })
    await says(page.getByTestId("map-forming"), "iteration 340 of 1,000")
    await page.getByRole("button", { name: "Stop", exact: true }).click()
    await expect.poll(() => cancelled).toEqual(["job-7"])
  })

  test("says how far to trust it, beside PCA", async () => {
    await openMap()
    await whenReady()
    await expect
      .element(page.getByRole("group", { name: "Trustworthiness .961, PCA .902" }))
      .toBeVisible()
    await press("d")
    await expect
      .element(page.getByRole("group", { name: "Trustworthiness .942, PCA .861" }))
      .toBeVisible()
  })

  test("is walked by keyboard, in time, and speaks of each chunk", async () => {
    await openMap()
    await whenReady()
    onMap()
    await press("{Tab}")
    expect(current()).toBe("1")
    await press("{Tab}{Tab}")
    expect(current()).toBe("3")
    await press("{Shift>}{Tab}{/Shift}")
    expect(current()).toBe("2")
    const selected = page.getByRole("option", { selected: true })
    await says(selected, /^Chunk 2, 0:00, \d+ milliseconds/)
    await press("{ArrowRight}")
    expect(current()).not.toBe("2")
    await press("{End}")
    expect(current()).toBe("120")
  })

  test("selects all of its chunks by one key, and no words of the page", async () => {
    const { studio } = await openMap()
    await whenReady()
    await press("{Control>}a{/Control}")
    expect(studio.selection.of("chunk")).toHaveLength(120)
    expect(getSelection()?.toString()).toBe("")
    await press("{Escape}")
    expect(studio.selection.of("chunk")).toEqual([])
    studio.navigation.go("mixer")
    await press("{Control>}a{/Control}")
    expect(getSelection()?.toString()).toBe("")
  })

  test("changes its colours by key and keeps them", async () => {
    const { studio } = await openMap()
    await whenReady()
    await press("2")
    await expect.element(page.getByText("Groups that sound alike")).toBeVisible()
    await press("4")
    await says(page.getByTestId("map-legend"), "Loudness")
    expect(
      studio.preferences.read(
        "map.view",
        { safeParse: (data: unknown) => ({ success: true, data }) } as never,
        null,
      ),
    ).toMatchObject({ colour: "loudness" })
  })

  test("selects a group from the legend", async () => {
    const { studio } = await openMap()
    await whenReady()
    await press("2")
    await page.getByRole("button", { name: /Piano, high/ }).click()
    expect(studio.selection.of("chunk").length).toBeGreaterThan(3)
  })

  test("draws a path, reorders it, and bounces it to the library", async () => {
    const { fake, studio } = await openMap()
    await whenReady()
    studio.selection.set(
      "chunk",
      [5, 60, 6, 61].map((index) => `ferry-part-0#${index}`),
    )
    studio.commands.run("map.path-of-selection")
    await says(page.getByTestId("path-bar"), "4 chunks")
    await page.getByRole("button", { name: "Reorder" }).click()
    await page.getByRole("button", { name: "Bounce to library" }).click()
    const bounce = fake.calls.find(({ name }) => name === "chunks.bounce")
    expect(
      (bounce?.input as { path: { index: number }[] }).path.map(({ index }) => index).sort(),
    ).toEqual([5, 6, 60, 61].sort())
    await expect.element(page.getByRole("button", { name: "Show", exact: true })).toBeVisible()
    await says(page.getByTestId("path-bar"), "4 chunks")
  })

  test("maps stems together or one alone, and a second song beside", async () => {
    const { fake } = await openMap({ songs: [OTHER, SONG] })
    await whenReady()
    const opened = (): unknown[] =>
      fake.calls
        .filter(({ name }) => name === "maps.open")
        .map(({ input }) => (input as { partIds: unknown[] }).partIds)
    expect(opened().at(-1)).toEqual(["tide-part-0", "tide-part-1"])
    await page.getByLabelText(/^Parts/).click()
    await page.getByRole("option", { name: "Bass" }).click()
    await expect.poll(() => opened().at(-1)).toEqual(["tide-part-1"])
    await page.getByRole("button", { name: "Add a song to this map" }).click()
    await page.getByRole("menuitem", { name: "Night Ferry" }).click()
    await expect.poll(() => opened().at(-1)).toEqual(["tide-part-1", "ferry-part-0"])
  })

  test("exports numbers and sounds through the shell", async () => {
    await openMap()
    await whenReady()
    await page.getByRole("button", { name: "Export", exact: true }).click()
    await page.getByRole("menuitem", { name: "Table as CSV" }).click()
    await expect.element(page.getByText("Saved saved")).toBeVisible()
  })

  test("has nothing that assistive technology stumbles on", async () => {
    await openMap()
    await whenReady()
    onMap()
    await press("{Tab}")
    expect(await violations()).toEqual([])
  })
})

describe("when there is no map", () => {
  test("without any song it offers to import one, or the demo", async () => {
    const imported: string[] = []
    await openStudio({
      songs: [],
      onImport: (what) => imported.push(what),
      preferences: { "app.place": { view: "map", songId: null } },
    })
    await page.getByRole("button", { name: "Try with the demo" }).click()
    await expect.poll(() => imported).toEqual(["demo"])
    await expect.element(page.getByRole("button", { name: "Import a song" })).toBeVisible()
  })

  test("a failed map says why, and can be made again", async () => {
    await openMap({
      overrides: {
        "maps.open": () => {
          throw new StudioError("out-of-memory", "There was not enough memory for 900,000 chunks")
        },
      },
    })
    await expect.element(page.getByText("The map could not be made")).toBeVisible()
    await expect.element(page.getByText(/not enough memory for 900,000 chunks/)).toBeVisible()
    await expect.element(page.getByRole("button", { name: "Make the map" })).toBeVisible()
  })

  test("a song that is still being heard says so", async () => {
    const early = aSong({ id: "early", title: "Early Tide", chunkCount: 0 })
    await openMap({ songs: [early] })
    await expect.element(page.getByText("Its chunks are not there yet.")).toBeVisible()
  })
})
