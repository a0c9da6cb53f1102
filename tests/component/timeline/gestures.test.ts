import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { clipsOf, entityOf } from "#shared/project/index.ts"
import { Hand } from "../support/hand.ts"
import { BAR, clipIn, frames, openTimeline, type OpenTimeline } from "../support/open-timeline.ts"
import { press } from "../support/open-studio.ts"

const PX_PER_BAR = 40
/** Of the rows: each 46 px high below the header of 76. */
const ROWS = ["drums", "bass", "piano", "strings", "chunks", "quay", "deck", "hall"]
const HEADER_PX = 76

const at = (bar: number, track: string, share = 0.6) => ({
  x: (bar - 17) * PX_PER_BAR,
  y: HEADER_PX + ROWS.indexOf(track) * 46 + 46 * share,
})
const place = {
  startTicks: 16 * BAR,
  pxPerTick: PX_PER_BAR / BAR,
  scrollPx: 0,
  folded: [],
  automated: [] as string[],
}

async function open(automated: string[] = []): Promise<OpenTimeline & { hand: Hand }> {
  const preferences = {
    "timeline.place.open": { ...place, automated },
    "timeline.view": {
      ...{ snap: true, grid: "bar", follow: true, inspector: false, dock: true },
      ...{ inspectorPx: 264, dockPx: 246 },
    },
  }
  const opened = await openTimeline({ preferences })
  return { ...opened, hand: new Hand(opened.lanes) }
}

const selected = ({ studio }: OpenTimeline): readonly string[] => studio.selection.of("clip")
const labels = ({ studio }: OpenTimeline): string[] =>
  studio.project.entries.map(({ label }) => label)

describe("the hand on clips", () => {
  test("selects by click, more by Ctrl, a range by Shift, and clears beside them", async () => {
    const timeline = await open()
    const { hand } = timeline
    hand.click(at(18, "bass"))
    expect(selected(timeline)).toEqual(["bass-17"])
    hand.click(at(18, "piano"), { ctrlKey: true })
    expect(selected(timeline)).toEqual(["bass-17", "piano-17"])
    hand.click(at(18, "bass"))
    hand.click(at(26, "strings"), { shiftKey: true })
    expect(new Set(selected(timeline))).toEqual(
      new Set(["bass-17", "bass-25", "piano-17", "strings-17", "strings-25"]),
    )
    hand.click({ x: 300, y: HEADER_PX + 46 * 8 + 20 })
    expect(selected(timeline)).toEqual([])
  })

  test("moves a clip to the next bar and to another track, as one entry, and undoes it", async () => {
    const timeline = await open()
    timeline.hand.drag(at(18, "piano"), at(20.3, "strings"))
    expect(clipIn(timeline, "piano-17")).toMatchObject({ startTicks: 18 * BAR, trackId: "strings" })
    expect(labels(timeline)).toEqual(["Move clip"])
    await press("{Control>}z{/Control}")
    expect(clipIn(timeline, "piano-17")).toMatchObject({ startTicks: 16 * BAR, trackId: "piano" })
  })

  test("moves without the grid while Shift is held", async () => {
    const timeline = await open()
    timeline.hand.drag(at(18, "piano"), at(18.5, "piano"), { shiftKey: true })
    expect(clipIn(timeline, "piano-17")?.startTicks).toBe(16.5 * BAR)
  })

  test("copies with Alt, and selects the copies", async () => {
    const timeline = await open()
    const before = clipsOf(timeline.studio.project.project, "piano").length
    timeline.hand.drag(at(18, "piano"), at(26, "piano"), { altKey: true })
    const after = clipsOf(timeline.studio.project.project, "piano")
    expect(after).toHaveLength(before + 1)
    expect(clipIn(timeline, "piano-17")?.startTicks).toBe(16 * BAR)
    expect(clipIn(timeline, selected(timeline)[0]!)?.startTicks).toBe(24 * BAR)
  })

  test("moves all that are selected", async () => {
    const timeline = await open()
    timeline.studio.selection.set("clip", ["bass-17", "strings-17"])
    await frames(1)
    timeline.hand.drag(at(18, "bass"), at(19, "bass"))
    expect(clipIn(timeline, "bass-17")?.startTicks).toBe(17 * BAR)
    expect(clipIn(timeline, "strings-17")?.startTicks).toBe(17 * BAR)
  })

  test("draws both edges", async () => {
    const timeline = await open()
    const end = at(25, "piano")
    timeline.hand.drag({ ...end, x: end.x - 2 }, at(23, "piano"))
    expect(clipIn(timeline, "piano-17")?.lengthTicks).toBe(6 * BAR)
    timeline.hand.drag({ ...at(17, "piano"), x: 3 }, at(19, "piano"))
    expect(clipIn(timeline, "piano-17")).toMatchObject({
      startTicks: 18 * BAR,
      lengthTicks: 4 * BAR,
    })
  })

  test("slips the sound in its clip with Ctrl", async () => {
    const timeline = await open()
    timeline.hand.drag(at(22, "chunks"), at(21, "chunks"), { ctrlKey: true })
    const slipped = clipIn(timeline, "path-21")
    expect(slipped).toMatchObject({ startTicks: 20 * BAR })
    // A bar at 92 in 4/4 lasts 2.6 s.
    expect(slipped?.kind === "audio" && slipped.offsetSeconds).toBeCloseTo((4 * 60) / 92, 1)
  })

  test("draws fades out of the upper corners", async () => {
    const timeline = await open()
    timeline.hand.drag({ ...at(25, "deck", 0.2), x: 8 * PX_PER_BAR + 4 }, at(26, "deck"))
    expect(clipIn(timeline, "deck-25")).toMatchObject({
      fadeIn: { lengthTicks: BAR, curve: "equal-power" },
    })
  })

  test("selects with a rectangle", async () => {
    const timeline = await open()
    timeline.hand.drag(at(26, "piano"), at(34, "strings"))
    expect(new Set(selected(timeline))).toEqual(new Set(["piano-33", "strings-25", "strings-33"]))
  })

  test("takes a drag back with Escape, without a trace", async () => {
    const timeline = await open()
    const before = timeline.studio.project.project
    timeline.hand.press(at(18, "piano"))
    timeline.hand.move(at(22, "piano"))
    expect(timeline.studio.project.project).not.toBe(before)
    await press("{Escape}")
    expect(timeline.studio.project.project).toBe(before)
    timeline.hand.release(at(22, "piano"))
    expect(timeline.studio.project.entries).toHaveLength(0)
  })

  test("opens a clip by a double click", async () => {
    const timeline = await open()
    timeline.hand.open(at(18, "piano"))
    expect(timeline.opened).toEqual(["piano-17"])
  })
})

