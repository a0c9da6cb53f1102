import { describe, expect, test } from "vitest"
import { z } from "zod"
import { page, userEvent } from "vitest/browser"
import { clipsOf, entityOf, type Clip, type Track } from "#shared/project/index.ts"
import { nightFerry } from "../../support/night-ferry.ts"
import { after, anEmptyProject } from "../../support/projects.ts"
import { frames, openTimeline, type OpenTimeline } from "../support/open-timeline.ts"
import { press, violations } from "../support/open-studio.ts"

const BAR = 3840
const clip = ({ studio }: OpenTimeline, id: string): Clip | undefined =>
  entityOf(studio.project.project.clips, id as Clip["id"])
const track = ({ studio }: OpenTimeline, id: string): Track =>
  entityOf(studio.project.project.tracks, id as Track["id"])!
const order = ({ studio }: OpenTimeline): readonly string[] => studio.project.project.trackOrder
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
    expect(clip(timeline, "piano-17")?.startTicks).toBe(17 * BAR)
    await press("{ArrowDown}")
    expect(clip(timeline, "piano-17")?.trackId).toBe("strings")
    await press("{Shift>}{ArrowLeft}{/Shift}")
    expect(clip(timeline, "piano-17")?.startTicks).toBe(17 * BAR - 1)
    await press("{Control>}{ArrowLeft}{/Control}")
    expect(clip(timeline, "piano-17")?.lengthTicks).toBe(7 * BAR)
    await press("0")
    expect(clip(timeline, "piano-17")?.isMuted).toBe(true)
    await press("{Control>}zzzzz{/Control}")
    expect(clip(timeline, "piano-17")).toMatchObject({ startTicks: 16 * BAR, isMuted: false })
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
    expect(clip(timeline, "piano-17")?.lengthTicks).toBe(8 * BAR)
    studio.selection.set("clip", ["piano-17"])
    await press("{Control>}d{/Control}")
    expect(clip(timeline, studio.selection.ids[0]!)?.startTicks).toBe(24 * BAR)
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

