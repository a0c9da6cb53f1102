import { describe, expect, test } from "vitest"
import { page, type Locator } from "vitest/browser"
import { StudioError } from "#shared/contract/index.ts"
import type { FakeOptions } from "../../support/fake-engine.ts"
import { aSong } from "../../support/synthetic-song.ts"
import { openStudio, press, violations, type OpenStudio } from "../support/open-studio.ts"

const SONG = aSong({ id: "ferry", title: "Night Ferry", chunkCount: 120, durationSeconds: 60 })
const OTHER = aSong({ id: "tide", title: "Low Tide", chunkCount: 60, partNames: ["Drums", "Bass"] })

/** A map that stands at once: not every test has to wait until one has formed. */
const standing: FakeOptions["overrides"] = {
  "maps.watch": async (_, { signal, progress }) => {
    progress({ state: "ready", iteration: 0, iterations: 0, positions: null })
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()))
  },
}

async function openMap(options: FakeOptions = {}): Promise<OpenStudio> {
  const opened = await openStudio({
    songs: [SONG, OTHER],
    preferences: { "app.place": { view: "map", songId: options.songs?.[0]?.id ?? "ferry" } },
    ...options,
    overrides: { ...standing, ...options.overrides },
  })
  await expect.element(page.getByTestId("map-stage"), { timeout: 10_000 }).toBeInTheDocument()
  return opened
}

async function whenReady(): Promise<void> {
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
async function says(locator: Locator, text: RegExp | string): Promise<void> {
  await expect.poll(() => locator.query()?.textContent ?? "", { timeout: 10_000 }).toMatch(text)
}

const list = () => page.getByTestId("chunk-list")
const onMap = (): void => (list().element() as HTMLElement).focus()
const current = (): string => page.getByTestId("chunk-number").element().textContent

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

describe("edits in the strip", () => {
  test("split and join go to the engine with the revision, and can be undone", async () => {
    const edits: unknown[] = []
    const { studio } = await openMap({
      overrides: {
        "chunks.edit": ({ edit, revision }) => {
          edits.push([edit.kind, revision])
          const inverse =
            edit.kind === "split"
              ? { kind: "merge" as const, boundary: 4 }
              : { kind: "split" as const, atSeconds: 1.5 }
          return { revision: revision + 1, inverse }
        },
      },
    })
    await whenReady()
    await press("s")
    await expect.poll(() => studio.history.undoLabel).toBe("Split a chunk")
    await studio.history.undo()
    await studio.history.redo()
    expect(edits).toEqual([
      ["split", 1],
      ["merge", 2],
      ["split", 3],
    ])
  })

  test("edits faster than the engine wait for each other", async () => {
    const revisions: number[] = []
    const { studio } = await openMap({
      overrides: {
        "chunks.edit": async ({ revision }) => {
          if (revision !== 1 + revisions.length) throw new StudioError("conflict", "too early")
          await new Promise((resolve) => setTimeout(resolve, 30))
          revisions.push(revision)
          return { revision: revision + 1, inverse: { kind: "split" as const, atSeconds: 1.5 } }
        },
      },
    })
    await whenReady()
    onMap()
    await press("{Tab}")
    for (let times = 0; times < 4; times++) await press("j")
    await expect.poll(() => revisions).toEqual([1, 2, 3, 4])
    expect(studio.toasts.current).toBeUndefined()
  })

  test("splits the current chunk in its middle where no playhead stands in it", async () => {
    const asked: unknown[] = []
    const { studio, fake } = await openMap({
      overrides: {
        "chunks.edit": ({ edit, revision }) => {
          asked.push(edit)
          return { revision: revision + 1, inverse: { kind: "merge" as const, boundary: 8 } }
        },
      },
    })
    await whenReady()
    onMap()
    studio.selection.set("chunk", ["ferry-part-0#7"])
    const { boundsSeconds } = fake.chunksOf("ferry-part-0")
    await press("s")
    const [start = 0, end = 0] = boundsSeconds.slice(7, 9)
    await expect.poll(() => asked).toEqual([{ kind: "split", atSeconds: (start + end) / 2 }])
  })

  test("a refused edit says so in words and changes nothing", async () => {
    const { studio } = await openMap({
      overrides: {
        "chunks.edit": () => {
          throw new StudioError(
            "invalid-input",
            "A boundary there leaves a chunk shorter than 10 ms",
          )
        },
      },
    })
    await whenReady()
    onMap()
    await press("s")
    await expect
      .element(page.getByText(/The chunks stay as they were. A boundary there/).first())
      .toBeVisible()
    expect(studio.history.canUndo).toBe(false)
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
