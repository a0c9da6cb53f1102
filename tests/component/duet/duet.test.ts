/** The Duet view in the whole window: what a hand plays on it is answered by a partner in memory. */
import { beforeAll, beforeEach, expect, test, vi } from "vitest"
import { page } from "vitest/browser"
import { entitiesOf } from "#shared/project/index.ts"
import { press, violations } from "../support/open-studio.ts"
import { cableOf, openDuet, rest, turn } from "../support/open-duet.ts"

beforeAll(() => import("../../../src-renderer/features/duet/index.ts"), 60_000)
beforeEach(async () => {
  await page.viewport(1440, 900)
})

test("white and black keys carry the letter that plays them", async () => {
  await openDuet()
  const keyboard = page.getByTestId("duet-keyboard")
  for (const [name, letter] of [
    ["C4", "A"],
    ["C♯4", "W"],
    ["A♯4", "U"],
    ["D♯5", "P"],
  ] as const)
    await expect
      .element(keyboard.getByRole("button", { name: `${name} ${letter}`, exact: true }))
      .toMatchTextContent(letter)
})

test("a phrase is heard, answered, kept, and put on the timeline as one step", async () => {
  const opened = await openDuet()
  const { studio } = opened
  const cable = cableOf(opened)
  expect(await violations()).toEqual([])
  for (const pitch of [62, 65, 69]) {
    cable.send("Keys", 0x90, pitch, 90)
    await rest(40)
    cable.send("Keys", 0x80, pitch, 0)
  }
  await expect.element(page.getByTestId("phrase")).toMatchTextContent(/3 notes, C major/)
  await expect.element(turn()).toHaveAttribute("data-who", "partner")
  await expect.element(page.getByTestId("duet-roll")).toHaveAccessibleName(/Answer: 3 notes, A4/)
  // A key that goes down takes the turn at once, and is the next phrase.
  cable.send("Keys", 0x90, 60, 90)
  await expect.element(turn()).toHaveAttribute("data-who", "human")
  cable.send("Keys", 0x80, 60, 0)
  await expect.poll(() => page.getByTestId("exchange").elements().length).toBe(2)

  await page.getByTestId("exchange").nth(1).getByLabelText("More of this answer").click()
  await page.getByRole("menuitem", { name: "To the timeline" }).click()
  const clips = () => entitiesOf(studio.project.project.clips)
  expect(clips().map(({ name, kind }) => [name, kind])).toEqual(
    expect.arrayContaining([
      ["Call", "notes"],
      ["Answer", "notes"],
    ]),
  )
  const answer = clips().find(({ name }) => name === "Answer")
  expect(answer?.madeBy).toMatchObject({ model: "Duet", seed: 1 })
  await press("{Control>}z{/Control}")
  await expect
    .poll(() => studio.toasts.queue.map(({ text }) => text))
    .toContain("The duet was taken off the timeline again")
  expect(clips()).toEqual([])
  // What was done without a word, or in another view, is not undone here.
  expect(studio.project.undoLabel).toBe("Add tracks for a duet")
  await press("{Control>}z{/Control}")
  expect(studio.project.undoLabel).toBe("Add tracks for a duet")
  await press("{Control>}{Shift>}z{/Shift}{/Control}")
  expect(clips()).toHaveLength(2)
})

test("a tempo set in the view and an answer that was removed are undone by the keys, the latest first", async () => {
  const opened = await openDuet()
  const { studio } = opened
  const cable = cableOf(opened)
  cable.send("Keys", 0x90, 62, 90)
  await rest(40)
  cable.send("Keys", 0x80, 62, 0)
  const count = () => page.getByTestId("exchange").elements().length
  await expect.poll(count).toBe(1)
  const bpm = () => studio.project.project.tempo[0]!.bpm
  const before = bpm()
  const [first] = studio.project.project.tempo
  studio.project.run("tempo.set", { events: [{ ...first!, bpm: 80 }] })
  await page.getByTestId("exchange").getByLabelText("More of this answer").click()
  await page.getByRole("menuitem", { name: "Remove" }).click()
  await expect.poll(count).toBe(0)
  await press("{Control>}z{/Control}")
  await expect.poll(count).toBe(1)
  expect(bpm()).toBe(80)
  await press("{Control>}z{/Control}")
  await expect.poll(bpm).toBe(before)
  expect(count()).toBe(1)
  await press("{Control>}{Shift>}z{/Shift}{/Control}")
  await expect.poll(bpm).toBe(80)
  await press("{Control>}{Shift>}z{/Shift}{/Control}")
  await expect.poll(count).toBe(0)
})

