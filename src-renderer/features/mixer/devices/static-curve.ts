/** The picture of a compressor or gate: input level from left to right, output level from bottom to top, -60 to 0 dBFS. */
import { reductionDb } from "#shared/dsp/devices/index.ts"

export const LOWEST_DB = -60
const STEPS = 60

interface Curve {
  readonly thresholdDb: number
  readonly ratio: number
  readonly kneeDb: number
  readonly makeUpDb: number
}

export const placeOnCurve = (db: number, sizePx: number): number =>
  ((Math.max(LOWEST_DB, Math.min(6, db)) - LOWEST_DB) / -LOWEST_DB) * sizePx

/** What comes out at a steady level. */
export const outputDb = (inputDb: number, curve: Curve): number =>
  inputDb - reductionDb(inputDb, curve) + curve.makeUpDb

/** As the path of an SVG in a square. */
export function staticPath(curve: Curve, sizePx: number): string {
  const points = Array.from({ length: STEPS + 1 }, (_, i) => {
    const inputDb = LOWEST_DB + (i / STEPS) * -LOWEST_DB
    const y = sizePx - placeOnCurve(outputDb(inputDb, curve), sizePx)
    return `${placeOnCurve(inputDb, sizePx).toFixed(1)} ${y.toFixed(1)}`
  })
  return `M${points.join("L")}`
}
