import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { aSong } from "../../support/synthetic-song.ts"
import { songs } from "../support/library.ts"
import { openStudio, press, songRow, violations } from "../support/open-studio.ts"

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
