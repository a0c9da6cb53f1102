/** The fader: a bar while it is open, a gap while it is closed, how long each gap is in milliseconds below it. */
import { firstIndexWhere } from "#shared/sorted.ts"
import { cssOf } from "../../../graphics/index.ts"
import { secondsAt, xOf } from "../model/view.ts"
import type { Picture } from "./picture.ts"

const TEXT_PX = 22

export function drawFader(context: CanvasRenderingContext2D, picture: Picture): void {
  const { view, widthPx, lanes, cuts, palette, gesture } = picture
  const { top, height } = lanes.fader
  const [barTop, bar] = [top + 6, Math.max(8, height - 26)]
  const from = view.startSeconds
  const to = secondsAt(view, widthPx)
  const start = Math.max(0, xOf(view, 0))
  const end = Math.min(widthPx, xOf(view, gesture.durationSeconds))
  context.fillStyle = cssOf(palette.open)
  context.fillRect(start, barTop, Math.max(0, end - start), bar)
  const first = firstIndexWhere(cuts.length, (i) => cuts[i]!.endSeconds > from)
  context.font = `10px ${palette.fontNumbers}`
  context.textAlign = "center"
  let lastText = -Infinity
  for (let i = first; i < cuts.length; i++) {
    const cut = cuts[i]!
    if (cut.startSeconds > to) break
    const left = xOf(view, cut.startSeconds)
    const wide = Math.max(1, xOf(view, cut.endSeconds) - left)
    context.fillStyle = cssOf(palette.void)
    context.fillRect(left, barTop, wide, bar)
    const middle = left + wide / 2
    if (middle - lastText < TEXT_PX || height < 36) continue
    lastText = middle
    context.fillStyle = cssOf(palette.text2)
    const text = String(Math.round((cut.endSeconds - cut.startSeconds) * 1000))
    context.fillText(text, middle, barTop + bar + 13)
  }
}
