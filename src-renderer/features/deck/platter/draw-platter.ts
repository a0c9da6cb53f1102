/** A record on its platter, seen from above: grooves, the sound wrapped round it, the needle, the speed. */
import { rangeOf, type PeaksTile } from "../../../engine/peaks-tiles.ts"
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"
import { TURN_SECONDS } from "../model/pointer-hand.ts"

export interface PlatterPicture {
  width: number
  height: number
  positionSeconds: number
  speed: number
  isHeld: boolean
  /** Where the pointer lies, px from the middle; null where none does. */
  touch: { x: number; y: number } | null
  hasRecord: boolean
  /** Of the record: where the waveform comes from. */
  rateHz: number
  seconds: number
  tiles: readonly PeaksTile[]
  /** The record's highest sample: quiet recordings are drawn as high as loud ones. */
  peak: number
}

/** The needle's place, turns clockwise from the right. */
const NEEDLE_TURNS = 0.19
const WAVE_BARS = 220
/** The sound from so long before the needle to so long after it. */
export const WAVE_SECONDS = 0.8
/** An arc of so many turns a unit of speed. */
const ARC_TURNS = 0.05

const range = { low: 0, high: 0 }

/** The record's outer edge, px. */
export const radiusOf = (width: number, height: number): number =>
  Math.max(40, Math.min(width, height) / 2 - 28)

export function drawPlatter(
  context: CanvasRenderingContext2D,
  picture: PlatterPicture,
  palette: Palette,
): void {
  const { width, height } = picture
  context.clearRect(0, 0, width, height)
  context.save()
  context.translate(width / 2, height / 2)
  const radius = radiusOf(width, height)
  const turns = picture.positionSeconds / TURN_SECONDS
  drawStrobe(context, radius, turns, palette)
  drawVinyl(context, radius, palette)
  if (picture.hasRecord) drawWave(context, radius, picture, palette)
  drawNeedle(context, radius, palette)
  if (picture.hasRecord) drawSpeed(context, radius, picture.speed, palette)
  if (picture.isHeld && picture.touch) drawTouch(context, picture.touch, palette)
  drawLabel(context, radius, turns, palette)
  context.restore()
}

function drawStrobe(
  context: CanvasRenderingContext2D,
  radius: number,
  turns: number,
  palette: Palette,
): void {
  context.fillStyle = cssAlpha(palette.text, 0.26)
  for (let i = 0; i < 120; i++) {
    const angle = 2 * Math.PI * (i / 120 + turns)
    dot(context, Math.cos(angle) * (radius + 20), Math.sin(angle) * (radius + 20), 1.3)
  }
}

function drawVinyl(context: CanvasRenderingContext2D, radius: number, palette: Palette): void {
  context.fillStyle = cssOf(palette.surface1)
  dot(context, 0, 0, radius + 12)
  const light = context.createConicGradient(0.5, 0, 0)
  for (const [at, colour] of [
    [0, palette.surface1],
    [0.08, palette.surface3],
    [0.16, palette.surface1],
    [0.5, palette.surface1],
    [0.58, palette.surface3],
    [0.66, palette.surface1],
    [1, palette.surface1],
  ] as const)
    light.addColorStop(at, cssOf(colour))
  context.fillStyle = light
  dot(context, 0, 0, radius)
  context.lineWidth = 1
  for (let groove = radius - 3; groove > radius * 0.4; groove -= 3) {
    context.strokeStyle = cssAlpha(palette.void, 0.35)
    ring(context, groove)
  }
  context.strokeStyle = cssOf(palette.line)
  ring(context, radius + 12)
}

