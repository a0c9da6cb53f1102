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
  /** Where a gesture goes before the beginning of the record, it is played that much later on it; 0 or below. */
  readonly lowestTurns: number
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