test("the exchange that was shown is there again when the view is shown again", async () => {
  const opened = await openDuet()
  const cable = cableOf(opened)
  for (const pitch of [62, 65, 69]) {
    cable.send("Keys", 0x90, pitch, 90)
    await rest(40)
    cable.send("Keys", 0x80, pitch, 0)
  }
  await expect.element(turn()).toHaveAttribute("data-who", "partner")
  opened.studio.navigation.go("library")
  await expect.element(page.getByTestId("duet")).not.toBeInTheDocument()
  opened.studio.navigation.go("duet")
  await expect.element(page.getByTestId("duet-roll")).toHaveAccessibleName(/Answer: 3 notes, A4/)
  await expect.element(page.getByRole("button", { name: "To timeline" })).toBeEnabled()
})

test("in a small window nothing of the bar is cut, however wide the inspector is", async () => {
  await page.viewport(1024, 640)
  const { studio } = await openDuet()
  const toggle = () => page.getByTestId("duet").getByRole("button", { name: "Inspector" }).first()
  for (const widthPx of [312, 420]) {
    studio.preferences.write("duet.inspector-px", widthPx)
    await expect
      .poll(() => toggle().element().getBoundingClientRect().right)
      .toBeLessThanOrEqual(1024 - widthPx)
  }
})

test("a phrase that is under way when another view is shown is kept", async () => {
  const opened = await openDuet()
  const cable = cableOf(opened)
  for (const pitch of [62, 65]) {
    cable.send("Keys", 0x90, pitch, 90)
    await rest(40)
    cable.send("Keys", 0x80, pitch, 0)
  }
  cable.send("Keys", 0x90, 69, 90)
  await expect.element(turn()).toHaveAttribute("data-who", "human")
  opened.studio.navigation.go("library")
  await expect.element(page.getByTestId("duet")).not.toBeInTheDocument()
  opened.studio.navigation.go("duet")
  await expect.poll(() => page.getByTestId("exchange").elements().length).toBe(1)
})

test("a key that is down grows on the roll with its call, before it is let go", async () => {
  const cable = cableOf(await openDuet())
  const written = vi.spyOn(CanvasRenderingContext2D.prototype, "fillText")
  const words = (): string[] => written.mock.calls.map(([text]) => text)
  cable.send("Keys", 0x90, 62, 90)
  // There is room for its name only on a note that is as long as it is held.
  await expect.poll(words).toEqual(expect.arrayContaining(["Call", "D4"]))
  cable.send("Keys", 0x80, 62, 0)
  written.mockRestore()
})

test("a duet that lies on the timeline is gone to, instead of a second one on it", async () => {
  const opened = await openDuet()
  const { studio } = opened
  const cable = cableOf(opened)
  cable.send("Keys", 0x90, 62, 90)
  await rest(100)
  cable.send("Keys", 0x80, 62, 0)
  await expect.element(page.getByTestId("duet-roll")).toHaveAccessibleName(/Answer: 1 note/)
  const clips = () => entitiesOf(studio.project.project.clips)
  const toTimeline = page.getByRole("button", { name: "To timeline" })
  await toTimeline.click()
  expect(clips()).toHaveLength(2)
  studio.selection.set("clip", [])
  await toTimeline.click()
  expect(clips()).toHaveLength(2)
  await expect
    .poll(() => studio.toasts.queue.map(({ text }) => text))
    .toContain("This duet lies there already: it is selected")
  await page.getByTestId("exchange").first().getByLabelText("More of this answer").click()
  await page.getByRole("menuitem", { name: "Edit in Notes" }).click()
  await expect.poll(() => studio.navigation.view).toBe("notes")
  expect(clips()).toHaveLength(2)
  expect(studio.selection.ids).toEqual([clips().find(({ name }) => name === "Answer")?.id])
})
