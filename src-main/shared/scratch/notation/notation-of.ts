/** Any gesture, written down. */
import {
  cutEdges,
  strokesOf,
  thinned,
  type CutSettings,
  type Gesture,
} from "#shared/gesture/index.ts"
import { beatsIn } from "./beats.ts"
import { closedSpans, dotsOf, linesOf } from "./lines.ts"
import {
  fine,
  NOTATION_FORMAT,
  NOTATION_VERSION,
  type Notation,
  type NotationBeats,
  type NotationBracket,
} from "./model.ts"
import { soundsOf, valued } from "./sounds.ts"

type SaidBeats = Omit<NotationBeats, "isEstimated">

export interface NotationOptions extends CutSettings {
  title?: string
  /** Not said: heard out of the scratching, where it has a tempo. null: it is drawn over seconds. */
  beats?: SaidBeats | null | undefined
  /** A reading's stretches. */
  labels?: readonly NotationBracket[]
}

/** As much of a curve as a drawing shows: a millisecond of record. */
const TOLERANCE_TURNS = 0.001 / 1.8

/** Also of an hour, or of nothing. */
export function notationOf(gesture: Gesture, options: NotationOptions = {}): Notation {
  const { title = "Scratch", beats, labels = [], ...settings } = options
  const drawn = thinned(gesture, TOLERANCE_TURNS)
  const { durationSeconds } = drawn
  const closed = closedSpans(cutEdges(drawn.fader, settings), durationSeconds)
  const strokes = strokesOf(gesture, settings)
  const sounds = soundsOf(strokes, closed)
  const found =
    beats === undefined
      ? beatsIn(strokes.map(({ startSeconds }) => startSeconds))
      : beats && { ...beats, isEstimated: false }
  return {
    ...{ format: NOTATION_FORMAT, version: NOTATION_VERSION, title },
    durationSeconds: fine(durationSeconds),
    beats: found,
    lines: linesOf(drawn, closed),
    dots: dotsOf(drawn, closed),
    brackets: labels.map(({ startSeconds, endSeconds, technique, confidence }) => ({
      ...{ startSeconds: fine(startSeconds), endSeconds: fine(endSeconds), technique },
      confidence: fine(confidence),
    })),
    sounds: valued(sounds, found),
  }
}
