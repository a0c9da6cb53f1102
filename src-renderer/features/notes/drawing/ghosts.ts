/** Notes behind the clip's own: those of other tracks at the same time, and later rounds of its loop. */
import {
  clipsOf,
  contentSpans,
  entityOf,
  notesBetween,
  type ContentSpan,
  type NotesClip,
  type Project,
} from "#shared/project/index.ts"
import type { Rows } from "../geometry/rows.ts"
import { tickAt, xOf, yOf, type RollView } from "../geometry/view.ts"

/** With more on one picture they are a fog that tells nothing. */
const MOST_GHOSTS = 4000

interface Ghosts {
  readonly project: Project
  readonly clip: NotesClip
  readonly view: RollView
  readonly rows: Rows
  readonly widthPx: number
  readonly heightPx: number
  readonly fill: string
}

/** Drums are left out: their rows mean no pitch. */
export function drawGhosts(context: CanvasRenderingContext2D, ghosts: Ghosts): void {
  const { project, clip, view, widthPx, fill } = ghosts
  const [from, to] = [tickAt(view, 0), tickAt(view, widthPx)]
  let left = MOST_GHOSTS
  context.fillStyle = fill
  for (const trackId of project.trackOrder) {
    const track = entityOf(project.tracks, trackId)
    if (trackId === clip.trackId || track?.kind === "drum" || track?.isMuted === true) continue
    for (const other of clipsOf(project, trackId)) {
      if (other.startTicks >= to || left <= 0) break
      if (other.kind === "notes" && !other.isMuted && other.startTicks + other.lengthTicks > from)
        left -= drawSpans(context, ghosts, other, contentSpans(other), left)
    }
  }
}

/** What the loop repeats, after the round that can be edited. */
export function drawRounds(
  context: CanvasRenderingContext2D,
  rounds: Omit<Ghosts, "project"> & { readonly shownToTicks: number },
): void {
  const { clip, fill, shownToTicks } = rounds
  context.fillStyle = fill
  const later = contentSpans(clip).filter(({ atTicks }) => atTicks >= shownToTicks)
  drawSpans(context, rounds, clip, later, MOST_GHOSTS)
}

/** @returns how many notes were drawn */
function drawSpans(
  context: CanvasRenderingContext2D,
  { view, rows, widthPx, heightPx }: Omit<Ghosts, "project">,
  clip: NotesClip,
  spans: readonly ContentSpan[],
  most: number,
): number {
  const [from, to] = [tickAt(view, 0), tickAt(view, widthPx)]
  let count = 0
  for (const { contentTicks, lengthTicks, atTicks } of spans) {
    if (atTicks >= to || atTicks + lengthTicks <= from) continue
    const shift = atTicks - contentTicks
    const first = Math.max(contentTicks, from - shift)
    for (const note of notesBetween(
      clip,
      first,
      Math.min(contentTicks + lengthTicks, to - shift),
    )) {
      if (note.startTicks < contentTicks) continue
      if (++count > most) return count
      const y = yOf(view, rows.rowOf[note.pitch]!)
      if (y > -view.rowPx && y < heightPx)
        context.fillRect(
          xOf(view, note.startTicks + shift),
          y + 1,
          Math.max(2, note.lengthTicks * view.pxPerTick - 1),
          Math.max(1, view.rowPx - 2),
        )
    }
  }
  return count
}