describe("track heads", () => {
  test("mute, solo and arm", async () => {
    const timeline = await openTimeline()
    await page.getByRole("button", { name: "M, mute Drums" }).click()
    expect(track(timeline, "drums").isMuted).toBe(true)
    await page.getByRole("button", { name: "S, solo Bass" }).click()
    expect(track(timeline, "bass").isSoloed).toBe(true)
    await page.getByRole("button", { name: "R, arm Piano" }).click()
    expect(track(timeline, "piano").isArmed).toBe(true)
  })

  test("take a new name with Enter, and leave it with Escape", async () => {
    const timeline = await openTimeline()
    const head = page.getByRole("group", { name: "Drums", exact: true })
    head.element().focus()
    await press("{Enter}")
    await page.getByRole("textbox", { name: "New name of Drums" }).fill("Kit")
    await press("{Enter}")
    expect(track(timeline, "drums").name).toBe("Kit")
    await press("{Enter}")
    await page.getByRole("textbox", { name: "New name of Kit" }).fill("Other")
    await press("{Escape}")
    expect(track(timeline, "drums").name).toBe("Kit")
  })

  test("set the level by keys and by typing, as one entry each", async () => {
    const timeline = await openTimeline()
    const { studio } = timeline
    page.getByRole("slider", { name: "Level of Drums" }).element().focus()
    await press("{ArrowRight}")
    expect(track(timeline, "drums").gainDb).toBeCloseTo(-2.9)
    await press("{Enter}")
    await page.getByRole("textbox", { name: "Level of Drums in decibels" }).fill("−12")
    await press("{Enter}")
    expect(track(timeline, "drums").gainDb).toBe(-12)
    expect(studio.project.entries.map(({ label }) => label)).toEqual(["Set level", "Set level"])
  })

  test("are one stop of Tab, and the arrows go between them", async () => {
    await openTimeline()
    const heads = [...document.querySelectorAll<HTMLElement>("[data-track]")]
    expect(heads.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
    heads[0]!.focus()
    await press("{ArrowDown}{ArrowDown}")
    await expect.poll(() => document.activeElement?.getAttribute("data-track")).toBe("piano")
    expect(heads.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
  })

  test("move a track by drag, and set its height at the lower edge", async () => {
    const timeline = await openTimeline()
    const [drums, piano] = ["drums", "piano"].map((id) =>
      document.querySelector<HTMLElement>(`[data-track="${id}"]`)!,
    )
    await userEvent.dragAndDrop(drums!.querySelector("b")!, piano!, {
      targetPosition: { x: 60, y: 40 },
    })
    expect(order(timeline).slice(0, 3)).toEqual(["bass", "piano", "drums"])
    const grip = document.querySelector<HTMLElement>('[data-track="bass"] .grip')!
    await userEvent.dragAndDrop(grip, piano!, { targetPosition: { x: 60, y: 30 } })
    expect(track(timeline, "bass").heightPixels).toBeGreaterThan(60)
  })

  test("fold a group away", async () => {
    const grouped = after(nightFerry(), [
      "track.move",
      { trackIds: ["drums", "bass"], index: 7, parentId: "hall" },
    ])
    await openTimeline({ project: grouped })
    const drums = page.getByRole("group", { name: "Drums", exact: true })
    await expect.element(drums).toBeInTheDocument()
    await page.getByRole("button", { name: "Fold Hall", exact: true }).click()
    await expect.element(drums).not.toBeInTheDocument()
    await page.getByRole("button", { name: "Unfold Hall" }).click()
    await expect.element(drums).toBeInTheDocument()
  })

  test("come with an instrument of its family, as one entry", async () => {
    const timeline = await openTimeline({ project: anEmptyProject() })
    await page.getByRole("button", { name: "Track", exact: true }).click()
    await page.getByRole("menuitem", { name: "Strings", exact: true }).hover()
    await page.getByRole("menuitem", { name: "Cello" }).click()
    const { project, entries } = timeline.studio.project
    expect(project.trackOrder).toHaveLength(1)
    const made = track(timeline, project.trackOrder[0]!)
    expect(made.name).toBe("Cello")
    expect(entityOf(project.devices, made.devices[0]!)?.state).toEqual({
      ...{ program: 42, bank: 0, isDrums: false },
    })
    expect(entries.map(({ label }) => label)).toEqual(["Add Cello"])
  })
})

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
    expect(clip(timeline, "quay-33")).toMatchObject({
      ...{ name: "Harbour", startTicks: 34 * BAR, gainDb: -3 },
    })
    const fade = clip(timeline, "quay-33")
    expect(fade?.kind === "audio" && fade.fadeIn?.lengthTicks).toBeCloseTo((0.5 * 92 * 960) / 60)
    await set("Level", "loud")
    await expect.element(page.getByRole("alert")).toHaveTextContent("Decibels, as −3.5")
  })

  test("shows what several clips share, and sets all of them", async () => {
    const timeline = await openTimeline()
    timeline.studio.selection.set("clip", ["bass-17", "piano-17"])
    const name = page.getByRole("textbox", { name: "Name", exact: true })
    await expect.element(name).toHaveValue("mixed")
    await page.getByRole("button", { name: "Lagoon" }).click()
    expect(clip(timeline, "bass-17")?.colour).toBe(4)
    expect(clip(timeline, "piano-17")?.colour).toBe(4)
    await page.getByRole("switch", { name: "Loop" }).click()
    expect(clip(timeline, "piano-17")?.loop).toEqual({ lengthTicks: 8 * BAR, offsetTicks: 0 })
  })

  test("lists what was done, and goes to any of it", async () => {
    const timeline = await openTimeline()
    const { project } = timeline.studio
    project.run("track.mute", { trackIds: ["drums"], isMuted: true })
    project.run("track.rename", { trackId: "bass", name: "Low" })
    await page.getByRole("button", { name: "Mute", exact: true }).click()
    expect(track(timeline, "bass").name).toBe("Bass")
    expect(track(timeline, "drums").isMuted).toBe(true)
    await page.getByRole("button", { name: "Rename track" }).click()
    expect(track(timeline, "bass").name).toBe("Low")
    await page.getByRole("button", { name: "As it was opened" }).click()
    expect(track(timeline, "drums").isMuted).toBe(false)
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
