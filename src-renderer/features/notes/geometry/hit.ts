/** Which note is under the pointer, and by which part of it. */
import { notesBetween, type Note, type NotesClip } from "#shared/project/index.ts"
import type { Rows } from "./rows.ts"
import { rowAt, tickAt, xOf, type Box, type RollView } from "./view.ts"

export type Grip = "start" | "body" | "end"

export interface NoteHit {
  readonly note: Note
  readonly grip: Grip
}

/** How near to an edge the pointer takes it, and the least width of a note that is drawn. */
const EDGE_PX = 6
export const LEAST_NOTE_PX = 3

/** The clip, where its content begins on the time line, and what is shown of it. */
export interface Picture {
  readonly clip: NotesClip
  readonly toLineTicks: number
  readonly view: RollView
  readonly rows: Rows
}

/** The topmost note at a place; the edges of narrow notes give way to their bodies. */
export function noteAt({ clip, toLineTicks, view, rows }: Picture, x: number, y: number) {
  const pitch = rows.pitches[rowAt(view, y)]
  if (pitch === undefined) return null
  const near = notesBetween(
    clip,
    Math.floor(tickAt(view, x - EDGE_PX) - toLineTicks),
    Math.ceil(tickAt(view, x + EDGE_PX) - toLineTicks),
  )
  for (let i = near.length - 1; i >= 0; i--) {
    const note = near[i]!
    if (note.pitch !== pitch) continue
    const left = xOf(view, note.startTicks + toLineTicks)
    const width = Math.max(LEAST_NOTE_PX, note.lengthTicks * view.pxPerTick)
    const grip = gripOf(x - left, width, rows.kind === "drums")
    if (grip) return { note, grip } satisfies NoteHit
  }
  return null
}

/** A hit of a drum is a point: it has no edges, and is drawn round its start. */
function gripOf(x: number, width: number, isDrum: boolean): Grip | null {
  if (isDrum) return Math.abs(x) <= EDGE_PX + 1 ? "body" : null
  if (x < 0 || x > width) return null
  const edge = Math.min(EDGE_PX, width / 4)
  if (width >= 8 && x >= width - edge) return "end"
  return width >= 16 && x <= edge ? "start" : "body"
}

/** Notes that a box touches, in ticks of the time line and rows. */
export function notesIn({ clip, toLineTicks, rows }: Omit<Picture, "view">, box: Box): Note[] {
  const from = Math.floor(box.startTicks - toLineTicks)
  const to = Math.ceil(box.endTicks - toLineTicks)
  return notesBetween(clip, from, Math.max(from + 1, to)).filter(({ pitch, startTicks }) => {
    const row = rows.rowOf[pitch]!
    const isThere = rows.kind === "keys" || startTicks >= from
    return row >= box.topRow && row <= box.bottomRow && isThere
  })
}

/** The box round some notes; null round none. */
export function boxOf(notes: readonly Note[], toLineTicks: number, rows: Rows): Box | null {
  if (notes.length === 0) return null
  let [startTicks, endTicks, topRow, bottomRow] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const note of notes) {
    const row = rows.rowOf[note.pitch]!
    startTicks = Math.min(startTicks, note.startTicks + toLineTicks)
    endTicks = Math.max(endTicks, note.startTicks + note.lengthTicks + toLineTicks)
    topRow = Math.min(topRow, row)
    bottomRow = Math.max(bottomRow, row)
  }
  return { startTicks, endTicks, topRow, bottomRow }
}
