import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { contentPolicy } from "../../../src-main/shell/security/content-policy.ts"
import { press } from "../support/open-studio.ts"
import { BAR, clipIn, frames, openTimeline, trackIn } from "../support/open-timeline.ts"
import { styleHash } from "../support/style-hash.ts"

describe("the inspector", () => {
  test("sets a clip's name, place, level and fade, and says what it accepts", async () => {
    const timeline = await openTimeline()
    timeline.studio.selection.set("clip", ["quay-33"])
    const set = async (label: string, text: string): Promise<void> => {
      await page.getByRole("textbox", { name: label, exact: true }).fill(text)
      await press("{Enter}")
    }
    await set("Name", "Harbour")
    await set("Begins", "35")
    await set("Level", "-3")
    await set("Fade in", "500 ms")
    expect(clipIn(timeline, "quay-33")).toMatchObject({
      ...{ name: "Harbour", startTicks: 34 * BAR, gainDb: -3 },
    })
    const fade = clipIn(timeline, "quay-33")
    expect(fade?.kind === "audio" && fade.fadeIn?.lengthTicks).toBeCloseTo((0.5 * 92 * 960) / 60)
    await set("Level", "loud")
    await expect.element(page.getByRole("alert")).toHaveTextContent("Decibels, as −3.5")
  })

  test("draws what a clip plays once, as the content policy allows, whatever else is set", async () => {
    const timeline = await openTimeline()
    const close = timeline.studio.library.open()
    timeline.studio.selection.set("clip", ["quay-33"])
    const wave = () => page.getByTestId("clip-wave").element().firstElementChild
    await expect.poll(() => wave()?.shadowRoot?.querySelector("style")).toBeTruthy()
    const first = wave()
    expect(contentPolicy).toContain(await styleHash(first?.shadowRoot))
    timeline.studio.project.run("clip.gain", { clipIds: ["quay-33"], gainDb: -7 })
    await frames(3)
    expect(wave()).toBe(first)
    close()
  })

  test("shows what several clips share, and sets all of them", async () => {
    const timeline = await openTimeline()
    timeline.studio.selection.set("clip", ["bass-17", "piano-17"])
    const name = page.getByRole("textbox", { name: "Name", exact: true })
    await expect.element(name).toHaveValue("mixed")
    await page.getByRole("button", { name: "Lagoon" }).click()
    expect(clipIn(timeline, "bass-17")?.colour).toBe(4)
    expect(clipIn(timeline, "piano-17")?.colour).toBe(4)
    await page.getByRole("switch", { name: "Loop" }).click()
    expect(clipIn(timeline, "piano-17")?.loop).toEqual({ lengthTicks: 8 * BAR, offsetTicks: 0 })
  })

  test("holds automation as a table: points by keys", async () => {
    const timeline = await openTimeline()
    const lane = () => trackIn(timeline, "strings").automation[0]!.points
    timeline.studio.selection.set("track", ["strings"])
    const value = page.getByRole("textbox", { name: "Level at 25.1.1", exact: true })
    await value.fill("-9")
    await press("{Enter}")
    expect(lane()[1]).toMatchObject({ tick: 24 * BAR, value: -9 })
    await page.getByRole("textbox", { name: "Place of the point of Level at 25.1.1" }).fill("26")
    await press("{Enter}")
    expect(lane()[1]!.tick).toBe(25 * BAR)
    await page.getByRole("combobox", { name: "Curve after 26.1.1" }).selectOptions("hold")
    expect(lane()[1]!.curve).toBe("hold")
    timeline.transport.ticks = 20 * BAR
    await page.getByRole("button", { name: "Add a point of Level at the playhead" }).click()
    expect(lane().map(({ tick }) => tick / BAR + 1)).toEqual([17, 21, 26, 29, 33])
    await page.getByRole("button", { name: "Remove the point at 21.1.1" }).click()
    expect(lane()).toHaveLength(4)
  })

  test("lists what was done, and goes to any of it", async () => {
    const timeline = await openTimeline()
    const { project } = timeline.studio
    project.run("track.mute", { trackIds: ["drums"], isMuted: true })
    project.run("track.rename", { trackId: "bass", name: "Low" })
    await page.getByRole("button", { name: "Mute", exact: true }).click()
    expect(trackIn(timeline, "bass").name).toBe("Bass")
    expect(trackIn(timeline, "drums").isMuted).toBe(true)
    await page.getByRole("button", { name: "Rename track" }).click()
    expect(trackIn(timeline, "bass").name).toBe("Low")
    await page.getByRole("button", { name: "As it was opened" }).click()
    expect(trackIn(timeline, "drums").isMuted).toBe(false)
  })
})
