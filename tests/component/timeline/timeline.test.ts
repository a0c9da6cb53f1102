import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { z } from "zod"
import { clipsOf } from "#shared/project/index.ts"
import { anEmptyProject } from "../../support/projects.ts"
import { press, violations } from "../support/open-studio.ts"
import { BAR, clipIn, frames, openTimeline } from "../support/open-timeline.ts"

const list = () => page.getByTestId("clip-list")
const barGrid = {
  "timeline.view": {
    ...{ snap: true, grid: "bar", follow: true, inspector: true, dock: true },
    ...{ inspectorPx: 264, dockPx: 246 },
  },
}

describe("the timeline by keyboard", () => {
  test("walks over clips and tracks, and says where it is", async () => {
    const timeline = await openTimeline()
    list().element().focus()
    await press("{Alt>}{ArrowRight}{/Alt}")
    expect(timeline.studio.selection.ids).toEqual(["drums-1"])
    await press("{Alt>}{ArrowRight}{ArrowRight}{/Alt}")
    expect(timeline.studio.selection.ids).toEqual(["drums-9"])
    await press("{Alt>}{ArrowDown}{/Alt}")
    expect(timeline.studio.selection.ids).toEqual(["bass-9"])
    await expect.element(page.getByRole("listbox", { name: "Clips of Bass" })).toBeInTheDocument()
    const name = "Bass, verse, bar 9 to 17 on Bass"
    await expect
      .element(page.getByRole("option", { name }))
      .toHaveAttribute("aria-selected", "true")
  })

  test("moves, lengthens, slips and mutes what is selected", async () => {
    const timeline = await openTimeline({ preferences: barGrid })
    timeline.studio.selection.set("clip", ["piano-17"])
    list().element().focus()
    await press("{ArrowRight}")
    expect(clipIn(timeline, "piano-17")?.startTicks).toBe(17 * BAR)
    await press("{ArrowDown}")
    expect(clipIn(timeline, "piano-17")?.trackId).toBe("strings")
    await press("{Shift>}{ArrowLeft}{/Shift}")
    expect(clipIn(timeline, "piano-17")?.startTicks).toBe(17 * BAR - 1)
    await press("{Control>}{ArrowLeft}{/Control}")
    expect(clipIn(timeline, "piano-17")?.lengthTicks).toBe(7 * BAR)
    await press("0")
    expect(clipIn(timeline, "piano-17")?.isMuted).toBe(true)
    await press("{Control>}zzzzz{/Control}")
    expect(clipIn(timeline, "piano-17")).toMatchObject({ startTicks: 16 * BAR, isMuted: false })
  })

  test("splits at the playhead, joins, duplicates, removes, loops", async () => {
    const timeline = await openTimeline()
    const { studio, transport } = timeline
    studio.selection.set("clip", ["piano-17"])
    transport.ticks = 18 * BAR
    await press("s")
    const parts = clipsOf(studio.project.project, "piano").slice(0, 2)
    expect(parts.map(({ lengthTicks }) => lengthTicks)).toEqual([2 * BAR, 6 * BAR])
    studio.selection.set(
      "clip",
      parts.map(({ id }) => id),
    )
    await press("j")
    expect(clipIn(timeline, "piano-17")?.lengthTicks).toBe(8 * BAR)
    studio.selection.set("clip", ["piano-17"])
    await press("{Control>}d{/Control}")
    expect(clipIn(timeline, studio.selection.ids[0]!)?.startTicks).toBe(24 * BAR)
    studio.project.run("loop.set", { startTicks: 0, lengthTicks: BAR, isOn: false })
    await press("{Control>}l{/Control}")
    expect(studio.project.project.loop).toEqual({
      ...{ startTicks: 24 * BAR, lengthTicks: 8 * BAR, isOn: true },
    })
    await press("{Delete}")
    expect(clipsOf(studio.project.project, "piano")).toHaveLength(3)
    await press("{Control>}a{/Control}")
    expect(studio.selection.ids).toHaveLength(26)
  })

  test("plays, stops, and takes time out of the piece", async () => {
    const { studio, transport } = await openTimeline()
    await press(" ")
    expect(transport.isPlaying).toBe(true)
    await press(" ")
    expect(transport.isPlaying).toBe(false)
    const before = clipsOf(studio.project.project, "drums").length
    studio.selection.set("clip", ["drums-17"])
    studio.commands.run("timeline.delete-time")
    expect(clipsOf(studio.project.project, "drums")).toHaveLength(before - 1)
    studio.project.undo()
    studio.selection.set("clip", ["drums-17"])
    studio.commands.run("timeline.insert-time")
    expect(clipsOf(studio.project.project, "drums").at(-1)?.startTicks).toBe(40 * BAR)
  })
})

describe("markers and clips by keyboard", () => {
  test("are added at the playhead, renamed and removed", async () => {
    const timeline = await openTimeline()
    const { studio, transport } = timeline
    const markers = () => studio.project.project.markers.flat()
    transport.ticks = 10 * BAR
    await press("m")
    expect(markers().find(({ name }) => name === "Marker 1")?.tick).toBe(10 * BAR)
    studio.commands.run("timeline.rename-marker")
    await page.getByRole("textbox", { name: "Name of the section" }).fill("Drop")
    await press("{Enter}")
    expect(markers().some(({ name }) => name === "Drop")).toBe(true)
    studio.commands.run("timeline.remove-marker")
    expect(markers()).toHaveLength(5)
    studio.selection.set("track", ["piano"])
    await press("{Insert}")
    expect(clipIn(timeline, studio.selection.ids[0]!)).toMatchObject({
      ...{ trackId: "piano", startTicks: 10 * BAR, lengthTicks: BAR },
    })
  })
})

describe("the picture", () => {
  test("follows the playhead while it plays", async () => {
    const timeline = await openTimeline()
    const { transport, studio } = timeline
    transport.play(30 * BAR)
    await frames(5)
    await new Promise((resolve) => setTimeout(resolve, 900))
    const kept = z.object({ startTicks: z.number() })
    const place = studio.preferences.read("timeline.place.open", kept, { startTicks: 0 })
    expect(place.startTicks).toBeGreaterThan(8 * BAR)
  })

  test("has no fault that axe can find, in any state", async () => {
    const timeline = await openTimeline({ hasDock: true })
    // Where the test before left the pointer, a tooltip may open meanwhile.
    await page.getByRole("heading", { name: "Timeline" }).hover()
    await expect.element(page.getByRole("tooltip")).not.toBeInTheDocument()
    expect(await violations()).toEqual([])
    timeline.studio.selection.set("clip", ["deck-25"])
    await frames(3)
    expect(await violations()).toEqual([])
    timeline.studio.selection.set("track", ["strings"])
    await press("a")
    await frames(3)
    expect(await violations()).toEqual([])
  })

  test("says what to do where there are no tracks", async () => {
    await openTimeline({ project: anEmptyProject() })
    await expect
      .element(page.getByText("This piece has no tracks yet.", { exact: false }))
      .toBeVisible()
    expect(await violations()).toEqual([])
  })
})