/** What has passed the needle in the hand's colour, what comes in grey. */
function drawWave(
  context: CanvasRenderingContext2D,
  radius: number,
  { positionSeconds, tiles, rateHz, seconds, peak }: PlatterPicture,
  palette: Palette,
): void {
  const middle = radius * 0.7
  const depth = radius * 0.24
  const step = (2 * WAVE_SECONDS) / WAVE_BARS
  const first = Math.ceil((positionSeconds - WAVE_SECONDS) / step)
  context.lineWidth = 1.5
  for (const isPlayed of [true, false]) {
    context.strokeStyle = isPlayed ? cssOf(palette.human) : cssAlpha(palette.text, 0.42)
    context.beginPath()
    for (let i = 0; i < WAVE_BARS; i++) {
      const at = (first + i) * step
      if (at < 0 || at > seconds || at < positionSeconds !== isPlayed) continue
      rangeOf(tiles, at * rateHz, (at + step) * rateHz, range)
      const half = 1 + depth * Math.min(1, Math.max(range.high, -range.low) / peak)
      const angle = 2 * Math.PI * (NEEDLE_TURNS - (at - positionSeconds) / TURN_SECONDS)
      context.moveTo(Math.cos(angle) * (middle - half), Math.sin(angle) * (middle - half))
      context.lineTo(Math.cos(angle) * (middle + half), Math.sin(angle) * (middle + half))
    }
    context.stroke()
  }
}

function drawNeedle(context: CanvasRenderingContext2D, radius: number, palette: Palette): void {
  const angle = 2 * Math.PI * NEEDLE_TURNS
  context.strokeStyle = cssOf(palette.bone)
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(Math.cos(angle) * radius * 0.42, Math.sin(angle) * radius * 0.42)
  context.lineTo(Math.cos(angle) * (radius + 6), Math.sin(angle) * (radius + 6))
  context.stroke()
}

function drawSpeed(
  context: CanvasRenderingContext2D,
  radius: number,
  speed: number,
  palette: Palette,
): void {
  if (Math.abs(speed) < 0.02) return
  const from = 2 * Math.PI * NEEDLE_TURNS
  const to = from + 2 * Math.PI * ARC_TURNS * Math.min(6, Math.max(-6, speed))
  context.strokeStyle = cssOf(speed > 0 ? palette.forward : palette.backward)
  context.lineWidth = 4
  context.lineCap = "round"
  context.beginPath()
  context.arc(0, 0, radius + 12, from, to, speed < 0)
  context.stroke()
  context.lineCap = "butt"
}

function drawTouch(
  context: CanvasRenderingContext2D,
  { x, y }: { x: number; y: number },
  palette: Palette,
): void {
  const glow = context.createRadialGradient(x, y, 2, x, y, 40)
  glow.addColorStop(0, cssAlpha(palette.human, 0.5))
  glow.addColorStop(1, cssAlpha(palette.human, 0))
  context.fillStyle = glow
  dot(context, x, y, 40)
  context.strokeStyle = cssOf(palette.human)
  context.lineWidth = 1.5
  context.beginPath()
  context.arc(x, y, 13, 0, 2 * Math.PI)
  context.stroke()
}

/** The label with its mark, which turns with the record. */
function drawLabel(
  context: CanvasRenderingContext2D,
  radius: number,
  turns: number,
  palette: Palette,
): void {
  const label = radius * 0.34
  context.fillStyle = cssOf(palette.bone)
  dot(context, 0, 0, label)
  context.save()
  context.rotate(2 * Math.PI * turns)
  context.strokeStyle = cssOf(palette.void)
  context.lineWidth = 3
  context.lineCap = "round"
  for (const [size, from, to] of [
    [0.7, -Math.PI / 2, 0],
    [0.43, -Math.PI / 2, 0],
    [0.7, Math.PI / 2, Math.PI],
    [0.43, Math.PI / 2, Math.PI],
  ] as const) {
    context.beginPath()
    context.arc(0, 0, label * size, from, to)
    context.stroke()
  }
  context.restore()
  context.fillStyle = cssOf(palette.void)
  dot(context, 0, 0, 4)
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}

function ring(context: CanvasRenderingContext2D, radius: number): void {
  context.beginPath()
  context.arc(0, 0, radius, 0, 2 * Math.PI)
  context.stroke()
}
