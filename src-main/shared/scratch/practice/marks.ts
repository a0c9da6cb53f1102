/** What is timed of a gesture: where its strokes begin, and where its fader opens and closes. */
import { cutEdges, loop, strokesOf, turnsAlong, type Gesture } from "#shared/gesture/index.ts"

export type StrokeMark = "forward" | "back"
export type CutMark = "open" | "close"

export interface Mark {
  kind: StrokeMark | CutMark
  timeSeconds: number
  /** Where the record is then, seconds of record from the gesture's beginning. */
  recordSeconds: number
}

export interface Marks {
  strokes: Mark[]
  cuts: Mark[]
}

const SECONDS_PER_TURN = 1.8

/** Of strokes only those that are heard, and go at least so far. @param leastExtentSeconds of record */
export function marksOf(gesture: Gesture, leastExtentSeconds = 0): Marks {
  const strokes = strokesOf(gesture).filter(
    ({ openSeconds, extentSeconds }) =>
      openSeconds.length > 0 && extentSeconds >= leastExtentSeconds,
  )
  const edges = cutEdges(gesture.fader).slice(1)
  return {
    strokes: placed(
      gesture,
      strokes.map(({ startSeconds, direction }) => ({
        ...{ kind: direction > 0 ? "forward" : "back", timeSeconds: startSeconds },
      })),
    ),
    cuts: placed(
      gesture,
      edges.map(({ timeSeconds, isOpen }) => ({ kind: isOpen ? "open" : "close", timeSeconds })),
    ),
  }
}

/** Where two rounds meet is a time of one of them. */
const ROUNDING_SECONDS = 1e-6

/** Of a gesture that goes round: also what happens where its end meets its beginning. */
export function marksOfLoop(gesture: Gesture): Marks {
  const { durationSeconds: round } = gesture
  if (round === 0) return { strokes: [], cuts: [] }
  const { strokes, cuts } = marksOf(loop(gesture, 3))
  const from = round - ROUNDING_SECONDS
  const turnsAt = turnsAlong(gesture)
  const base = gesture.points[0]?.positionTurns ?? 0
  const middle = (marks: readonly Mark[]): Mark[] =>
    marks
      .filter(({ timeSeconds }) => timeSeconds >= from && timeSeconds < from + round)
      .map(({ kind, timeSeconds }) => {
        const own = Math.max(0, timeSeconds - round)
        return { kind, timeSeconds: own, recordSeconds: (turnsAt(own) - base) * SECONDS_PER_TURN }
      })
  return { strokes: middle(strokes), cuts: middle(cuts) }
}

function placed(gesture: Gesture, marks: readonly Omit<Mark, "recordSeconds">[]): Mark[] {
  const turnsAt = turnsAlong(gesture)
  const base = gesture.points[0]?.positionTurns ?? 0
  return marks.map((mark) => ({
    ...mark,
    recordSeconds: (turnsAt(mark.timeSeconds) - base) * SECONDS_PER_TURN,
  }))
}
