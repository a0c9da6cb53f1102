/** Bars by number, and the stretch that the clip plays. */
import type { MeterMap } from "#shared/music/index.ts"
import type { Stretch } from "../geometry/clip-time.ts"
import { tickAt, xOf, type RollView } from "../geometry/view.ts"
import type { NoteColours, RollColours } from "./colours.ts"

export const RULER_PX = 28
const BAND_PX = 5
const LEAST_LABEL_PX = 44

interface DrawnRuler {
  readonly view: RollView
  readonly widthPx: number
  readonly meters: MeterMap
  readonly heard: Stretch
  readonly isLooped: boolean
  readonly colours: RollColours
  readonly noteColours: NoteColours
}

/** With its top edge at 0. */
export function drawRuler(context: CanvasRenderingContext2D, drawn: DrawnRuler): void {
  const { view, widthPx, meters, heard, colours, noteColours } = drawn
  context.fillStyle = colours.panel
  context.fillRect(0, 0, widthPx, RULER_PX)
  const left = Math.max(0, xOf(view, heard.startTicks))
  const right = Math.min(widthPx, xOf(view, heard.endTicks))
  context.fillStyle = noteColours.track
  if (right > left) context.fillRect(left, RULER_PX - BAND_PX, right - left, BAND_PX - 1)
  if (drawn.isLooped) drawLoopEnds(context, drawn)
  const from = Math.max(0, tickAt(view, 0))
  const first = meters.barAt(from)
  const barPx = Math.max(1e-6, (first.endTicks - first.startTicks) * view.pxPerTick)
  const every = 2 ** Math.max(0, Math.ceil(Math.log2(LEAST_LABEL_PX / barPx)))
  context.font = `440 10px ${colours.fontNumbers}`
  context.textBaseline = "middle"
  context.textAlign = "left"
  for (const { bar, startTicks } of meters.barsBetween(from, tickAt(view, widthPx))) {
    if (bar % every !== 0) continue
    const x = Math.round(xOf(view, startTicks))
    context.fillStyle = colours.barLine
    context.fillRect(x, 0, 1, RULER_PX)
    context.fillStyle = colours.text2
    context.fillText(String(bar + 1), x + 4, 11)
  }
  context.fillStyle = colours.line
  context.fillRect(0, RULER_PX - 1, widthPx, 1)
}

/** A loop turns round at its ends: a tick at each. */
function drawLoopEnds(context: CanvasRenderingContext2D, drawn: DrawnRuler): void {
  const { view, heard, colours } = drawn
  context.fillStyle = colours.bone
  for (const tick of [heard.startTicks, heard.endTicks])
    context.fillRect(Math.round(xOf(view, tick)) - 1, RULER_PX - 10, 2, 9)
}
