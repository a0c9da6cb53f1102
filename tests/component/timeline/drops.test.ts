import { expect, test } from "vitest"
import { page } from "vitest/browser"
import { render } from "vitest-browser-svelte"
import "../../../src-renderer/app/theme/base.css"
import { clipsOf } from "#shared/project/index.ts"
import { EXCHANGE_TYPE, SONGS_TYPE } from "../../../src-renderer/session/index.ts"
import { aGesture } from "../../support/gesture-clips.ts"
import { nightFerry } from "../../support/night-ferry.ts"
import { after } from "../../support/projects.ts"
import { Hand } from "../support/hand.ts"
import { frames, openTimeline } from "../support/open-timeline.ts"
import { aTimelineStudio } from "../support/timeline-studio.ts"
import Timeline from "../support/Timeline.svelte"

const ROWS = ["drums", "bass", "piano", "strings", "chunks", "quay", "deck", "hall"]
const BAR = 3840
const PX_PER_BAR = 43
const HEADER_PX = 76
const RECORD = nightFerry().media.flat()[0]!.id

interface Dropped {
  what: string[]
  place: { startTicks: number; trackId: string | null; clipId?: string }
}

async function open(project = nightFerry()) {
  const { studio, transport } = await aTimelineStudio(project)
  const dropped: Dropped[] = []
  const place = { startTicks: BAR, trackId: "quay" }
  const drops = {
    all: [{ id: "job", name: "Voice.wav", fraction: 0.62, ...place }],
    take: (files: readonly File[], at: Dropped["place"]) =>
      dropped.push({ what: files.map(({ name }) => name), place: at }),
    addSongs: (ids: readonly string[], at: Dropped["place"]) =>
      dropped.push({ what: [...ids], place: at }),
    addExchange: (text: string, at: Dropped["place"]) => dropped.push({ what: [text], place: at }),
    addGesture: (text: string, at: Dropped["place"]) => dropped.push({ what: [text], place: at }),
  }
  const screen = await render(Timeline, { studio, transport, drops })
  const lanes = screen.getByTestId("timeline-lanes").element() as HTMLElement
  await frames(3)
  return { dropped, lanes }
}

function drag(
  lanes: HTMLElement,
  type: string,
  bar: number,
  y: number,
  data: DataTransfer,
): boolean {
  const box = lanes.getBoundingClientRect()
  const [clientX, clientY] = [box.left + (bar - 1) * PX_PER_BAR + 2, box.top + y]
  const about = { bubbles: true, cancelable: true, dataTransfer: data, clientX, clientY }
  return !lanes.dispatchEvent(new DragEvent(type, about))
}
const files = (): DataTransfer => {
  const data = new DataTransfer()
  data.items.add(new File(["x"], "voice.wav"))
  return data
}
const rowY = (id: string): number => HEADER_PX + ROWS.indexOf(id) * 46 + 20

test("files over a recording's track lie there on the grid, and a line says so before they are let go", async () => {
  const { dropped, lanes } = await open()
  expect(drag(lanes, "dragover", 5, rowY("quay"), files())).toBe(true)
  await expect.element(page.getByTestId("drop-mark")).toHaveTextContent("On Quay ambience")
  drag(lanes, "drop", 5, rowY("quay"), files())
  expect(dropped).toEqual([
    { what: ["voice.wav"], place: { startTicks: 4 * BAR, trackId: "quay" } },
  ])
  await expect.element(page.getByTestId("drop-mark")).not.toBeInTheDocument()
})

test("over a track that takes no recording they come on a new one below it", async () => {
  const { dropped, lanes } = await open()
  drag(lanes, "dragover", 3, rowY("piano"), files())
  await expect.element(page.getByTestId("drop-mark")).toMatchTextContent(/On a new track below/)
  drag(lanes, "drop", 3, rowY("piano"), files())
  expect(dropped[0]?.place).toEqual({ startTicks: 2 * BAR, trackId: null, belowId: "piano" })
})

test("notes over a recording's track come on a new one below it", async () => {
  const { dropped, lanes } = await open()
  const data = new DataTransfer()
  data.items.add(new File(["x"], "tune.mid", { type: "audio/midi" }))
  drag(lanes, "dragover", 3, rowY("quay"), data)
  const mark = page.getByTestId("drop-mark")
  await expect.element(mark).toHaveTextContent("On a new track below Quay ambience")
  drag(lanes, "drop", 3, rowY("quay"), data)
  expect(dropped[0]?.place).toEqual({ startTicks: 2 * BAR, trackId: null, belowId: "quay" })
})

test("an exchange of a duet comes on the duet's tracks, over whichever lane it is let go", async () => {
  const { dropped, lanes } = await open()
  const data = new DataTransfer()
  data.setData(EXCHANGE_TYPE, "{}")
  for (const id of ["piano", "quay"]) {
    drag(lanes, "dragover", 3, rowY(id), data)
    const mark = page.getByTestId("drop-mark")
    await expect.element(mark).toHaveTextContent("On the tracks of the duet")
    drag(lanes, "drop", 3, rowY(id), data)
    expect(dropped.at(-1)).toEqual({
      what: ["{}"],
      place: { startTicks: 2 * BAR, trackId: null, isOfDuet: true },
    })
  }
})

test("over a gesture a recording becomes what it is played on", async () => {
  const project = after(
    nightFerry(),
    ["track.add", { id: "hand", kind: "gesture", name: "Hand", index: 0 }],
    [
      "gesture.add",
      {
        ...{ id: "baby", trackId: "hand", name: "Baby", startTicks: BAR, mediaId: RECORD },
        gesture: aGesture(),
      },
    ],
  )
  const { dropped, lanes } = await open(project)
  drag(lanes, "dragover", 2.3, HEADER_PX + 50, files())
  await expect.element(page.getByTestId("drop-mark")).toHaveTextContent("The record of Baby")
  drag(lanes, "drop", 2.3, HEADER_PX + 50, files())
  expect(dropped[0]?.place).toMatchObject({ trackId: "hand", clipId: "baby" })
})

test("songs of the library are dropped by their ids", async () => {
  const { dropped, lanes } = await open()
  const data = new DataTransfer()
  data.setData(SONGS_TYPE, "song-0\nsong-1")
  drag(lanes, "drop", 2, rowY("quay"), data)
  expect(dropped[0]?.what).toEqual(["song-0", "song-1"])
})

test("what is on its way stands where it will be, and says how far it is", async () => {
  await open()
  const arriving = page.getByRole("progressbar", { name: "Adding Voice.wav" })
  await expect.element(arriving).toHaveAttribute("aria-valuenow", "62")
})

test("a second press on an empty place of a track of notes makes a clip of the bar's free part", async () => {
  const timeline = await openTimeline()
  const hand = new Hand(timeline.lanes)
  const before = clipsOf(timeline.studio.project.project, "piano")
  const last = before.at(-1)!
  const bar = Math.floor((last.startTicks + last.lengthTicks) / BAR) + 2
  const spot = { x: (bar - 0.5) * PX_PER_BAR, y: rowY("piano") }
  hand.open(spot)
  const clips = clipsOf(timeline.studio.project.project, "piano")
  expect(clips).toHaveLength(before.length + 1)
  expect(clips.at(-1)).toMatchObject({ startTicks: (bar - 1) * BAR, lengthTicks: BAR })
})
