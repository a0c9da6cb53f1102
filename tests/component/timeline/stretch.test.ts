import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { press } from "../support/open-studio.ts"
import { clipIn, openTimeline } from "../support/open-timeline.ts"

describe("length and pitch of a recording, in the inspector", () => {
  test("are set apart from each other, and undone", async () => {
    const timeline = await openTimeline()
    timeline.studio.selection.set("clip", ["quay-33"])
    const clip = () => {
      const found = clipIn(timeline, "quay-33")
      if (found?.kind !== "audio") throw new Error("The clip is gone")
      return found
    }
    const before = clip()
    const choose = async (word: string): Promise<void> => {
      await page.getByLabelText(/^Length of the recording/).click()
      await page.getByRole("option", { name: word }).click()
    }
    const set = async (label: string, text: string): Promise<void> => {
      await page.getByRole("textbox", { name: label, exact: true }).fill(text)
      await press("{Enter}")
    }
    await set("Transpose", "−2.5")
    expect(clip().stretch.semitones).toBe(-2.5)
    expect(clip().lengthTicks).toBe(before.lengthTicks)
    await choose("By itself")
    await set("Stretched to", "150")
    expect(clip().stretch).toMatchObject({ mode: "ratio", ratio: 1.5, semitones: -2.5 })
    expect(clip().lengthTicks).toBeCloseTo(1.5 * before.lengthTicks)
    await set("Stretched to", "much")
    await expect.element(page.getByRole("alert")).toHaveTextContent("10 to 1,000 %, as 150")
    await press("{Escape}")
    await choose("With the tempo")
    expect(clip().stretch.sourceBpm).toBe(92)
    await set("Own tempo", "46")
    expect(clip().lengthTicks).toBeCloseTo(0.5 * before.lengthTicks)
    for (let i = 0; i < 5; i++) timeline.studio.project.undo()
    expect(clip()).toEqual(before)
  })
})
