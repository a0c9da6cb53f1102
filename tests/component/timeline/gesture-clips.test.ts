import { expect, test } from "vitest"
import { page } from "vitest/browser"
import { deckOfClip, type GestureClip } from "#shared/project/index.ts"
import { aGesture, aPlayed } from "../../support/gesture-clips.ts"
import { nightFerry, QUAY_PART } from "../../support/night-ferry.ts"
import { after } from "../../support/projects.ts"
import { press, violations } from "../support/open-studio.ts"
import { BAR, clipIn, frames, openTimeline, type OpenTimeline } from "../support/open-timeline.ts"

const recordings = (name: string): string =>
  nightFerry()
    .media.flat()
    .find((media) => media.songPartId === name)!.id

async function openHand(): Promise<OpenTimeline> {
  const mediaId = recordings(QUAY_PART)
  const place = { trackId: "hand", mediaId }
  const project = after(
    nightFerry(),
    ["track.add", { id: "hand", kind: "gesture", name: "Hand", index: 0 }],
    ["gesture.add", { ...place, id: "take", name: "Take 1", startTicks: 0, played: aPlayed() }],
    ["gesture.add", { ...place, id: "baby", name: "Baby", startTicks: BAR, gesture: aGesture() }],
  )
  return openTimeline({ project })
}
const handIn = (timeline: OpenTimeline, id: string): GestureClip => {
  const clip = clipIn(timeline, id)
  if (clip?.kind !== "gesture") throw new Error(`${id} is no gesture`)
  return clip
}

test("a gesture is spoken and counted, and breaks no rule of access", async () => {
  const timeline = await openHand()
  timeline.studio.selection.set("clip", ["take"])
  await frames(3)
  await expect
    .element(page.getByRole("listbox", { name: "Clips of Hand" }))
    .toMatchTextContent(/Take 1, bar 1 on Hand/)
  await expect.element(page.getByRole("img", { name: "Gestures" })).toBeVisible()
  await expect.element(page.getByText(/strokes, 1 cut$/)).toBeVisible()
  expect(await violations()).toEqual([])
})

test("the inspector puts another record on, moves the needle and changes the fader, as one step each", async () => {
  const timeline = await openHand()
  timeline.studio.selection.set("clip", ["take"])
  const before = handIn(timeline, "take")
  await page.getByRole("combobox", { name: /^Record:/ }).click()
  await page.getByRole("option", { name: "Path", exact: true }).click()
  expect(handIn(timeline, "take").mediaId).not.toBe(before.mediaId)
  const needle = page.getByRole("textbox", { name: "Needle at" })
  await needle.fill("1.25")
  await press("{Enter}")
  expect(deckOfClip(handIn(timeline, "take")).startSeconds).toBeCloseTo(1.25, 6)
  await page.getByRole("switch", { name: "Reverse fader" }).click()
  expect(deckOfClip(handIn(timeline, "take")).curve?.reverse).toBe(true)
  expect(handIn(timeline, "take").content.kind).toBe("played")
  for (let step = 0; step < 3; step++) timeline.studio.project.undo()
  expect(handIn(timeline, "take")).toBe(before)
})

test("what was drawn has a motor, a level and fades", async () => {
  const timeline = await openHand()
  timeline.studio.selection.set("clip", ["baby"])
  await page.getByRole("switch", { name: "Motor" }).click()
  expect(deckOfClip(handIn(timeline, "baby")).hasMotor).toBe(true)
  await page.getByRole("textbox", { name: "Level", exact: true }).fill("-6")
  await press("{Enter}")
  await page.getByRole("textbox", { name: "Fade in" }).fill("100 ms")
  await press("{Enter}")
  expect(handIn(timeline, "baby").gainDb).toBe(-6)
  expect(handIn(timeline, "baby").fadeIn?.lengthTicks).toBeGreaterThan(0)
})
