/** All of a gesture in a strip: the way of the record, the closed fader, what of it the lanes show. */
import type { Range } from "#shared/gesture/index.ts"
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"
import type { Curve, Extremes } from "../model/curve.ts"

export interface OverviewPicture {
  readonly curve: Curve
  readonly cuts: readonly Range[]
  readonly durationSeconds: number
  readonly widthPx: number
  readonly heightPx: number
  readonly palette: Palette
}

const FADER_PX = 4
const AIR_PX = 3
const extremes: Extremes = { low: 0, high: 0, back: 0, forward: 0 }

export function drawOverview(context: CanvasRenderingContext2D, picture: OverviewPicture): void {
  const { curve, cuts, durationSeconds, widthPx, heightPx, palette } = picture
  context.fillStyle = cssOf(palette.void)
  context.fillRect(0, 0, widthPx, heightPx)
  const secondsPerPx = durationSeconds / widthPx
  const { low, high } = curve.extremes(0, curve.length, extremes)
  const tall = heightPx - FADER_PX - 2 * AIR_PX
  const scale = tall / Math.max(0.02, high - low)
  const yOf = (turns: number): number => AIR_PX + tall - (turns - low) * scale
  context.fillStyle = cssOf(palette.human)
  for (let x = 0; x < widthPx && curve.length > 0; x++) {
    const [at, next] = [x * secondsPerPx, (x + 1) * secondsPerPx]
    const [one, other] = [curve.turnsAt(at), curve.turnsAt(next)]
    curve.extremes(curve.indexAt(at), curve.indexAt(next), extremes)
    const top = yOf(Math.max(one, other, extremes.high))
    const bottom = yOf(Math.min(one, other, extremes.low))
    context.fillRect(x, top, 1, Math.max(1, bottom - top))
  }
  context.fillStyle = cssAlpha(palette.text3, 0.9)
  for (const { startSeconds, endSeconds } of cuts) {
    const from = startSeconds / secondsPerPx
    context.fillRect(from, heightPx - FADER_PX, Math.max(1, endSeconds / secondsPerPx - from), 3)
  }
}
