import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { clipsOf } from "#shared/project/index.ts"
import { BAR, frames, openTimeline, trackIn, type OpenTimeline } from "../support/open-timeline.ts"
import { press } from "../support/open-studio.ts"

const PX_PER_BAR = 40
const ROWS = ["drums", "bass", "piano", "strings", "chunks", "quay", "deck", "hall"]
const place = { startTicks: 16 * BAR, pxPerTick: PX_PER_BAR / BAR, scrollPx: 0 }
const preferences = { "timeline.place.open": { ...place, folded: [], automated: [] } }

const open = (): Promise<OpenTimeline> => openTimeline({ preferences })

function ask(element: Element, x: number, y: number, pointerType = "mouse"): void {
  const box = element.getBoundingClientRect()
  const about = { bubbles: true, cancelable: true, button: 2, pointerType }
  const at = { clientX: box.left + x, clientY: box.top + y }
  element.dispatchEvent(new PointerEvent("contextmenu", { ...about, ...at }))
}
const rowY = (id: string): number => 76 + ROWS.indexOf(id) * 46 + 24
const entry = (name: RegExp) => page.getByRole("menuitem", { name })

describe("menus of what lies under the pointer", () => {
  test("of a clip: it is selected, and its commands are there with their keys", async () => {
    const timeline = await open()
    const { lanes, studio } = timeline
    const clip = clipsOf(studio.project.project, "strings").find(
      ({ startTicks }) => startTicks >= 16 * BAR,
    )!
    const count = clipsOf(studio.project.project, "strings").length
    ask(lanes, ((clip.startTicks - 16 * BAR) / BAR) * PX_PER_BAR + 20, rowY("strings"))
    await expect.element(entry(/^Duplicate/)).toBeVisible()
    expect(entry(/^Duplicate/).element().textContent).toMatch(/Ctrl\s*D/)
    expect(studio.selection.of("clip")).toEqual([clip.id])
    await entry(/^Duplicate/).click()
    expect(clipsOf(studio.project.project, "strings")).toHaveLength(count + 1)
  })

  test("of the ruler: the playhead goes there, since its commands are about the playhead", async () => {
    const { lanes, transport } = await open()
    ask(lanes, 4 * PX_PER_BAR, 20)
    await expect.element(entry(/^Add a marker/)).toBeVisible()
    expect(transport.ticks).toBe(20 * BAR)
    await press("{Escape}")
    await expect.element(entry(/^Add a marker/)).not.toBeInTheDocument()
  })

  test("of the ruler: recording into the loop's range stands there where one can record", async () => {
    const { lanes, studio } = await open()
    ask(lanes, 4 * PX_PER_BAR, 20)
    await expect.element(entry(/^Add a marker/)).toBeVisible()
    expect(entry(/^Record into/).elements()).toEqual([])
    await press("{Escape}")
    const ran: string[] = []
    const label = "Record into the loop’s range"
    const command = { id: "transport.record-range", label, group: "Transport" }
    studio.commands.register([{ ...command, run: () => void ran.push(label) }])
    ask(lanes, 4 * PX_PER_BAR, 20)
    await entry(/^Record into/).click()
    expect(ran).toEqual([label])
  })

  test("of a track's head: duplicating brings its clips and its sound", async () => {
    const timeline = await open()
    const { studio } = timeline
    const head = document.querySelector('[data-track="piano"]')!
    ask(head, 10, 10)
    await entry(/^Duplicate the track/).click()
    const { trackOrder } = studio.project.project
    const copy = trackOrder[trackOrder.findIndex((id) => id === "piano") + 1]!
    expect(clipsOf(studio.project.project, copy)).toHaveLength(
      clipsOf(studio.project.project, "piano").length,
    )
    expect(trackIn(timeline, copy).devices).toHaveLength(trackIn(timeline, "piano").devices.length)
  })

  test("by a key: about what is selected, and the arrows go through it", async () => {
    const { lanes, studio } = await open()
    const [clip] = clipsOf(studio.project.project, "strings")
    studio.selection.set("clip", [clip!.id])
    await frames(2)
    ask(lanes, 0, 0, "")
    await expect.element(entry(/^Mute or unmute/)).toBeVisible()
    await press("{End}")
    await expect.element(entry(/^Remove/)).toHaveFocus()
  })

  test("of the ground below the tracks: what can be added there", async () => {
    const { lanes, studio } = await open()
    const before = studio.project.project.trackOrder.length
    ask(lanes, 100, 76 + ROWS.length * 46 + 30)
    await entry(/^Add a drum track/).click()
    expect(studio.project.project.trackOrder).toHaveLength(before + 1)
  })
})
