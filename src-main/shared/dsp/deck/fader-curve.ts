/** How far a fader lets sound through, by its place. */
import { exactSin } from "../exact-math.ts"

export interface FaderCurve {
  /** Dead way at the closed end, as a part of the fader's whole way. */
  lag: number
  /** The way from closed to open: small cuts sharply, 1 fades over the whole fader. */
  cut: number
  /** 0: the steep S of a scratch mixer; 1: constant power. Between them both are mixed. */
  contour: number
  /** Hamster: open and closed ends are exchanged. */
  reverse: boolean
}

/** A scratch mixer's: 45 mm of way, open 1.4 mm after the first 1.4 mm. */
export const SHARP_CUT: FaderCurve = { lag: 0.03, cut: 0.03, contour: 0, reverse: false }

/**
 * Gain 0 to 1 of a fader.
 * @param place 0 closed to 1 open; beyond is held
 */
export function faderGain(place: number, { lag, cut, contour, reverse }: FaderCurve): number {
  const way = reverse ? 1 - place : place
  const open = Math.min(1, Math.max(0, (way - lag) / Math.max(cut, 1e-6)))
  const smooth = open * open * (3 - 2 * open)
  if (contour === 0) return smooth
  return smooth + (exactSin((open * Math.PI) / 2) - smooth) * Math.min(1, contour)
}
