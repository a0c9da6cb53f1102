/** The last seconds of a deck in lanes: where the record was, how fast it turned, when the fader was open. */
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"
import type { Trace, TraceSample } from "../model/trace.ts"

export interface LanesPicture {
  width: number
  /** Tops and heights of the lanes, px. */
  position: Lane
  speed: Lane
  fader: Lane
  nowMs: number
  /** How much time the width shows. */
  seconds: number
  /** What the position's lane shows. */
  range: PlaceRange
}

/** Of the record, seconds. */
export interface PlaceRange {
  middle: number
  /** Half of the lane's height. */
  reach: number
}

export interface Lane {
  top: number
  height: number
}

const MOST_SPEED = 4
const CLOSED = 0.02

const sample: TraceSample = { ms: 0, positionSeconds: 0, speed: 0, open: 0 }
const before: TraceSample = { ms: 0, positionSeconds: 0, speed: 0, open: 0 }

export function drawLanes(
  context: CanvasRenderingContext2D,
  trace: Trace,
  picture: LanesPicture,
  palette: Palette,
): void {
  const { width, nowMs, seconds, position, speed, fader, range } = picture
  context.clearRect(0, 0, width, fader.top + fader.height)
  drawGround(context, picture, palette)
  const fromMs = nowMs - seconds * 1000
  const xOf = (ms: number): number => ((ms - fromMs) / (seconds * 1000)) * width
  const first = Math.max(1, trace.from(fromMs))
  const yOf = (place: number): number =>
    position.top +
    position.height / 2 -
    (((place - range.middle) / range.reach) * position.height) / 2
  for (let i = first; i < trace.length; i++) {
    trace.read(i - 1, before)
    trace.read(i, sample)
    const [left, right] = [xOf(before.ms), xOf(sample.ms)]
    const colour = sample.speed >= 0 ? palette.forward : palette.backward
    const [from, to] = [yOf(before.positionSeconds), yOf(sample.positionSeconds)]
    if (isIn(from, position) || isIn(to, position)) {
      context.strokeStyle = cssOf(colour)
      context.lineWidth = 1.6
      context.beginPath()
      context.moveTo(left, clamp(from, position))
      context.lineTo(right, clamp(to, position))
      context.stroke()
    }
    const high = (Math.min(1, Math.abs(sample.speed) / MOST_SPEED) * speed.height) / 2
    const axis = speed.top + speed.height / 2
    context.fillStyle = cssAlpha(colour, 0.75)
    context.fillRect(left, sample.speed >= 0 ? axis - high : axis, right - left + 0.3, high)
    if (sample.open < CLOSED) continue
    const open = sample.open * (fader.height - 16)
    context.fillStyle = cssOf(palette.open)
    // Whole pixels: between parts of them the ground shows.
    const [start, end] = [Math.floor(left), Math.ceil(right)]
    context.fillRect(start, fader.top + fader.height - 8 - open, end - start, open)
  }
}

const LEAST_REACH_SECONDS = 0.6
/** What went on before, such as a motor's way, leaves the lane. */
const FOLLOWED_SECONDS = 3
const ROOM = 1.1

/** The lane follows the record: all of the last seconds is seen. */
export function rangeOf(trace: Trace, nowMs: number): PlaceRange {
  let [low, high] = [Infinity, -Infinity]
  for (let i = trace.from(nowMs - FOLLOWED_SECONDS * 1000); i < trace.length; i++) {
    const { positionSeconds } = trace.read(i, sample)
    low = Math.min(low, positionSeconds)
    high = Math.max(high, positionSeconds)
  }
  if (low === Infinity) return { middle: 0, reach: LEAST_REACH_SECONDS }
  const reach = Math.max(LEAST_REACH_SECONDS, ((high - low) / 2) * ROOM)
  return { middle: (low + high) / 2, reach }
}

function drawGround(
  context: CanvasRenderingContext2D,
  { width, position, speed, fader, seconds, nowMs }: LanesPicture,
  palette: Palette,
): void {
  const bottom = fader.top + fader.height
  context.fillStyle = cssOf(palette.lineSoft)
  for (const { top, height } of [position, speed, fader])
    context.fillRect(0, Math.round(top + height) - 1, width, 1)
  for (const { top, height } of [position, speed])
    context.fillRect(0, Math.round(top + height / 2), width, 1)
  const firstSecond = Math.ceil(nowMs / 1000 - seconds)
  for (let second = firstSecond; second <= nowMs / 1000; second++)
    context.fillRect((1 - (nowMs / 1000 - second) / seconds) * width, 0, 1, bottom)
}

const isIn = (y: number, { top, height }: Lane): boolean => y >= top && y <= top + height

const clamp = (y: number, { top, height }: Lane): number =>
  Math.min(top + height - 2, Math.max(top + 2, y))
