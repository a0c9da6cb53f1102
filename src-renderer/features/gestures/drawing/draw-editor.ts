/** The whole picture of the editor. */
import { cssAlpha, cssOf } from "../../../graphics/index.ts"
import { xOf } from "../model/view.ts"
import { drawCurve, shadesOf, type Shades } from "./draw-curve.ts"
import { drawFader } from "./draw-fader.ts"
import { drawGround } from "./draw-ground.ts"
import { drawSound } from "./draw-sound.ts"
import { yOfTurns, type Picture } from "./picture.ts"

const shadesKept = new WeakMap<Picture["palette"], Shades>()

export function drawEditor(context: CanvasRenderingContext2D, picture: Picture): void {
  const shades = shadesKept.get(picture.palette) ?? shadesOf(picture)
  shadesKept.set(picture.palette, shades)
  drawGround(context, picture)
  drawStrokes(context, picture)
  drawCurve(context, picture, shades)
  drawFader(context, picture)
  drawSound(context, picture)
  drawInk(context, picture)
  drawSelection(context, picture)
}

const LEAST_PX = 6

/** Where strokes begin and end, at the top of the position's lane. */
function drawStrokes(context: CanvasRenderingContext2D, picture: Picture): void {
  const { strokes, view, widthPx, lanes, palette } = picture
  context.fillStyle = cssAlpha(palette.text3, 0.9)
  for (const { startSeconds, endSeconds, direction } of strokes) {
    const [from, to] = [xOf(view, startSeconds), xOf(view, endSeconds)]
    if (from > widthPx) break
    if (to < 0 || to - from < LEAST_PX) continue
    // Forward at the upper edge, back at the lower.
    const { top, height } = lanes.position
    context.fillRect(from + 1, direction > 0 ? top + 3 : top + height - 5, to - from - 2, 2)
  }
}

function drawInk(context: CanvasRenderingContext2D, picture: Picture): void {
  const { ink, view, palette } = picture
  if (ink.length < 2) return
  context.strokeStyle = cssOf(palette.human)
  context.lineWidth = 2
  context.beginPath()
  for (const [i, { timeSeconds, positionTurns }] of ink.entries()) {
    const [x, y] = [xOf(view, timeSeconds), yOfTurns(picture, positionTurns)]
    if (i === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  context.stroke()
}

function drawSelection(context: CanvasRenderingContext2D, picture: Picture): void {
  const { selection, view, lanes, heightPx, palette } = picture
  if (!selection) return
  context.fillStyle = cssOf(palette.bone)
  for (const at of [selection.startSeconds, selection.endSeconds])
    context.fillRect(Math.round(xOf(view, at)) - 0.5, lanes.ruler.height, 1, heightPx)
}
