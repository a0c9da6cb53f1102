/** What is drawn, as values. */
import type { BeatGrid, Gesture, Range, Stroke } from "#shared/gesture/index.ts"
import type { Palette } from "../../../graphics/index.ts"
import type { Curve } from "../model/curve.ts"
import type { Lanes } from "../model/lanes.ts"
import type { Beats } from "../model/snap.ts"
import type { TimeView } from "../model/view.ts"

/** The sound on the record: min, max pairs. */
export interface RecordPicture {
  readonly peaks: Float32Array
  readonly pairsPerSecond: number
  /** Where on it the gesture's turn 0 lies; by default as early as none of the gesture goes before its beginning. */
  readonly turn0Seconds?: number | undefined
}

export interface Picture {
  readonly gesture: Gesture
  readonly curve: Curve
  readonly strokes: readonly Stroke[]
  readonly cuts: readonly Range[]
  readonly view: TimeView
  readonly widthPx: number
  readonly heightPx: number
  readonly lanes: Lanes
  /** Turns in the middle of the position's lane, and half of what it shows. */
  readonly middleTurns: number
  readonly reachTurns: number
  /** Where on the record turn 0 lies. */
  readonly turn0Seconds: number
  readonly selection: Range | null
  readonly grid: BeatGrid | undefined
  readonly beats: Beats | null
  readonly record: RecordPicture | null
  readonly palette: Palette
  /** A line that is being drawn by hand. */
  readonly ink: readonly { timeSeconds: number; positionTurns: number }[]
}

/** Of the position's lane. */
export const yOfTurns = (
  { lanes, middleTurns, reachTurns }: Pick<Picture, "lanes" | "middleTurns" | "reachTurns">,
  turns: number,
): number => {
  const { top, height } = lanes.position
  return top + height / 2 - ((turns - middleTurns) / reachTurns) * (height / 2)
}

export const turnsAtY = (
  { lanes, middleTurns, reachTurns }: Pick<Picture, "lanes" | "middleTurns" | "reachTurns">,
  y: number,
): number => {
  const { top, height } = lanes.position
  return middleTurns - ((y - top - height / 2) / (height / 2)) * reachTurns
}
