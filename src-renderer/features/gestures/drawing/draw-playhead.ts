/** Where the gesture is heard now, over the picture. */
import { cssOf, type Palette } from "../../../graphics/index.ts"

interface Head {
  /** Below 0: nothing is heard. */
  readonly atPx: number
  readonly widthPx: number
  readonly heightPx: number
  readonly palette: Palette
}

const TOP_PX = 11

export function drawPlayhead(
  context: CanvasRenderingContext2D,
  { atPx, widthPx, heightPx, palette }: Head,
): void {
  context.clearRect(0, 0, widthPx, heightPx)
  if (atPx < 0 || atPx > widthPx) return
  context.fillStyle = cssOf(palette.bone)
  context.fillRect(atPx, TOP_PX + 1, 1.5, heightPx)
  context.beginPath()
  context.moveTo(atPx - 5, TOP_PX)
  context.lineTo(atPx + 6.5, TOP_PX)
  context.lineTo(atPx + 0.75, TOP_PX + 8)
  context.fill()
}
