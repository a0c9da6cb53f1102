import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { aSong } from "../../support/synthetic-song.ts"
import { songs } from "../support/library.ts"
import { openStudio, press, songRow, violations } from "../support/open-studio.ts"

const undo = (): Promise<void> => press("{Control>}z{/Control}")
const redo = (): Promise<void> => press("{Control>}{Shift>}z{/Shift}{/Control}")

describe("what was done to songs", () => {
  test("a new name is undone and done again", async () => {
    await openStudio({ songs: songs() })
    await songRow("Path of 7").click()
    await press("{F2}")
    await press("Seven steps{Enter}")
    await expect.element(songRow("Seven steps")).toBeVisible()
    await undo()
    await expect.element(songRow("Path of 7")).toBeVisible()
    await redo()
    await expect.element(songRow("Seven steps")).toBeVisible()
  })

  test("a changed artist is undone, in the field as well", async () => {
    const { fake } = await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    const artist = page.getByLabelText("Artist")
    await artist.fill("Nobody")
    await press("{Enter}")
    await expect.poll(() => fake.songs[0]?.artist).toBe("Nobody")
    await undo()
    await expect.element(artist).toHaveValue("Harbour Trio")
    await redo()
    await expect.element(artist).toHaveValue("Nobody")
  })

  test("tags are undone one by one, and for several songs at once", async () => {
    const { fake } = await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    await press("{Control>}a{/Control}t")
    await press("sea{Enter}{Escape}")
    const tags = (): string => fake.songs.map((song) => song.tags.join(" ")).join(", ")
    await expect.poll(tags).toBe("dusk sea, stems sea, sea")
    await page.getByRole("button", { name: "Remove the tag dusk" }).click()
    await expect.poll(tags).toBe("sea, stems sea, sea")
    await undo()
    await expect.poll(tags).toBe("dusk sea, stems sea, sea")
    await undo()
    await expect.poll(tags).toBe("dusk, stems, ")
    await redo()
    await expect.poll(tags).toBe("dusk sea, stems sea, sea")
  })

  test("a removal is undone by key, which takes its message away", async () => {
    const { fake } = await openStudio({ songs: songs() })
    await songRow("Low Tide").click()
    await press("{Delete}")
    await expect.element(page.getByTestId("toast")).toMatchTextContent(/Removed “Low Tide”/)
    await undo()
    await expect.element(songRow("Low Tide")).toHaveFocus()
    await expect.element(page.getByTestId("toast")).not.toBeInTheDocument()
    await redo()
    await expect.element(songRow("Low Tide")).not.toBeInTheDocument()
    expect(fake.songs.filter(({ removedAt }) => removedAt !== null)).toHaveLength(1)
    await expect.element(songRow("Path of 7")).toHaveFocus()
  })

  test("what the message has undone is not undone again", async () => {
    await openStudio({ songs: songs() })
    await songRow("Low Tide").click()
    await press("{Delete}")
    await page.getByRole("button", { name: "Undo", exact: true }).click()
    await expect.element(songRow("Low Tide")).toHaveFocus()
    await expect.element(page.getByRole("button", { name: "Nothing to undo" })).toBeInTheDocument()
  })
})

describe("the focus", () => {
  test("goes to the next row when a song is removed, so that the next key means that one", async () => {
    await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    await press("{Delete}")
    await expect.element(songRow("Night Ferry")).not.toBeInTheDocument()
    await expect.element(songRow("Low Tide")).toHaveFocus()
    await press("{ArrowDown}{Delete}")
    await expect.element(songRow("Path of 7")).not.toBeInTheDocument()
    await expect.element(songRow("Low Tide")).toHaveFocus()
  })

  test("goes to the map's list when Enter opens a map, and to the song's row on the way back", async () => {
    await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    await press("{Enter}")
    await expect.element(page.getByTestId("chunk-list")).toHaveFocus()
    await press("{Control>}1{/Control}")
    await expect.element(songRow("Night Ferry")).toHaveFocus()
  })
})

describe("several songs", () => {
  test("are mapped together by Enter, and the panel offers the same", async () => {
    const { studio } = await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    await songRow("Low Tide").click({ modifiers: ["ControlOrMeta"] })
    await expect.element(page.getByRole("button", { name: "Map together" })).toBeVisible()
    expect(await violations()).toEqual([])
    await press("{Enter}")
    await expect
      .element(page.getByRole("button", { name: "Take Low Tide off the map" }))
      .toBeVisible()
    expect(studio.library.song(studio.navigation.openSongId)?.title).toBe("Night Ferry")
    await page.getByRole("button", { name: "Take Low Tide off the map" }).click()
    await expect.poll(() => studio.navigation.besideIds).toEqual([])
  })

  test("that one map cannot hold say so", async () => {
    const partNames = Array.from({ length: 9 }, (_, i) => `Part ${i}`)
    const { studio } = await openStudio({
      songs: [aSong({ title: "One", partNames }), aSong({ title: "Two", partNames })],
    })
    await songRow("One").click()
    await press("{Control>}a{/Control}{Enter}")
    await expect
      .element(page.getByTestId("toast"))
      .toMatchTextContent(/One map holds 16 parts, and these songs have 18/)
    await expect.element(page.getByRole("button", { name: "Map together" })).toBeDisabled()
    expect(studio.navigation.view).toBe("library")
  })
})
