/** Notes as boxes in the track's colour, their strength by velocity; hits of drums as diamonds. */
import type { Spelling } from "#shared/music/index.ts"
import { pitchText } from "../../../ui/pitch-text.ts"
import { notesBetween, type Note } from "#shared/project/index.ts"
import type { Chosen } from "../edits/whole-selection.ts"
import { LEAST_NOTE_PX, type Picture } from "../geometry/hit.ts"
import { tickAt, xOf, yOf } from "../geometry/view.ts"
import { bucketOf, STRENGTHS, type NoteColours, type RollColours } from "./colours.ts"
import type { CrowdCanvas } from "./crowd.ts"

/** Names are written on notes of at least this size. */
const NAMED = { widthPx: 26, rowPx: 12 }
/** With more on one picture corners and names are too small to be seen, and cost. */
const MOST_BOXES = 1500

export interface DrawnNotes extends Picture {
  readonly widthPx: number
  readonly heightPx: number
  readonly selected: Chosen
  readonly spelling: Spelling
  readonly colours: RollColours
  readonly noteColours: NoteColours
  readonly crowd: CrowdCanvas
}

type Context = CanvasRenderingContext2D

interface NoteBox {
  x: number
  y: number
  width: number
  height: number
}

export function drawNotes(context: Context, drawn: DrawnNotes): void {
  const { view, toLineTicks, widthPx } = drawn
  const from = Math.floor(tickAt(view, -8) - toLineTicks)
  const to = Math.ceil(tickAt(view, widthPx + 8) - toLineTicks)
  const notes = notesBetween(drawn.clip, from, to)
  if (notes.length > MOST_BOXES) {
    drawn.crowd.draw(context, drawn, notes, {
      ...{ view, toLineTicks, rows: drawn.rows, selected: drawn.selected },
      ...{ pixels: drawn.noteColours.pixels, bone: drawn.colours.bonePixel },
    })
    return
  }
  fillNotes(context, drawn, byStrength(notes))
  nameNotes(context, drawn, notes)
  if (drawn.selected.size > 0) outlineNotes(context, drawn, notes)
}

/** One path for all notes of a strength; muted ones come last. */
function fillNotes(
  context: Context,
  drawn: DrawnNotes,
  buckets: readonly (readonly Note[])[],
): void {
  const { noteColours, rows } = drawn
  const box = { x: 0, y: 0, width: 0, height: 0 }
  buckets.forEach((notes, bucket) => {
    if (notes.length === 0) return
    context.fillStyle = noteColours.fills[bucket] ?? noteColours.muted
    context.beginPath()
    for (const note of notes)
      if (place(drawn, note, box)) traceNote(context, box, rows.kind === "drums")
    context.fill()
  })
}

function traceNote(context: Context, { x, y, width, height }: NoteBox, isDrum: boolean): void {
  if (!isDrum) {
    context.roundRect(x, y, width, height, Math.min(3, width / 2))
    return
  }
  context.moveTo(x, y + height / 2)
  context.lineTo(x + width / 2, y)
  context.lineTo(x + width, y + height / 2)
  context.lineTo(x + width / 2, y + height)
  context.closePath()
}

/** Writes where a note lies to `box`. @returns whether any of it is in the picture */
function place(drawn: DrawnNotes, note: Note, box: NoteBox): boolean {
  const { view, rows, toLineTicks, heightPx } = drawn
  const y = yOf(view, rows.rowOf[note.pitch]!)
  if (y + view.rowPx < 0 || y > heightPx) return false
  box.y = y + (view.rowPx > 6 ? 1 : 0)
  box.height = Math.max(2, view.rowPx - (view.rowPx > 6 ? 2 : 0.5))
  box.x = xOf(view, note.startTicks + toLineTicks)
  if (rows.kind === "drums") {
    box.width = box.height
    box.x -= box.width / 2
  } else box.width = Math.max(LEAST_NOTE_PX, note.lengthTicks * view.pxPerTick - 1)
  return true
}

/** The last bucket holds muted notes. */
function byStrength(notes: readonly Note[]): Note[][] {
  const buckets = Array.from({ length: STRENGTHS + 1 }, (): Note[] => [])
  for (const note of notes)
    buckets[note.isMuted === true ? STRENGTHS : bucketOf(note.velocity)]!.push(note)
  return buckets
}

function nameNotes(context: Context, drawn: DrawnNotes, notes: readonly Note[]): void {
  const { view, rows, colours, spelling } = drawn
  if (rows.kind === "drums" || view.rowPx < NAMED.rowPx) return
  context.font = `640 10px ${colours.fontUi}`
  context.textBaseline = "middle"
  context.textAlign = "left"
  context.fillStyle = colours.onNote
  const box = { x: 0, y: 0, width: 0, height: 0 }
  for (const note of notes) {
    if (note.lengthTicks * view.pxPerTick < NAMED.widthPx || note.isMuted === true) continue
    if (place(drawn, note, box))
      context.fillText(
        pitchText(note.pitch, spelling),
        Math.max(box.x, 0) + 5,
        box.y + box.height / 2 + 0.5,
      )
  }
}

function outlineNotes(context: Context, drawn: DrawnNotes, notes: readonly Note[]): void {
  const { rows, selected, colours } = drawn
  const box = { x: 0, y: 0, width: 0, height: 0 }
  context.strokeStyle = colours.bone
  context.lineWidth = 2
  context.beginPath()
  for (const note of notes)
    if (selected.has(note.id) && place(drawn, note, box))
      traceNote(context, box, rows.kind === "drums")
  context.stroke()
}
