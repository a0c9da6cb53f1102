/** Notes of a clip as a small roll: as high as the clip's own range of pitch. */
import {
  contentSpans,
  notesBetween,
  type Clip,
  type ContentSpan,
  type NotesClip,
} from "#shared/project/index.ts"
import { xOf, type TimeView } from "../model/time-view.ts"

/** Where a clip's content is drawn, px. */
export interface ContentBox {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly height: number
}

const LEAST_PITCHES = 12
const NOTE_PX = 2.6
const LEAST_NOTE_PX = 1.4
/** Rounds of a loop that are narrower are not drawn one by one. */
const LEAST_SPAN_PX = 3

const ranges = new WeakMap<NotesClip["notes"], { low: number; high: number }>()
const spans = new WeakMap<Clip, readonly ContentSpan[]>()
/** How far each pitch is painted already: notes in the same px are painted once. */
const painted = new Float64Array(128)

export function spansOf(clip: Clip): readonly ContentSpan[] {
  const known = spans.get(clip) ?? contentSpans(clip)
  spans.set(clip, known)
  return known
}

/** @param drums short marks in place of lengths, which drums do not have */
export function drawNotes(
  context: CanvasRenderingContext2D,
  clip: NotesClip,
  view: TimeView,
  box: ContentBox,
  drums: boolean,
): void {
  const { low, high } = rangeOfPitch(clip.notes)
  const room = box.height - 5
  if (room < 4) return
  const perPitch = room / Math.max(LEAST_PITCHES, high - low)
  const middle = (LEAST_PITCHES - Math.min(LEAST_PITCHES, high - low)) / 2
  const high2 = Math.max(LOWEST_NOTE_PX, Math.min(NOTE_PX, perPitch))
  painted.fill(-Infinity)
  for (const { contentTicks, lengthTicks, atTicks } of spansOf(clip)) {
    const x0 = xOf(view, atTicks)
    const x1 = xOf(view, atTicks + lengthTicks)
    if (x1 < box.left || x0 > box.right || x1 - x0 < LEAST_SPAN_PX) continue
    const end = Math.min(x1, box.right)
    const from = contentTicks + Math.max(0, (box.left - x0) / view.pxPerTick)
    const to = contentTicks + Math.min(lengthTicks, (box.right - x0) / view.pxPerTick)
    for (const note of notesBetween(clip, from, to)) {
      const at = x0 + (note.startTicks - contentTicks) * view.pxPerTick
      const left = Math.max(at, x0, box.left)
      const long = drums
        ? Math.min(3, note.lengthTicks * view.pxPerTick)
        : note.lengthTicks * view.pxPerTick - 0.6
      const right = Math.min(at + Math.max(LEAST_NOTE_PX, long), end)
      if (right <= painted[note.pitch]! + 0.5 || right <= left) continue
      painted[note.pitch] = right
      const y = box.top + 1 + (high - note.pitch + middle) * perPitch
      context.fillRect(left, y, right - left, high2)
    }
  }
}
const LOWEST_NOTE_PX = 1.5

function rangeOfPitch(notes: NotesClip["notes"]): { low: number; high: number } {
  const known = ranges.get(notes)
  if (known) return known
  let low = 127
  let high = 0
  for (const { pitch } of notes) {
    if (pitch < low) low = pitch
    if (pitch > high) high = pitch
  }
  const range = low > high ? { low: 60, high: 60 } : { low, high }
  ranges.set(notes, range)
  return range
}
