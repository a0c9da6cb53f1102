/** What a model proposes: its bars in a dashed line, its notes washed and hatched, until they are kept. */
import type { HeardNote } from "#shared/contract/index.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import type { Rows } from "../geometry/rows.ts"
import { xOf, yOf, type RollView } from "../geometry/view.ts"
import type { RollColours } from "./colours.ts"

export interface Proposal {
  readonly bars: { readonly startTicks: number }
  /** What of them is written. */
  readonly within: { readonly startTicks: number; readonly endTicks: number }
  /** Of the model. */
  readonly name: string
  /** From the bars' beginning on. */
  readonly notes: readonly HeardNote[]
}

interface Ground {
  readonly view: RollView
  readonly rows: Rows
  readonly colours: RollColours
  readonly heightPx: number
}
type Context = CanvasRenderingContext2D
interface Box {
  x: number
  y: number
  width: number
  height: number
}

const DASH = [4, 3]
const HATCH_PX = 7
const NAME_PX = 16

export function drawProposal(context: Context, ground: Ground, proposal: Proposal): void {
  const { notes, name, within } = proposal
  const { view, colours, heightPx } = ground
  const [x, end] = [xOf(view, within.startTicks), xOf(view, within.endTicks)]
  context.save()
  context.strokeStyle = colours.ai
  context.lineWidth = 1
  context.setLineDash(DASH)
  context.strokeRect(x + 0.5, 0.5, end - x - 1, heightPx - 1)
  for (const note of notes) drawNote(context, ground, boxOf(ground, proposal, note))
  context.setLineDash([])
  context.fillStyle = colours.ai
  context.font = `600 11px ${colours.fontUi}`
  context.textAlign = "left"
  context.textBaseline = "middle"
  context.fillText(name, Math.max(x, 0) + 6, NAME_PX / 2 + 2, Math.max(1, end - x - 12))
  context.restore()
}

/** A note that begins in the bars ends with them. */
function boxOf({ view, rows }: Ground, { bars, within }: Proposal, note: HeardNote): Box {
  const height = Math.max(3, view.rowPx - 2)
  const { endTicks } = within
  const from = bars.startTicks + note.startBeats * TICKS_PER_QUARTER
  const until = from + note.lengthBeats * TICKS_PER_QUARTER
  const lengthTicks = (from < endTicks ? Math.min(until, endTicks) : until) - from
  const x = xOf(view, from)
  const y = yOf(view, rows.rowOf[note.pitch] ?? -1) + 1
  const isDrum = rows.kind === "drums"
  const width = isDrum ? height : lengthTicks * view.pxPerTick - 1
  return { x: isDrum ? x - height / 2 : x, y, width: Math.max(3, width), height }
}

function drawNote(context: Context, { colours, heightPx }: Ground, box: Box): void {
  const { x, y, width, height } = box
  if (y + height < 0 || y > heightPx) return
  context.save()
  context.beginPath()
  context.roundRect(x + 0.5, y, width, height, 3)
  context.fillStyle = colours.aiWash
  context.fill()
  context.stroke()
  context.clip()
  context.setLineDash([])
  context.strokeStyle = colours.aiHatch
  context.beginPath()
  for (let at = x - height; at < x + width; at += HATCH_PX) {
    context.moveTo(at, y + height)
    context.lineTo(at + height, y)
  }
  context.stroke()
  context.restore()
}
