/** What moves over the picture: playhead, marquee, the cell that the pencil would fill. */
import type { RollColours } from "./colours.ts"

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Moving {
  readonly widthPx: number
  readonly heightPx: number
  /** Where the rows begin. */
  readonly leftPx: number
  readonly topPx: number
  readonly playheadX: number | null
  readonly marquee: Rect | null
  readonly colours: RollColours
}

/** Rows begin at (leftPx, topPx); x of playhead and marquee count from there. */
export function drawMoving(context: CanvasRenderingContext2D, moving: Moving): void {
  const { widthPx, heightPx, leftPx, topPx, playheadX, marquee, colours } = moving
  context.clearRect(0, 0, widthPx, heightPx)
  if (marquee) {
    context.save()
    context.beginPath()
    context.rect(leftPx, topPx, widthPx - leftPx, heightPx - topPx)
    context.clip()
    context.fillStyle = colours.marquee
    context.strokeStyle = colours.bone
    context.lineWidth = 1
    const { x, y, width, height } = marquee
    context.fillRect(leftPx + x, topPx + y, width, height)
    context.strokeRect(leftPx + x + 0.5, topPx + y + 0.5, width, height)
    context.restore()
  }
  if (playheadX === null || playheadX < 0 || playheadX > widthPx - leftPx) return
  const x = leftPx + playheadX
  context.fillStyle = colours.bone
  context.fillRect(x - 0.75, topPx > 0 ? 8 : 0, 1.5, heightPx)
  if (topPx === 0) return
  context.beginPath()
  context.moveTo(x - 6, 6)
  context.lineTo(x + 6, 6)
  context.lineTo(x, 15)
  context.fill()
}
