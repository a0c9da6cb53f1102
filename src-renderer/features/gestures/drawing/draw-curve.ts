/** Position and speed: line by line where points are apart, a column a pixel where they are not. */
import { cssAlpha, cssOf } from "../../../graphics/index.ts"
import type { Extremes } from "../model/curve.ts"
import { secondsAt, xOf } from "../model/view.ts"
import { yOfTurns, type Picture } from "./picture.ts"

const MOST_SPEED = 4
/** Shades of a colour from standing to fast. */
const SHADES = 6
const FAST = 2.5
const HANDLE_PX = 7
/** Points a pixel, above which columns are drawn. */
const CROWDED = 1

export interface Shades {
  forward: string[]
  backward: string[]
  rest: string
}

export function drawCurve(
  context: CanvasRenderingContext2D,
  picture: Picture,
  shades: Shades,
): void {
  const { curve, view, widthPx, lanes } = picture
  context.save()
  context.beginPath()
  context.rect(0, lanes.position.top, widthPx, lanes.position.height + lanes.speed.height)
  context.clip()
  const first = Math.max(0, curve.indexAt(view.startSeconds) - 1)
  const last = Math.min(curve.length, curve.indexAt(secondsAt(view, widthPx)) + 1)
  if (last - first > CROWDED * widthPx) drawColumns(context, picture, shades)
  else drawLines(context, picture, shades, first, last)
  context.restore()
}

function shadeOf({ forward, backward, rest }: Shades, speed: number): string {
  const shade = Math.min(SHADES - 1, Math.floor((Math.abs(speed) / FAST) * SHADES))
  if (Math.abs(speed) < 0.02) return rest
  return (speed > 0 ? forward : backward)[shade]!
}

function drawLines(
  context: CanvasRenderingContext2D,
  picture: Picture,
  shades: Shades,
  first: number,
  last: number,
): void {
  const { curve, view, widthPx, palette } = picture
  const { times, turns, speeds } = curve
  context.lineWidth = 1.8
  context.lineCap = "round"
  let style = ""
  for (let i = first; i < last; i++) {
    const x = xOf(view, times[i]!)
    const y = yOfTurns(picture, turns[i]!)
    const isEnd = i + 1 >= curve.length
    const nextX = isEnd ? widthPx : xOf(view, times[i + 1]!)
    const nextY = isEnd ? y : yOfTurns(picture, turns[i + 1]!)
    const shade = shadeOf(shades, speeds[i]!)
    if (shade !== style) {
      if (style) context.stroke()
      context.beginPath()
      context.strokeStyle = style = shade
    }
    if (i === 0 && x > 0) context.moveTo(0, y)
    else context.moveTo(x, y)
    if (i === 0 && x > 0) context.lineTo(x, y)
    context.lineTo(nextX, nextY)
  }
  context.stroke()
  for (let i = first; i < last; i++) speedBar(context, picture, shades, i)
  const isApart = last - first < widthPx / HANDLE_PX
  if (!isApart) return
  context.fillStyle = cssOf(palette.bone)
  for (let i = first; i < last; i++)
    context.fillRect(xOf(view, times[i]!) - 1.5, yOfTurns(picture, turns[i]!) - 1.5, 3, 3)
}

function speedBar(
  context: CanvasRenderingContext2D,
  { curve, view, lanes, widthPx }: Picture,
  shades: Shades,
  i: number,
): void {
  const speed = curve.speeds[i]!
  if (speed === 0) return
  const axis = lanes.speed.top + lanes.speed.height / 2
  const high = (Math.min(1, Math.abs(speed) / MOST_SPEED) * lanes.speed.height) / 2
  const x = xOf(view, curve.times[i]!)
  const next = i + 1 < curve.length ? xOf(view, curve.times[i + 1]!) : widthPx
  context.fillStyle = shadeOf(shades, speed)
  context.fillRect(x, speed > 0 ? axis - high : axis, Math.max(0.6, next - x + 0.3), high)
}

const extremes: Extremes = { low: 0, high: 0, back: 0, forward: 0 }

function drawColumns(context: CanvasRenderingContext2D, picture: Picture, shades: Shades): void {
  const { curve, view, widthPx, lanes } = picture
  const axis = lanes.speed.top + lanes.speed.height / 2
  const scale = lanes.speed.height / 2 / MOST_SPEED
  let from = Math.max(0, curve.indexAt(view.startSeconds) - 1)
  for (let x = 0; x < widthPx; x++) {
    const to = curve.indexAt(secondsAt(view, x + 1))
    // One point more on both sides: what leads here and away. Its speed is of what comes after it.
    curve.extremes(Math.max(0, from - 1), Math.min(curve.length, to + 1), extremes)
    const { low, high } = extremes
    curve.extremes(Math.max(0, from - 1), to, extremes)
    const { back, forward } = extremes
    from = to
    if (low === Infinity) continue
    const [top, bottom] = [yOfTurns(picture, high), yOfTurns(picture, low)]
    context.fillStyle = shadeOf(shades, forward >= -back ? forward : back)
    context.fillRect(x, top - 0.8, 1, Math.max(1.6, bottom - top + 1.6))
    if (forward > 0) {
      context.fillStyle = shadeOf(shades, forward)
      const tall = Math.min(MOST_SPEED, forward) * scale
      context.fillRect(x, axis - tall, 1, tall)
    }
    if (back < 0) {
      context.fillStyle = shadeOf(shades, back)
      context.fillRect(x, axis, 1, Math.min(MOST_SPEED, -back) * scale)
    }
  }
}

/** Of both directions by lightness; made once for a theme. */
export function shadesOf({ palette }: Pick<Picture, "palette">): Shades {
  const series = (colour: Picture["palette"]["forward"]): string[] =>
    Array.from({ length: SHADES }, (_, i) => cssAlpha(colour, 0.5 + (0.5 * i) / (SHADES - 1)))
  return {
    forward: series(palette.forward),
    backward: series(palette.backward),
    rest: cssOf(palette.text3),
  }
}
