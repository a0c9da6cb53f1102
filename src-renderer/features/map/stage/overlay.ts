/** What lies over the points: names of groups, trail, path, halo, rings, lasso. Drawn in CSS px on a canvas. */
import { cssAlpha, cssOf, haloText, type Palette } from "../../../graphics/index.ts"
import type { ScreenPoint } from "./project.ts"

export interface OverlayDot extends ScreenPoint {
  /** r, g, b of the dot. */
  colour: ArrayLike<number>
  colourAt: number
}

export interface Label {
  text: string
  x: number
  y: number
}

export interface OverlayPicture {
  labels: readonly Label[]
  /** The newest first; the first is the dot that sounds. */
  trail: readonly OverlayDot[]
  isSounding: boolean
  path: readonly OverlayDot[]
  hover: OverlayDot | null
  focus: OverlayDot | null
  neighbours: readonly OverlayDot[]
  /** x, y pairs. */
  lasso: readonly number[]
}

type Canvas = CanvasRenderingContext2D

const HALO_PX = 54
const LABEL_PX = 12
const LABEL_HEIGHT = 18

export function drawOverlay(
  canvas: Canvas,
  palette: Palette,
  picture: OverlayPicture,
  size: { width: number; height: number },
): void {
  canvas.clearRect(0, 0, size.width, size.height)
  drawNeighbours(canvas, palette, picture)
  drawTrail(canvas, palette, picture)
  drawPath(canvas, palette, picture.path)
  if (picture.isSounding && picture.trail[0]) drawHalo(canvas, palette, picture.trail[0])
  if (picture.focus) ring(canvas, picture.focus, 4, cssOf(palette.bone), 1.5)
  if (picture.hover) ring(canvas, picture.hover, 3.5, cssOf(palette.bone), 1.25)
  drawLabels(canvas, palette, picture.labels, size)
  drawLasso(canvas, palette, picture.lasso)
}

/** A curve through the last chunks (Catmull and Rom), fading and thinning with age. */
function drawTrail(canvas: Canvas, palette: Palette, { trail }: OverlayPicture): void {
  canvas.lineCap = "round"
  const last = trail.length - 1
  for (let j = 1; j < trail.length; j++) {
    const age = Math.max(0, 1 - (j - 1) / Math.max(6, last)) ** 1.5
    const [a, b, c, d] = [
      trail[Math.max(0, j - 2)]!,
      trail[j - 1]!,
      trail[j]!,
      trail[Math.min(last, j + 1)]!,
    ]
    canvas.strokeStyle = cssAlpha(palette.bone, 0.64 * age)
    canvas.lineWidth = 0.8 + 1.3 * age
    canvas.beginPath()
    for (let step = 0; step <= 14; step++) {
      const t = step / 14
      canvas.lineTo(along(a.x, b.x, c.x, d.x, t), along(a.y, b.y, c.y, d.y, t))
    }
    canvas.stroke()
  }
}

const along = (a: number, b: number, c: number, d: number, t: number): number =>
  0.5 *
  (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)

function drawHalo(canvas: Canvas, palette: Palette, dot: OverlayDot): void {
  const { x, y, colour, colourAt } = dot
  const radius = Math.max(6.5, dot.radius * 1.6)
  const reach = HALO_PX + radius * 0.5
  const glow = canvas.createRadialGradient(x, y, 1, x, y, reach)
  glow.addColorStop(0, cssAlpha(colour, 0.62, colourAt))
  glow.addColorStop(0.35, cssAlpha(colour, 0.22, colourAt))
  glow.addColorStop(1, cssAlpha(colour, 0, colourAt))
  canvas.fillStyle = glow
  canvas.beginPath()
  canvas.arc(x, y, reach, 0, 7)
  canvas.fill()
  ball(canvas, palette, dot, radius)
  ring(canvas, { ...dot, radius }, 4, cssOf(palette.bone), 2)
  ring(canvas, { ...dot, radius }, 13, cssAlpha(palette.bone, 0.35), 1)
}

function ball(canvas: Canvas, palette: Palette, dot: OverlayDot, radius: number): void {
  const { x, y, colour, colourAt } = dot
  const body = canvas.createRadialGradient(
    x - radius * 0.35,
    y - radius * 0.4,
    radius * 0.1,
    x,
    y,
    radius,
  )
  body.addColorStop(0, lighter(colour, colourAt, palette.bone, 0.4))
  body.addColorStop(0.55, cssOf(colour, colourAt))
  body.addColorStop(1, lighter(colour, colourAt, palette.void, 0.4))
  canvas.fillStyle = body
  canvas.beginPath()
  canvas.arc(x, y, radius, 0, 7)
  canvas.fill()
}

