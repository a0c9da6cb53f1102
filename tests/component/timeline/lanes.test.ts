import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { Hand } from "../support/hand.ts"
import { frames, openTimeline, type OpenTimeline } from "../support/open-timeline.ts"
import { press, violations } from "../support/open-studio.ts"

const BAR = 3840
const PX_PER_BAR = 40
/** Middles of the rows above the tracks. */
const Y = { chord: 65, tempo: 98, meter: 131, key: 153 }

async function open(): Promise<OpenTimeline & { hand: Hand }> {
  const place = { startTicks: 0, pxPerTick: PX_PER_BAR / BAR, scrollPx: 0 }
  const preferences = {
    "timeline.place.open": { ...place, folded: [], automated: [], isHeaderUnfolded: true },
  }
  const opened = await openTimeline({ preferences })
  await frames(2)
  return { ...opened, hand: new Hand(opened.lanes) }
}
const x = (bar: number): number => (bar - 1) * PX_PER_BAR

async function type(text: string): Promise<void> {
  await page.getByRole("textbox", { name: /:/ }).fill(text)
  await press("{Enter}")
}

describe("tempo, meter, key and chords above the tracks", () => {
  test("a second press writes one there, nothing in its field takes it away", async () => {
    const timeline = await open()
    const { hand, studio } = timeline
    hand.open({ x: x(31), y: Y.key })
    await type("Eb minor")
    expect(studio.project.project.keys).toContainEqual({
      tick: 30 * BAR,
      tonic: "Eb",
      mode: "minor",
    })
    hand.open({ x: x(31) + 4, y: Y.key })
    await type("")
    expect(studio.project.project.keys.some(({ tick }) => tick === 30 * BAR)).toBe(false)
    studio.project.undo()
    expect(studio.project.project.keys.some(({ tick }) => tick === 30 * BAR)).toBe(true)
  })

  test("a meter begins with a bar, wherever the hand is in it", async () => {
    const { hand, studio } = await open()
    hand.open({ x: x(27.3), y: Y.meter })
    await type("6/8")
    expect(studio.project.project.meters).toContainEqual({
      ...{ tick: 26 * BAR, numerator: 6, denominator: 8 },
    })
  })

  test("what is not understood stays in the field, with what is", async () => {
    const { hand, studio } = await open()
    const { at } = studio.project
    hand.open({ x: x(30), y: Y.chord })
    await type("what")
    await expect
      .element(page.getByRole("alert"))
      .toHaveTextContent("A chord, as Am7 or F#/C; N.C. for none")
    await press("{Escape}")
    await expect.element(page.getByRole("textbox", { name: /chord/i })).not.toBeInTheDocument()
    expect(studio.project.at).toBe(at)
  })

  test("a tempo is drawn up and along by the hand as one step, and ramped with Shift", async () => {
    const { hand, studio } = await open()
    hand.open({ x: x(10), y: Y.tempo })
    await type("100")
    const { at } = studio.project
    const tempoAt = (tick: number) =>
      studio.project.project.tempo.find((each) => each.tick === tick)
    hand.drag({ x: x(10), y: Y.tempo }, { x: x(12), y: Y.tempo - 12 })
    expect(studio.project.at).toBe(at + 1)
    expect(tempoAt(9 * BAR)).toBeUndefined()
    expect(tempoAt(11 * BAR)?.bpm).toBeGreaterThan(100)
    hand.click({ x: x(12), y: Y.tempo }, { shiftKey: true })
    expect(tempoAt(11 * BAR)?.curve).toBe("ramp")
  })

  test("the figures beside the ruler open the one that holds at the playhead", async () => {
    const { studio } = await open()
    await page.getByTitle("Change the tempo, quarters a minute").click()
    await type("77")
    expect(studio.project.project.tempo[0]?.bpm).toBe(77)
    expect(await violations()).toEqual([])
  })
})
