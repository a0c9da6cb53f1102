/** Meters on a canvas: RMS, the peak above it, the held tick, the light that tells of overs. */
import { placeOfDb } from "../../../ui/level-law.ts"
import type { Meter, MeterSide } from "./ballistics.ts"

export interface MeterColours {
  ground: string
  rms: string
  peak: string
  warn: string
  warnPeak: string
  over: string
  held: string
  off: string
}

/** Where a meter stands, in px. */
interface MeterBox {
  x: number
  top: number
  width: number
  height: number
}

const WARN_DB = -6
const GAP_PX = 2
/** The light and the space below it. */
export const LIGHT_PX = 6
const LIGHT_HEIGHT_PX = 3

export function drawMeter(
  context: CanvasRenderingContext2D,
  meter: Meter,
  box: MeterBox,
  colours: MeterColours,
): void {
  const barPx = (box.width - GAP_PX) / 2
  context.fillStyle = meter.overs > 0 ? colours.over : colours.off
  context.fillRect(box.x, box.top, box.width, LIGHT_HEIGHT_PX)
  const bars = { ...box, top: box.top + LIGHT_PX, height: box.height - LIGHT_PX, width: barPx }
  drawSide(context, meter.left, bars, colours)
  drawSide(context, meter.right, { ...bars, x: box.x + barPx + GAP_PX }, colours)
}

function drawSide(
  context: CanvasRenderingContext2D,
  side: MeterSide,
  { x, top, width, height }: MeterBox,
  colours: MeterColours,
): void {
  context.fillStyle = colours.ground
  context.fillRect(x, top, width, height)
  const yOf = (db: number): number => top + (1 - placeOfDb(db)) * height
  const bar = (fromDb: number, toDb: number, colour: string): void => {
    const from = yOf(fromDb)
    const to = yOf(toDb)
    if (from - to < 0.25) return
    context.fillStyle = colour
    context.fillRect(x, to, width, from - to)
  }
  const peakDb = side.peakDb
  const rmsDb = Math.min(side.rmsDb, peakDb)
  bar(-Infinity, Math.min(rmsDb, WARN_DB), colours.rms)
  bar(Math.min(rmsDb, WARN_DB), Math.min(peakDb, WARN_DB), colours.peak)
  bar(WARN_DB, Math.min(rmsDb, 0), colours.warn)
  bar(Math.max(WARN_DB, Math.min(rmsDb, 0)), Math.min(peakDb, 0), colours.warnPeak)
  bar(0, peakDb, colours.over)
  if (side.heldDb <= -90) return
  context.fillStyle = side.heldDb >= 0 ? colours.over : colours.held
  context.fillRect(x, Math.round(yOf(side.heldDb)) - 1, width, 1.5)
}
