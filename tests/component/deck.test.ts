import { expect, test } from "vitest"
import { page } from "vitest/browser"
import { Deck } from "#shared/dsp/deck/index.ts"
import { aSong } from "../support/synthetic-song.ts"
import { openStudio, press, songRow, violations } from "./support/open-studio.ts"

test("the Deck says what to do, is free of violations, and keeps a take that can be removed and brought back", async () => {
  const { studio } = await openStudio({ songs: [aSong({ title: "Night Ferry" })] })
  await expect.element(songRow("Night Ferry")).toBeVisible()
  await press("{Control>}6{/Control}")
  await expect.element(page.getByText("Put a record on")).toBeVisible()
  await expect.element(page.getByText("Ctrl R keeps what you play.")).toBeVisible()
  expect(await violations()).toEqual([])
  await page.getByRole("combobox", { name: /Record/ }).click()
  await page.getByRole("option", { name: "Night Ferry" }).click()
  await expect.element(page.getByRole("combobox", { name: "Record: Night Ferry" })).toBeVisible()
  await press("{Control>}r{/Control}")
  await expect.element(page.getByTestId("hand-recording")).toMatchTextContent(/Take 1/)
  await press("{Control>}r{/Control}")
  await expect.element(page.getByText("Take 1", { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Remove Take 1" }).click()
  await expect.element(page.getByText("Ctrl R keeps what you play.")).toBeVisible()
  await studio.history.undo()
  await expect.element(page.getByText("Take 1", { exact: true })).toBeVisible()
  expect(await violations()).toEqual([])
})

test("timecode without an audio input says so in a banner, with what can be done, and is free of violations", async () => {
  await openStudio({ songs: [aSong({ title: "Night Ferry" })] })
  await expect.element(songRow("Night Ferry")).toBeVisible()
  await press("{Control>}6{/Control}")
  await page.getByRole("radio", { name: "Timecode" }).click()
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent(/Deck A is not turned by timecode/)
  await expect.element(page.getByRole("combobox", { name: /^Control record/ })).toBeVisible()
  expect(await violations()).toEqual([])
  await page.getByRole("button", { name: "Turn by hand" }).click()
  await expect.element(page.getByRole("radio", { name: "Hand" })).toBeChecked()
  expect(page.getByRole("alert").query()).toBeNull()
})

test("a take is edited, undone and gone back to what was played; what is said about it is kept", async () => {
  const { studio, fake } = await openStudio({ songs: [aSong({ title: "Night Ferry" })] })
  const { id } = await studio.engine["gestures.begin"]({
    ...{ partId: null, rateHz: 48_000, start: new Deck(48_000).snapshot(), mayTrain: false },
  })
  await studio.engine["gestures.append"]({ takeId: id, frames: 48_000, events: [] })
  await press("{Control>}6{/Control}")
  await page.getByRole("button", { name: "Edit Take 1" }).click()
  await expect.element(page.getByTestId("gesture-lanes")).toBeVisible()
  await press("{Control>}d{/Control}")
  const edits = () => fake.calls.filter(({ name }) => name === "gestures.edit")
  await expect.poll(() => edits().length).toBe(1)
  await studio.history.undo()
  expect(edits()[1]!.input).toMatchObject({ numbers: null })
  await studio.history.redo()
  await page.getByRole("radio", { name: "About" }).click()
  expect(await violations()).toEqual([])
  await page.getByRole("button", { name: "Back to what was played" }).click()
  await expect.poll(() => edits().at(-1)!.input).toMatchObject({ numbers: null })
  await page.getByLabelText("BPM").fill("92,5")
  await press("{Tab}")
  await expect.element(page.getByLabelText("Beats a bar")).toHaveValue("4")
  const said = fake.calls.findLast(({ name }) => name === "gestures.update")
  expect(said!.input).toMatchObject({ beats: { tempoBpm: 92.5 } })
  await page.getByRole("button", { name: "Done" }).click()
  await expect.element(page.getByTestId("platter")).toBeVisible()
})