function lighter(
  colour: ArrayLike<number>,
  at: number,
  to: ArrayLike<number>,
  amount: number,
): string {
  const mix = (k: number): number =>
    Math.round(colour[at + k]! + (to[k]! - colour[at + k]!) * amount)
  return cssOf([mix(0), mix(1), mix(2)])
}

function drawPath(canvas: Canvas, palette: Palette, path: readonly OverlayDot[]): void {
  if (path.length === 0) return
  const trace = (): void => {
    canvas.beginPath()
    path.forEach(({ x, y }) => canvas.lineTo(x, y))
    canvas.stroke()
  }
  canvas.lineJoin = "round"
  canvas.strokeStyle = cssAlpha(palette.void, 0.8)
  canvas.lineWidth = 4.5
  trace()
  canvas.strokeStyle = cssOf(palette.bone)
  canvas.lineWidth = 1.6
  canvas.setLineDash([5, 4])
  trace()
  canvas.setLineDash([])
  canvas.textAlign = "center"
  canvas.font = `500 10px ${palette.fontNumbers}`
  path.forEach((dot, i) => {
    const radius = Math.max(4, dot.radius)
    ball(canvas, palette, dot, radius)
    ring(canvas, { ...dot, radius }, 3, cssOf(palette.bone), 1.5)
    const colours = { fill: cssOf(palette.bone), halo: cssOf(palette.void), haloPx: 3 }
    haloText(canvas, String(i + 1), dot.x, dot.y - radius - 8, colours)
  })
}

function drawNeighbours(
  canvas: Canvas,
  palette: Palette,
  { neighbours, focus }: OverlayPicture,
): void {
  if (!focus) return
  canvas.lineWidth = 1
  canvas.strokeStyle = cssAlpha(palette.bone, 0.3)
  for (const dot of neighbours) {
    canvas.beginPath()
    canvas.moveTo(focus.x, focus.y)
    canvas.lineTo(dot.x, dot.y)
    canvas.stroke()
    ring(canvas, dot, 2.5, cssAlpha(palette.bone, 0.7), 1)
  }
}

function ring(canvas: Canvas, dot: ScreenPoint, away: number, colour: string, width: number): void {
  canvas.strokeStyle = colour
  canvas.lineWidth = width
  canvas.beginPath()
  canvas.arc(dot.x, dot.y, Math.max(2.5, dot.radius) + away, 0, 7)
  canvas.stroke()
}

/** Labels come with the largest group first: one that would lie on another is left out. */
function drawLabels(
  canvas: Canvas,
  palette: Palette,
  labels: readonly Label[],
  { width, height }: { width: number; height: number },
): void {
  canvas.font = `560 ${LABEL_PX}px ${palette.fontUi}`
  canvas.textAlign = "center"
  const taken: [number, number, number][] = []
  const colours = { fill: cssOf(palette.text), halo: cssAlpha(palette.void, 0.85), haloPx: 4 }
  for (const { text, x, y } of labels) {
    const half = canvas.measureText(text).width / 2 + 6
    if (x < half || x > width - half || y < LABEL_HEIGHT || y > height - 6) continue
    const isHidden = taken.some(
      ([otherX, otherY, otherHalf]) =>
        Math.abs(otherX - x) < half + otherHalf && Math.abs(otherY - y) < LABEL_HEIGHT,
    )
    if (isHidden) continue
    taken.push([x, y, half])
    haloText(canvas, text, x, y, colours)
  }
}

function drawLasso(canvas: Canvas, palette: Palette, lasso: readonly number[]): void {
  if (lasso.length < 4) return
  canvas.beginPath()
  for (let i = 0; i < lasso.length; i += 2) canvas.lineTo(lasso[i]!, lasso[i + 1]!)
  canvas.closePath()
  canvas.fillStyle = cssAlpha(palette.bone, 0.06)
  canvas.fill()
  canvas.strokeStyle = cssOf(palette.bone)
  canvas.lineWidth = 1.25
  canvas.setLineDash([4, 3])
  canvas.stroke()
  canvas.setLineDash([])
}