describe("the tools", () => {
  test("draw an empty clip by drag or click, only where notes can be", async () => {
    const timeline = await open()
    await press("b")
    timeline.hand.drag(at(26.2, "piano"), at(28.6, "piano"))
    expect(clipIn(timeline, selected(timeline)[0]!)).toMatchObject({
      ...{ kind: "notes", startTicks: 25 * BAR, lengthTicks: 3 * BAR, notes: [] },
    })
    timeline.hand.click(at(31.4, "piano"))
    expect(clipIn(timeline, selected(timeline)[0]!)).toMatchObject({
      ...{ startTicks: 30 * BAR, lengthTicks: BAR },
    })
    const entries = timeline.studio.project.entries.length
    timeline.hand.drag(at(19, "deck"), at(21, "deck"))
    expect(timeline.studio.project.entries).toHaveLength(entries)
  })

  test("erase with Alt what the hand goes over", async () => {
    const timeline = await open()
    await press("b")
    timeline.hand.drag(at(18, "drums"), at(30, "drums"), { altKey: true })
    expect(clipIn(timeline, "drums-17")).toBeUndefined()
    expect(clipIn(timeline, "drums-29")).toBeUndefined()
    expect(clipIn(timeline, "drums-33")).toBeDefined()
    expect(labels(timeline)).toEqual(["Erase clips"])
  })

  test("split where they click", async () => {
    const timeline = await open()
    await press("{Shift>}s{/Shift}")
    timeline.hand.click(at(20.9, "piano"))
    expect(clipIn(timeline, "piano-17")?.lengthTicks).toBe(4 * BAR)
    expect(clipsOf(timeline.studio.project.project, "piano")).toHaveLength(4)
  })

  test("add, move, bend and remove points of automation", async () => {
    const timeline = await open(["strings"])
    const lane = () =>
      entityOf(timeline.studio.project.project.tracks, "strings")!.automation[0]!.points
    const y = HEADER_PX + 46 * 4
    const x = (bar: number): number => (bar - 17) * PX_PER_BAR
    timeline.hand.click({ x: x(21), y: y + 30 })
    expect(lane().map(({ tick }) => tick / BAR + 1)).toEqual([17, 21, 25, 29, 33])
    const value = lane()[1]!.value
    timeline.hand.drag({ x: x(21), y: y + 30 }, { x: x(22), y: y + 12 })
    expect(lane()[1]!.tick).toBe(21 * BAR)
    expect(lane()[1]!.value).toBeGreaterThan(value)
    timeline.hand.drag({ x: x(27), y: y + 20 }, { x: x(27), y: y - 10 }, { ctrlKey: true })
    expect(lane()[2]).toMatchObject({ curve: "smooth", tension: 0.5 })
    timeline.hand.click({ x: x(22), y: y + 12 }, { altKey: true })
    expect(lane()).toHaveLength(4)
  })

  test("draw automation along the hand, and erase what they go over, each as one entry", async () => {
    const timeline = await open(["strings"])
    const { hand, studio } = timeline
    const lane = () => entityOf(studio.project.project.tracks, "strings")!.automation[0]!.points
    const before = lane()
    const y = HEADER_PX + 46 * 4
    const x = (bar: number): number => (bar - 17) * PX_PER_BAR
    const up = (bar: number) => ({ x: x(bar), y: y + 40 - 5 * (bar - 18) })
    await press("b")
    hand.press(up(18))
    for (let bar = 18; bar <= 22; bar += 0.125) hand.move(up(bar))
    hand.release(up(22))
    expect(lane().map(({ tick }) => tick / BAR + 1)).toEqual([17, 18, 22, 25, 29, 33])
    hand.drag({ x: x(17.5), y: y + 20 }, { x: x(25.5), y: y + 20 }, { altKey: true })
    expect(lane().map(({ tick }) => tick / BAR + 1)).toEqual([17, 29, 33])
    studio.project.undo()
    studio.project.undo()
    expect(lane()).toEqual(before)
  })
})

