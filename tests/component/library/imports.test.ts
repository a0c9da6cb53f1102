import { describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import type { Job } from "#shared/contract/index.ts"
import { aSong } from "../../support/synthetic-song.ts"
import { aJob, songs, titles, unreadable } from "../support/library.ts"
import { openStudio, songRow, violations } from "../support/open-studio.ts"

describe("imports", () => {
  test("stand in the table with stage, share and time left, and answer a cancel at once", async () => {
    const { fake, studio } = await openStudio({ songs: songs(), jobs: [aJob({})] })
    const row = page.getByTestId("import-row")
    await songRow("Low Tide").click()
    await expect
      .element(row)
      .toMatchTextContent(/harbour\.mp3\s+listening\s+62 %\s+about 15 s left/)
    expect(await violations()).toEqual([])
    await row.getByRole("button", { name: "Cancel harbour.mp3" }).click()
    await expect.poll(() => fake.calls.map(({ name }) => name)).toContain("jobs.cancel")
    await expect.element(row).not.toBeInTheDocument()
    expect(studio.selection.of("song")).toHaveLength(1)
  })

  test("become songs in their place: no row moves when a file has come in", async () => {
    const { fake } = await openStudio({ songs: songs(), jobs: [aJob({})] })
    await expect.element(page.getByTestId("import-row")).toBeVisible()
    const top = (): number => songRow("Night Ferry").element().getBoundingClientRect().top
    const before = top()
    const songId = "job-1" as Job["songId"]
    fake.setJobs([aJob({ state: "succeeded", songId })])
    await new Promise((settled) => setTimeout(settled, 50))
    expect(top()).toBe(before)
    fake.songs = [aSong({ id: "job-1", title: "harbour", addedAt: 4 }), ...fake.songs]
    fake.changed()
    await expect.element(songRow("harbour").and(page.getByTestId("song-row"))).toBeVisible()
    expect(top()).toBe(before)
  })

  test("stand in the order of the table", async () => {
    const sort = { column: "title", isDescending: false }
    const preferences = { "library.sort": sort }
    await openStudio({ songs: songs(), jobs: [aJob({ title: "Mist.wav" })], preferences })
    await expect.element(page.getByTestId("import-row")).toHaveAttribute("aria-rowindex", "3")
    expect(titles()).toEqual(["Low Tide", "Night Ferry", "Path of 7"])
  })

  test("gather what could not be read in one row that opens to the reasons, each named once", async () => {
    const jobs = [
      unreadable("1", "notes.txt", "notes.txt is not a sound file", "1"),
      unreadable("2", "harbour.m4a", "harbour.m4a is protected.", "1"),
      unreadable("3", "empty.wav", "The disk went away", "1"),
    ]
    await openStudio({ songs: songs(), jobs })
    await page.getByRole("button", { name: /3 files could not be read/ }).click()
    const reasons = page.getByTestId("imports").getByRole("listitem").elements()
    expect(reasons.map((item) => item.querySelector("span")?.textContent)).toEqual([
      "notes.txt is not a sound file.",
      "harbour.m4a is protected.",
      "empty.wav: The disk went away.",
    ])
    expect(await violations()).toEqual([])
    await page.getByRole("button", { name: "Forget" }).click()
    await expect.element(page.getByTestId("imports")).not.toBeInTheDocument()
  })

  test("are counted by what came together, and the words fit the number", async () => {
    const done = (id: string, batch: string): Job =>
      aJob({ id: id as Job["id"], batch, state: "succeeded", songId: id as never, wasThere: true })
    const jobs = [
      unreadable("1", "zero.mp3", "zero.mp3 is empty", "1"),
      done("2", "1"),
      unreadable("3", "a.mp3", "a.mp3 is empty", "3"),
      ...Array.from({ length: 16 }, (_, i) => done(`ready-${i}`, "3")),
      unreadable("4", "lonely.mp3", "lonely.mp3 is empty"),
      aJob({ id: "map" as Job["id"], kind: "chunks/map", state: "succeeded", batch: "1" }),
    ]
    await openStudio({ songs: songs(), jobs })
    await expect.element(page.getByTestId("failed-imports").first()).toBeVisible()
    const lines = page
      .getByTestId("failed-imports")
      .elements()
      .map((line) => line.querySelector(".head")?.textContent.replaceAll(/\s+/g, " ").trim())
    expect(lines).toEqual([
      "1 of 2 files could not be read. The other one is ready.",
      "1 of 17 files could not be read. The other 16 are ready.",
      "lonely.mp3 is empty. Nothing was imported.",
    ])
  })

  test("of a file that is here already say so, and show it", async () => {
    const known = songs()
    const { fake, studio } = await openStudio({ songs: known, jobs: [aJob({})] })
    await expect.element(page.getByTestId("import-row")).toBeVisible()
    fake.setJobs([aJob({ state: "succeeded", wasThere: true, songId: known[1].id })])
    await expect
      .element(page.getByTestId("toast"))
      .toMatchTextContent(/“harbour.mp3” is already here as “Low Tide”\./)
    await page.getByRole("button", { name: "Show" }).last().click()
    await expect.element(songRow("Low Tide")).toHaveFocus()
    expect(studio.selection.of("song")).toEqual([known[1].id])
    await expect.element(page.getByTestId("import-row")).not.toBeInTheDocument()
  })

  test("keep clear of the transport and of undo in the top bar, however little room there is", async () => {
    await page.viewport(1024, 640)
    try {
      const jobs = [aJob({}), aJob({ id: "job-2" as Job["id"] })]
      await openStudio({ songs: songs(), jobs })
      await expect.element(page.getByTestId("job-chip")).toBeVisible()
      const chip = page.getByTestId("job-chip").element()
      const edges = [...chip.children].map((child) => child.getBoundingClientRect())
      const undo = page.getByRole("button", { name: "Nothing to undo" }).element()
      const transport = page.getByRole("group", { name: "Transport" }).element()
      expect(Math.max(...edges.map(({ right }) => right))).toBeLessThanOrEqual(
        undo.getBoundingClientRect().left,
      )
      expect(chip.getBoundingClientRect().left).toBeGreaterThanOrEqual(
        transport.getBoundingClientRect().right,
      )
    } finally {
      await page.viewport(1280, 800)
    }
  })

  test("and maps are told apart in the list of jobs", async () => {
    const jobs = [
      aJob({ id: "1" as Job["id"], title: "Night Ferry.wav", state: "succeeded" }),
      aJob({
        ...{ id: "2" as Job["id"], kind: "chunks/map", title: "Night Ferry" },
        state: "succeeded",
      }),
      aJob({ id: "3" as Job["id"], title: "Low Tide.wav" }),
    ]
    await openStudio({ songs: songs(), jobs })
    await page.getByTestId("job-chip").click()
    const list = page.getByTestId("job-row")
    await expect.element(list.nth(1)).toMatchTextContent(/Night Ferry\.wav\s+imported/)
    await expect.element(list.nth(2)).toMatchTextContent(/Night Ferry\s+mapped/)
  })

  test("begin where files are dropped on the window", async () => {
    const { dropped } = await openStudio({ songs: songs() })
    await expect.element(songRow("Night Ferry")).toBeVisible()
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(["x"], "new.wav"))
    window.dispatchEvent(new DragEvent("dragenter", { dataTransfer }))
    await expect.element(page.getByText("Drop to import")).toBeVisible()
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }))
    await expect.poll(() => dropped.map(({ name }) => name)).toEqual(["new.wav"])
    await expect.element(page.getByText("Drop to import")).not.toBeInTheDocument()
  })

  test("start from the menu", async () => {
    const asked: string[] = []
    await openStudio({ songs: songs(), onImport: (what) => asked.push(what) })
    await page.getByRole("button", { name: "Import" }).click()
    await userEvent.click(page.getByRole("menuitem", { name: "Stems as one song …" }))
    await expect.poll(() => asked).toEqual(["stems"])
  })
})
