/**
 * A gesture as it is drawn and edited: a curve of the record's position, a lane of the fader and the times a hand was on the
 * record. Immutable: an edit gives a new gesture, and the one before is its undo.
 */
import { z } from "zod"

const Seconds = z.number().min(-1e6).max(1e6)

export const PositionPoint = z
  .strictObject({ timeSeconds: Seconds, positionTurns: z.number().min(-1e6).max(1e6) })
  .readonly()
export const FaderPoint = z
  .strictObject({ timeSeconds: Seconds, value: z.number().min(0).max(1) })
  .readonly()
export const TouchSpan = z.strictObject({ startSeconds: Seconds, endSeconds: Seconds }).readonly()

/** Points come in the order of time. */
export const Gesture = z
  .strictObject({
    durationSeconds: z.number().min(0).max(1e6),
    /** Between points the record moves evenly; before the first and after the last it stands. */
    points: z.array(PositionPoint).readonly(),
    /** The fader stays where it is until the next point: 0 and 1 are its ends. */
    fader: z.array(FaderPoint).readonly(),
    touches: z.array(TouchSpan).readonly(),
  })
  .readonly()
  .refine(({ points }) => isRising(points), {
    message: "points must come in the order of time",
    path: ["points"],
  })
  .refine(({ fader }) => isRising(fader), {
    message: "points must come in the order of time",
    path: ["fader"],
  })

export type Gesture = z.infer<typeof Gesture>
export type PositionPoint = z.infer<typeof PositionPoint>
export type FaderPoint = z.infer<typeof FaderPoint>

export const isRising = (points: readonly { timeSeconds: number }[]): boolean =>
  points.every(({ timeSeconds }, i) => i === 0 || timeSeconds >= points[i - 1]!.timeSeconds)