describe("the hand on the ruler", () => {
  test("locates by click, and draws, moves and resizes the loop", async () => {
    const timeline = await open()
    const { hand, studio, transport } = timeline
    hand.click({ x: 3 * PX_PER_BAR + 5, y: 20 })
    expect(transport.ticks).toBe(19 * BAR)
    hand.drag({ x: 41, y: 5 }, { x: 3 * PX_PER_BAR, y: 5 })
    expect(studio.project.project.loop).toEqual({
      ...{ startTicks: 17 * BAR, lengthTicks: 2 * BAR, isOn: true },
    })
    hand.drag({ x: 3 * PX_PER_BAR, y: 5 }, { x: 5 * PX_PER_BAR, y: 5 })
    expect(studio.project.project.loop.lengthTicks).toBe(4 * BAR)
    hand.drag({ x: 3 * PX_PER_BAR, y: 5 }, { x: 4 * PX_PER_BAR, y: 5 })
    expect(studio.project.project.loop.startTicks).toBe(18 * BAR)
    hand.open({ x: 5 * PX_PER_BAR, y: 5 })
    expect(studio.project.project.loop.isOn).toBe(false)
  })

  test("draws, moves and renames sections", async () => {
    const timeline = await open()
    const marker = (id: string) => entityOf(timeline.studio.project.project.markers, id as never)
    timeline.hand.drag({ x: 2 * PX_PER_BAR, y: 40 }, { x: 3 * PX_PER_BAR, y: 40 })
    expect(marker("section-17")?.tick).toBe(17 * BAR)
    timeline.hand.open({ x: 4 * PX_PER_BAR, y: 40 })
    await page.getByRole("textbox", { name: "Name of the section" }).fill("Bridge")
    await press("{Enter}")
    expect(marker("section-17")?.name).toBe("Bridge")
    timeline.hand.drag({ x: 25 * PX_PER_BAR, y: 40 }, { x: 27 * PX_PER_BAR, y: 40 })
    expect(labels(timeline).at(-1)).toBe("Add section")
  })
})
