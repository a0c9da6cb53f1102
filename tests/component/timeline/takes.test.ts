import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { clipsOf, takesOf } from "#shared/project/index.ts"
import { Hand } from "../support/hand.ts"
import { BAR, frames, openTimeline, type OpenTimeline } from "../support/open-timeline.ts"
import { violations } from "../support/open-studio.ts"
import { aNote, aNotesClip } from "../../support/projects.ts"

const PX_PER_BAR = 40
const HEADER_PX = 76
const ROW_PX = 46

/** Three recordings over bars 1 to 8 of the piano, whose row is the third. */
async function open(): Promise<OpenTimeline & { hand: Hand }> {
  const place = { startTicks: 0, pxPerTick: PX_PER_BAR / BAR, scrollPx: 0 }
  const view = { snap: true, grid: "bar", follow: true, inspector: false, dock: true }
  const preferences = {
    "timeline.place.open": { ...place, folded: [], automated: [] },
    "timeline.view": { ...view, inspectorPx: 264, dockPx: 246 },
  }
  const opened = await openTimeline({ preferences })
  const { project } = opened.studio
  const here = clipsOf(project.project, "piano").map(({ id }) => id)
  project.run("clip.remove", { clipIds: here })
  for (const pitch of [60, 61, 62]) {
    const notes = [aNote("n", { pitch, lengthTicks: 4 * BAR })]
    const clip = aNotesClip(`take-${pitch}`, {
      ...{ trackId: "piano", lengthTicks: 8 * BAR, notes },
    })
    project.run("take.add", { clip, pieceId: `piece-${pitch}` })
  }
  await page.getByRole("button", { name: "Takes of Piano" }).click()
  await frames(2)
  return { ...opened, hand: new Hand(opened.lanes) }
}
const inTake = (lane: number, bar: number) => ({
  x: (bar - 1) * PX_PER_BAR,
  y: HEADER_PX + ROW_PX * (2 + lane) + ROW_PX / 2,
})
const sounding = ({ studio }: OpenTimeline): string[] =>
  clipsOf(studio.project.project, "piano").map(
    ({ name, startTicks, lengthTicks }) =>
      `${name} ${startTicks / BAR + 1}-${(startTicks + lengthTicks) / BAR + 1}`,
  )

describe("takes", () => {
  test("are lanes below their track; a drag over one chooses that range, and is undone as one", async () => {
    const timeline = await open()
    expect(page.getByRole("group", { name: /^Take \d of/ }).elements()).toHaveLength(3)
    expect(sounding(timeline)).toEqual(["take-62 1-9"])
    timeline.hand.drag(inTake(1, 3), inTake(1, 5))
    expect(sounding(timeline)).toEqual(["take-62 1-3", "take-60 3-5", "take-62 5-9"])
    timeline.hand.drag(inTake(2, 4), inTake(2, 7))
    expect(sounding(timeline)).toEqual([
      ...["take-62 1-3", "take-60 3-4", "take-61 4-7", "take-62 7-9"],
    ])
    timeline.studio.project.undo()
    expect(sounding(timeline)).toEqual(["take-62 1-3", "take-60 3-5", "take-62 5-9"])
    expect(await violations()).toEqual([])
  })

  test("are chosen whole by a click, chosen and removed at their heads, and closed again", async () => {
    const timeline = await open()
    timeline.hand.click(inTake(2, 4))
    expect(sounding(timeline)).toEqual(["take-61 1-9"])
    await page.getByRole("button", { name: "Choose take 1 of Piano" }).click()
    expect(sounding(timeline)).toEqual(["take-60 1-9"])
    await expect
      .element(page.getByRole("button", { name: "Choose take 1 of Piano" }))
      .toHaveAttribute("aria-pressed", "true")
    await page.getByRole("button", { name: "Remove take 3 of Piano" }).click()
    expect(takesOf(timeline.studio.project.project, "piano")).toHaveLength(2)
    await page.getByRole("button", { name: "Takes of Piano" }).click()
    expect(page.getByRole("group", { name: /^Take \d of/ }).elements()).toHaveLength(0)
  })
})
