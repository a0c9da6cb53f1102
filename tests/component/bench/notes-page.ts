/** Runs in the browser: the Notes view over a clip of many notes; what the page's thread does for each frame. */
import { flushSync, mount } from "svelte"
import { projectToText } from "#shared/project/index.ts"
import "../../../src-renderer/app/theme/tokens.css"
import { createStudio } from "../../../src-renderer/session/index.ts"
import type { MeasuredNotes, Spread } from "../../bench/lib/measured-frames.ts"
import { after, anEmptyProject, aNote, aNotesClip } from "../../support/projects.ts"
import NotesHarness from "../notes/NotesHarness.svelte"

/** Every frame of the view goes through requestAnimationFrame. */
const original = window.requestAnimationFrame.bind(window)
let drawnMs = 0
window.requestAnimationFrame = (run) =>
  original((nowMs) => {
    const before = performance.now()
    run(nowMs)
    drawnMs += performance.now() - before
  })

async function measure(count: number, frames: number): Promise<MeasuredNotes> {
  const studio = createStudio({ platform: "linux" })
  const project = aClipOf(count)
  const document_ = projectToText(project)
  const opened = { id: project.id, name: "", document: document_, isUntitled: true }
  studio.project.take({ ...opened, isReadOnly: true } as never)
  const transport = { isPlaying: false, positionTicks: () => 0, playKey: () => {} }
  const target = document.createElement("div")
  document.body.append(target)
  const beforeMs = performance.now()
  mount(NotesHarness, { target, props: { studio, transport, clipId: "many" } })
  flushSync()
  const openMs = performance.now() - beforeMs
  await frame(3)
  const roll = document.querySelector("[data-testid=roll]")!
  roll.setPointerCapture = () => {}
  const wheel = (init: WheelEventInit): unknown =>
    roll.dispatchEvent(new WheelEvent("wheel", { clientX: 600, clientY: 300, ...init }))
  const wholeMs = await during(frames, (i) => wheel({ deltaY: i % 2 === 0 ? 30 : -30 }))
  wheel({ deltaY: -750, ctrlKey: true })
  await frame(2)
  const scrollMs = await during(frames, () => wheel({ deltaY: 40, shiftKey: true }))
  studio.selection.set("note", ["many/n0"])
  const selectMs = await during(frames, (i) => studio.selection.set("note", [`many/n${i}`]))
  return { openMs, wholeMs, scrollMs, selectMs, dragMs: await dragging(roll, studio, frames) }
}

/** Ctrl+A, then all notes dragged by one. */
async function dragging(
  roll: Element,
  studio: ReturnType<typeof createStudio>,
  frames: number,
): Promise<Spread> {
  studio.commands.run("notes.frame-all")
  studio.commands.run("notes.select-all")
  await frame(2)
  const box = roll.getBoundingClientRect()
  const hitX = box.left + 52 + (box.width - 52) * 0.5
  let hitY = box.top + 40
  const send = (kind: string, x: number, y: number): unknown =>
    roll.dispatchEvent(new PointerEvent(kind, { clientX: x, clientY: y, pointerId: 1 }))
  // The first row with a note under the pointer.
  for (; hitY < box.bottom; hitY += 2) {
    send("pointermove", hitX, hitY)
    if ((roll as HTMLElement).style.cursor === "grab") break
  }
  send("pointerdown", hitX, hitY)
  const spread = await during(frames, (i) => send("pointermove", hitX + 20 + i * 3, hitY))
  send("pointerup", hitX, hitY)
  return spread
}

function aClipOf(count: number) {
  const notes = Array.from({ length: count }, (_, i) =>
    aNote(`n${i}`, {
      startTicks: i * 40,
      lengthTicks: 60 + ((i * 7) % 5) * 60,
      pitch: 30 + ((i * 7) % 60),
      velocity: 1 + ((i * 13) % 127),
    }),
  )
  const place = { lengthTicks: Math.ceil((count * 40) / 3840) * 3840 }
  return after(
    anEmptyProject(),
    ["track.add", { id: "keys", kind: "instrument", name: "Piano", colour: 2 }],
    ["key.set", { events: [{ tick: 0, tonic: "D", mode: "minor" }] }],
    ["clip.add", { clips: [aNotesClip("many", { ...place, notes })] }],
  )
}

/** JavaScript from the event to the picture: the handler, what follows from it, and the frame. */
async function during(frames: number, each: (i: number) => unknown): Promise<Spread> {
  const took: number[] = []
  for (let i = 0; i < frames; i++) {
    drawnMs = 0
    const before = performance.now()
    each(i)
    flushSync()
    const handledMs = performance.now() - before
    await frame(2)
    took.push(handledMs + drawnMs)
  }
  took.sort((a, b) => a - b)
  const at = (share: number): number => took[Math.floor(share * (took.length - 1))] ?? 0
  return { median: at(0.5), p95: at(0.95) }
}

async function frame(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => original(resolve))
}

Object.assign(window, { measure })
