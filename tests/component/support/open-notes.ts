/** The Notes view over a song in memory, with the pointer at musical places. */
import { render } from "vitest-browser-svelte"
import { page } from "vitest/browser"
import { projectToText, type NotesClip, type Project } from "#shared/project/index.ts"
import "../../../src-renderer/app/theme/base.css"
import type { NotesTransport } from "../../../src-renderer/features/notes/index.ts"
import { createStudio, type Studio } from "../../../src-renderer/session/index.ts"
import { createFakeEngine, type FakeOptions } from "../../support/fake-engine.ts"
import NotesHarness from "../notes/NotesHarness.svelte"
import { aSong } from "./note-song.ts"

export interface OpenNotes {
  studio: Studio
  /** `[pitch, velocity]` of each key that was played, 0 for those let go. */
  played: [pitch: number, velocity: number][]
  /** The clip as it is now. */
  clip(id?: string): NotesClip
}

export interface NotesOptions {
  project?: Project
  clipId?: string | null
  preferences?: Record<string, unknown>
  positionTicks?: number
  overrides?: FakeOptions["overrides"]
}

export async function openNotes(options: NotesOptions = {}): Promise<OpenNotes> {
  const { project = aSong(), clipId = "melody", preferences = {}, positionTicks = 0 } = options
  const fake = createFakeEngine({
    preferences,
    overrides: { "projects.append": () => ({}) as never, ...options.overrides },
  })
  const studio = createStudio({ platform: "linux" })
  fake.plug(studio)
  await studio.preferences.load()
  const opened = { id: project.id, name: project.title, document: projectToText(project) }
  studio.project.take({ ...opened, isUntitled: false, isReadOnly: false } as never)
  const played: OpenNotes["played"] = []
  const transport: NotesTransport = {
    isPlaying: false,
    positionTicks: () => positionTicks,
    playKey: (_, pitch, velocity) => void played.push([pitch, velocity]),
  }
  await render(NotesHarness, { studio, transport, clipId })
  const clip = (id = clipId ?? ""): NotesClip =>
    studio.project.project.clips.flat().find((each) => each.id === id) as NotesClip
  return { studio, played, clip }
}

export const roll = () => page.getByTestId("roll")

const RULER_PX = 28
const KEYS_PX = 52
const ROW_PX = 16
/** The melody's highest and lowest rows, as counted from pitch 127 down. */
const MIDDLE_ROW = (53 + 66) / 2
const CLIP = { startTicks: 8 * 3840, lengthTicks: 4 * 3840 }

/** Where a tick of the melody's content and a pitch lie, in px of the roll, while the whole clip is framed. */
export function at(contentTicks: number, pitch: number): readonly [x: number, y: number] {
  const { width, height } = roll().element().getBoundingClientRect()
  const rowsPx = width - KEYS_PX
  const x = KEYS_PX + rowsPx * 0.04 + (contentTicks / CLIP.lengthTicks) * rowsPx * 0.92
  const topRow = MIDDLE_ROW - (height - RULER_PX) / ROW_PX / 2
  return [x, RULER_PX + (127 - pitch + 0.5 - topRow) * ROW_PX]
}

type Keys = Pick<PointerEventInit, "shiftKey" | "ctrlKey" | "altKey" | "button">

/** Presses at the first place, moves over the others, lets go at the last: px of the element. */
export function drag(
  element: Element,
  places: readonly (readonly [x: number, y: number])[],
  keys: Keys = {},
  isLetGo = true,
): void {
  // A pointer that no hand moves cannot be captured.
  element.setPointerCapture = () => {}
  const box = element.getBoundingClientRect()
  const send = (kind: string, [x, y]: readonly [number, number]): boolean =>
    element.dispatchEvent(
      new PointerEvent(kind, {
        ...{ clientX: box.left + x, clientY: box.top + y, pointerId: 1, bubbles: true },
        ...keys,
      }),
    )
  send("pointerdown", places[0]!)
  for (const place of places.slice(1)) send("pointermove", place)
  if (isLetGo) send("pointerup", places.at(-1)!)
}
