/** Runs in the browser: the whole timeline over a document of the size that is promised, scrolled by its own wheel. */
import { flushSync, mount } from "svelte"
import { entitiesOf, sizeOf, type Project } from "#shared/project/index.ts"
import type { Studio } from "../../../src-renderer/session/index.ts"
import type { MeasuredDocument, MeasuredScroll } from "../../bench/lib/measured-timeline.ts"
import { aBigProject } from "../../support/big-project.ts"
import { PATH_PART } from "../../support/night-ferry.ts"
import { after, TAKE } from "../../support/projects.ts"
import Timeline from "../support/Timeline.svelte"
import { aTimelineStudio } from "../support/timeline-studio.ts"
import "../../../src-renderer/app/theme/base.css"

/** What runs in a frame of the page's own is counted. */
const original = window.requestAnimationFrame.bind(window)
let scriptMs = 0
window.requestAnimationFrame = (run) =>
  original((nowMs) => {
    const before = performance.now()
    run(nowMs)
    scriptMs += performance.now() - before
  })

const SCROLLS: Record<string, WheelEventInit[]> = {
  "over time": [{ deltaX: 30 }, { deltaX: -22 }],
  "over tracks": [{ deltaY: 30 }, { deltaY: -22 }],
  "over tracks, all of time": [{ deltaY: 40 }, { deltaY: -31 }],
  zooming: [
    { deltaY: -30, ctrlKey: true },
    { deltaY: 34, ctrlKey: true },
  ],
}

let opened: { studio: Studio; lanes: HTMLElement } | undefined

async function open(): Promise<MeasuredDocument> {
  const project = withRecordings(aBigProject())
  const { studio, transport } = await aTimelineStudio(project)
  const before = performance.now()
  flushSync(() => mount(Timeline, { target: document.body, props: { studio, transport } }))
  await nextFrames(2)
  const openMs = performance.now() - before
  const lanes = document.querySelector<HTMLElement>('[data-testid="timeline-lanes"]')!
  opened = { studio, lanes }
  return { ...sizesOf(project), openMs }
}

/** So that waveforms, which arrive in tiles, are there before it is scrolled. */
async function prepare(name: string): Promise<void> {
  if (name === "over tracks, all of time") opened?.studio.commands.run("timeline.frame-all")
  await nextFrames(30)
}

const scroll = (name: string, frames: number): Promise<MeasuredScroll> =>
  during(frames, opened!.lanes, SCROLLS[name]!)

async function during(
  frames: number,
  lanes: HTMLElement,
  wheels: readonly WheelEventInit[],
): Promise<MeasuredScroll> {
  const all: number[] = []
  for (let i = 0; i < frames; i++) {
    // Forward mostly, so that what was not seen yet comes into the picture.
    const wheel = wheels[i % 5 === 4 ? 1 : 0]!
    const place = { clientX: 700, clientY: 400, bubbles: true, cancelable: true }
    const before = performance.now()
    lanes.dispatchEvent(new WheelEvent("wheel", { ...place, ...wheel }))
    flushSync()
    const eventMs = performance.now() - before
    scriptMs = 0
    await nextFrames(1)
    all.push(eventMs + scriptMs)
  }
  const sorted = all.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  return { median: at(0.5), p95: at(0.95), most: at(1) }
}

/** Half of the clips play a recording with a waveform. */
const withRecordings = (project: Project): Project =>
  after(project, ["media.relink", { media: { ...TAKE, songPartId: PATH_PART } }])

function sizesOf({ tracks, clips }: Project) {
  const notes = entitiesOf(clips).reduce(
    (sum, clip) => sum + (clip.kind === "notes" ? clip.notes.length : 0),
    0,
  )
  return { tracks: sizeOf(tracks), clips: sizeOf(clips), notes }
}

/** Until the frames and what was drawn in them are over. */
async function nextFrames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => original(resolve))
  await new Promise((resolve) => setTimeout(resolve))
}

Object.assign(window, { bench: { open, prepare, scroll, names: Object.keys(SCROLLS) } })
