import { describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import type { Job } from "#shared/contract/index.ts"
import { aSong } from "../support/synthetic-song.ts"
import { openStudio, press, songRow, violations } from "./support/open-studio.ts"

const songs = () => [
  aSong({ title: "Night Ferry", artist: "Harbour Trio", tags: ["dusk"], addedAt: 3 }),
  aSong({ title: "Low Tide", partNames: ["Drums", "Bass"], tags: ["stems"], addedAt: 2 }),
  aSong({ title: "Path of 7", kind: "bounce", hasMap: false, addedAt: 1 }),
]

function aJob(given: Partial<Job>): Job {
  const job = {
    id: "job-1",
    kind: "import/audio",
    title: "harbour.mp3",
    state: "running",
    stage: "listening",
    fraction: 0.62,
    secondsLeft: 12,
    error: null,
    songId: null,
    createdAt: 0,
    finishedAt: null,
    ...given,
  }
  return job as unknown as Job
}

const unreadable = (id: string, title: string, message: string): Job =>
  aJob({ id: id as Job["id"], title, state: "failed", error: { code: "unreadable", message } })

describe("the library", () => {
  test("is an invitation while it is empty", async () => {
    await openStudio()
    await expect.element(page.getByText("Drop your music anywhere")).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test("lists songs newest first and has nothing that assistive technology stumbles on", async () => {
    await openStudio({ songs: songs() })
    await expect.element(songRow("Night Ferry")).toBeVisible()
    const titles = page
      .getByTestId("song-row")
      .elements()
      .map((row) => row.textContent)
    expect(titles.map((text) => /Night Ferry|Low Tide|Path of 7/.exec(text)?.[0])).toEqual([
      "Night Ferry",
      "Low Tide",
      "Path of 7",
    ])
    await songRow("Night Ferry").click()
    expect(await violations()).toEqual([])
  })

  test("is searched from the slash key, and Escape brings all songs back", async () => {
    await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    await press("/")
    await press("tide")
    await expect.element(page.getByTestId("song-count")).toMatchTextContent(/1 of 3 songs/)
    await press("{Escape}")
    await expect.element(page.getByTestId("song-count")).toMatchTextContent(/^\s*3 songs/)
  })

  test("removes by key, says so, and undoes it", async () => {
    const { fake } = await openStudio({ songs: songs() })
    await songRow("Low Tide").click()
    await press("{Delete}")
    await expect.element(page.getByTestId("toast")).toMatchTextContent(/Removed “Low Tide”/)
    await expect.element(songRow("Low Tide")).not.toBeInTheDocument()
    await page.getByRole("button", { name: "Undo", exact: true }).click()
    await expect.element(songRow("Low Tide")).toBeVisible()
    expect(fake.songs.every(({ removedAt }) => removedAt === null)).toBe(true)
  })

  test("restores what was removed before", async () => {
    await openStudio({ songs: songs().map((song) => ({ ...song, removedAt: 1 })) })
    await page.getByRole("button", { name: "Removed 3" }).click()
    await songRow("Path of 7").click()
    await page.getByRole("button", { name: "Restore" }).click()
    await expect.element(songRow("Path of 7")).not.toBeInTheDocument()
    await page.getByRole("button", { name: "All 1" }).click()
    await expect.element(songRow("Path of 7")).toBeVisible()
  })

  test("renames a song in its row, and keeps the name where Escape ends it", async () => {
    const { fake } = await openStudio({ songs: songs() })
    await songRow("Path of 7").click()
    await press("{F2}")
    await press("Seven steps{Enter}")
    await expect.element(songRow("Seven steps")).toHaveFocus()
    await press("{F2}")
    await press("Nothing{Escape}")
    await expect.element(songRow("Seven steps")).toBeVisible()
    expect(fake.songs.map(({ title }) => title)).toContain("Seven steps")
  })

  test("adds tags by key, one after the other, and removes them", async () => {
    const { fake } = await openStudio({ songs: songs() })
    await songRow("Path of 7").click()
    await press("t")
    await press("Sea{Enter}dawn{Enter}{Escape}")
    await expect.element(page.getByRole("button", { name: "dawn 1" })).toBeVisible()
    expect(fake.songs[2]?.tags).toEqual(["sea", "dawn"])
    await page.getByRole("button", { name: "Remove the tag sea" }).click()
    await expect.poll(() => fake.songs[2]?.tags).toEqual(["dawn"])
  })

  test("opens stems into parts with the arrow keys, one tab stop for the whole table", async () => {
    await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    await press("{ArrowDown}{ArrowRight}{ArrowDown}")
    await expect.element(page.getByRole("row", { name: /Drums/ })).toHaveFocus()
    expect(document.querySelectorAll('[role="row"][tabindex="0"]')).toHaveLength(1)
    await press("{ArrowLeft}{ArrowLeft}")
    await expect.element(page.getByRole("row", { name: /Drums/ })).not.toBeInTheDocument()
  })

  test("draws only the rows in sight of thousands, and reaches the last one by key", async () => {
    const many = Array.from({ length: 3_000 }, (_, i) => aSong({ title: `Song ${i}`, addedAt: -i }))
    await openStudio({ songs: many })
    await songRow("Song 0 ").first().click()
    await press("{End}")
    await expect.element(songRow("Song 2999")).toHaveFocus()
    expect(document.querySelectorAll('[data-testid="song-row"]').length).toBeLessThan(60)
  })
})

describe("imports", () => {
  test("show stage, share and time left, and answer a cancel at once", async () => {
    const { fake } = await openStudio({ songs: songs(), jobs: [aJob({})] })
    const row = page.getByTestId("imports").getByTestId("job-row")
    await expect
      .element(row)
      .toMatchTextContent(/harbour\.mp3\s+listening\s+62 %\s+about 15 s left/)
    await page.getByTestId("imports").getByRole("button", { name: "Cancel harbour.mp3" }).click()
    await expect.poll(() => fake.calls.map(({ name }) => name)).toContain("jobs.cancel")
    await expect.element(page.getByTestId("imports")).not.toBeInTheDocument()
  })

  test("gather what could not be read in one row that opens to the reasons", async () => {
    const jobs = [
      unreadable("1", "notes.txt", "notes.txt is not a sound file"),
      unreadable("2", "harbour.m4a", "harbour.m4a is protected"),
      unreadable("3", "empty.wav", "empty.wav has no bytes in it"),
    ]
    await openStudio({ songs: songs(), jobs })
    await page.getByRole("button", { name: /3 files could not be read/ }).click()
    await expect.element(page.getByText("harbour.m4a is protected")).toBeVisible()
    expect(await violations()).toEqual([])
    await page.getByRole("button", { name: "Forget" }).click()
    await expect.element(page.getByTestId("imports")).not.toBeInTheDocument()
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

test("checking the library names what is wrong", async () => {
  const problems = [{ what: "Low Tide, Bass", reason: "its sound file is missing" }]
  const verify = { songs: 3, mediaFiles: 4, bytes: 1e6, problems }
  await openStudio({ songs: songs(), verify })
  await page.getByRole("button", { name: "Check the library" }).click()
  await expect.element(page.getByTestId("verify-report")).toMatchTextContent(/1 problem/)
  await expect
    .element(page.getByTestId("verify-report"))
    .toMatchTextContent(/Low Tide, Bass its sound file is missing/)
})
