/** The picture of an equaliser: frequency from left to right by octaves, level from top to bottom. */
import { eqMagnitudeDb } from "#shared/dsp/devices/index.ts"

export const EQ_BANDS = 8
const LOWEST_HZ = 20
const HIGHEST_HZ = 20_000
const OCTAVES = Math.log2(HIGHEST_HZ / LOWEST_HZ)
/** Above and below the middle. */
const SPAN_DB = 18

/** The curve is drawn for this rate; between 44.1 and 96 kHz it differs only above 15 kHz. */
const RATE_HZ = 48_000
const STEP_PX = 2

export interface Size {
  readonly width: number
  readonly height: number
}

export const xOfHz = (hz: number, width: number): number =>
  (Math.log2(hz / LOWEST_HZ) / OCTAVES) * width
export const hzAtX = (x: number, width: number): number => LOWEST_HZ * 2 ** ((x / width) * OCTAVES)
export const yOfDb = (db: number, height: number): number => (0.5 - db / (2 * SPAN_DB)) * height
export const dbAtY = (y: number, height: number): number => (0.5 - y / height) * 2 * SPAN_DB

/** Lines of the grid with their words; frequencies without words are "". */
export const HZ_LINES: readonly (readonly [hz: number, text: string])[] = [
  [30, ""],
  [50, "50"],
  [100, "100"],
  [200, "200"],
  [500, "500"],
  [1000, "1 k"],
  [2000, "2 k"],
  [5000, "5 k"],
  [10_000, "10 k"],
]
export const DB_LINES: readonly number[] = [12, 6, 0, -6, -12]

/**
 * The level of sines through the equaliser as the path of an SVG.
 * @param values of all its parameters, in their order
 */
export function curvePath(values: ArrayLike<number>, { width, height }: Size): string {
  const points: string[] = []
  for (let x = 0; x <= width; x += STEP_PX) {
    const db = eqMagnitudeDb(values, RATE_HZ, hzAtX(x, width))
    const y = yOfDb(Math.max(-60, Math.min(60, db)), height)
    points.push(`${x} ${y.toFixed(1)}`)
  }
  return `M${points.join("L")}`
}

/** The same, closed along the middle. */
export function fillPath(curve: string, { width, height }: Size): string {
  const last = Math.floor(width / STEP_PX) * STEP_PX
  return `${curve}L${last} ${height / 2}L0 ${height / 2}Z`
}

const CUTS = /cut|notch/

/** Whether a band's gain means anything for its shape. */
export const hasGain = (shape: string): boolean => shape !== "off" && !CUTS.test(shape)

/** Where a band's handle stands: cuts and notches on the middle line. */
export function handleAt(
  band: { shape: string; frequencyHz: number; gainDb: number },
  { width, height }: Size,
): { x: number; y: number } {
  const db = hasGain(band.shape) ? Math.max(-SPAN_DB, Math.min(SPAN_DB, band.gainDb)) : 0
  const hz = Math.max(LOWEST_HZ, Math.min(HIGHEST_HZ, band.frequencyHz))
  return { x: xOfHz(hz, width), y: yOfDb(db, height) }
}
