/** The phasor of a control record (Lissajous figure): a circle, if all is well; and the ellipse that was learnt of it. */
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"

export interface ScopePicture {
  width: number
  height: number
  /** x and y by turns, `count` points, in full scales; the newest at `next` - 1 of the ring. */
  points: Float32Array
  count: number
  next: number
  /** Radius of the signal, in full scales. */
  radius: number
  ellipse: readonly [x: number, y: number, xx: number, xy: number, yy: number]
}

/** Quieter signals are drawn no larger. */
const LEAST_RADIUS = 0.02
const FILLED = 0.62
const STEPS = 64

export function drawScope(
  context: CanvasRenderingContext2D,
  picture: ScopePicture,
  palette: Palette,
): void {
  const { width, height, radius } = picture
  const half = Math.min(width, height) / 2
  const scale = (half * FILLED) / Math.max(LEAST_RADIUS, radius)
  context.clearRect(0, 0, width, height)
  context.save()
  context.translate(width / 2, height / 2)
  drawAxes(context, half, palette)
  if (radius > LEAST_RADIUS / 4) drawEllipse(context, picture, scale, palette)
  drawPoints(context, picture, scale, palette)
  context.restore()
}

function drawAxes(context: CanvasRenderingContext2D, half: number, palette: Palette): void {
  context.strokeStyle = cssAlpha(palette.text, 0.14)
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(-half, 0)
  context.lineTo(half, 0)
  context.moveTo(0, -half)
  context.lineTo(0, half)
  context.stroke()
}

function drawPoints(
  context: CanvasRenderingContext2D,
  { points, count, next }: ScopePicture,
  scale: number,
  palette: Palette,
): void {
  const length = points.length / 2
  for (let age = 0; age < count; age++) {
    const at = (next - 1 - age + 2 * length) % length
    context.fillStyle = cssAlpha(palette.human, age < count / 4 ? 0.9 : 0.35)
    context.fillRect(points[2 * at]! * scale - 1, -points[2 * at + 1]! * scale - 1, 2, 2)
  }
}

/** The circle that the decoder sees, as it comes in: undone by the matrix that makes it one. */
function drawEllipse(
  context: CanvasRenderingContext2D,
  { ellipse: [centreX, centreY, xx, xy, yy], radius }: ScopePicture,
  scale: number,
  palette: Palette,
): void {
  const determinant = xx * yy - xy * xy
  context.strokeStyle = cssOf(palette.bone)
  context.lineWidth = 1
  context.beginPath()
  for (let i = 0; i <= STEPS; i++) {
    const x = radius * Math.cos((2 * Math.PI * i) / STEPS)
    const y = radius * Math.sin((2 * Math.PI * i) / STEPS)
    const outX = centreX + (yy * x - xy * y) / determinant
    const outY = centreY + (xx * y - xy * x) / determinant
    context.lineTo(outX * scale, -outY * scale)
  }
  context.stroke()
}
