/** The keys at the left of the rows, or the names of drums. */
import type { Spelling } from "#shared/music/index.ts"
import { pitchText } from "../../../ui/pitch-text.ts"
import { drumLabel, type Rows } from "../geometry/rows.ts"
import { rowAt, yOf, type RollView } from "../geometry/view.ts"
import type { RollColours } from "./colours.ts"

const BLACK_CLASSES = new Set([1, 3, 6, 8, 10])
const BLACK_SHARE = 0.64
const LEAST_NAME_PX = 9

export interface DrawnPiano {
  readonly view: RollView
  readonly rows: Rows
  readonly widthPx: number
  readonly heightPx: number
  /** Pitches that sound or are pressed, and the author's colour for them. */
  readonly sounding: ReadonlySet<number>
  readonly hovered: number
  readonly colour: string
  readonly spelling: Spelling
  readonly colours: RollColours
}

/** With its left edge at 0. */
export function drawPiano(context: CanvasRenderingContext2D, drawn: DrawnPiano): void {
  const { view, rows, widthPx, heightPx, colours } = drawn
  context.fillStyle = colours.ground
  context.fillRect(0, 0, widthPx, heightPx)
  context.textBaseline = "middle"
  const last = Math.min(rows.pitches.length - 1, rowAt(view, heightPx))
  for (let row = Math.max(0, rowAt(view, 0)); row <= last; row++) {
    const pitch = rows.pitches[row]!
    if (rows.kind === "keys") drawKey(context, drawn, pitch, yOf(view, row))
    else drawDrum(context, drawn, pitch, yOf(view, row))
  }
  context.fillStyle = colours.line
  context.fillRect(widthPx - 1, 0, 1, heightPx)
}

function drawKey(context: CanvasRenderingContext2D, drawn: DrawnPiano, pitch: number, y: number) {
  const { view, widthPx, sounding, hovered, colour, colours } = drawn
  const isBlack = BLACK_CLASSES.has(pitch % 12)
  const width = isBlack ? widthPx * BLACK_SHARE : widthPx - 2
  context.fillStyle = sounding.has(pitch) ? colour : isBlack ? colours.blackKey : colours.whiteKey
  context.beginPath()
  context.roundRect(0, y + 0.5, width, Math.max(1, view.rowPx - 1), [0, 3, 3, 0])
  context.fill()
  const isNamed = pitch % 12 === 0 || pitch === hovered
  if (!isNamed || view.rowPx < LEAST_NAME_PX) return
  context.font = `540 10px ${colours.fontNumbers}`
  context.textAlign = "right"
  const onKey = isBlack ? colours.onBlackKey : colours.onWhiteKey
  context.fillStyle = sounding.has(pitch) ? colours.onNote : onKey
  context.fillText(pitchText(pitch, drawn.spelling), width - 5, y + view.rowPx / 2 + 0.5)
}

function drawDrum(context: CanvasRenderingContext2D, drawn: DrawnPiano, pitch: number, y: number) {
  const { view, widthPx, sounding, hovered, colour, colours } = drawn
  context.fillStyle = sounding.has(pitch) ? colour : colours.panel
  context.fillRect(0, y + 0.5, widthPx - 2, Math.max(1, view.rowPx - 1))
  if (view.rowPx < LEAST_NAME_PX) return
  context.font = `440 11px ${colours.fontUi}`
  context.textAlign = "left"
  const isBright = pitch === hovered
  context.fillStyle = sounding.has(pitch) ? colours.onNote : isBright ? colours.text : colours.text2
  context.fillText(drumLabel(pitch), 10, y + view.rowPx / 2 + 0.5, widthPx - 16)
}
