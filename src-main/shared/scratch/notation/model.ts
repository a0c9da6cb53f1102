/**
 * A gesture written down in the manner of turntablist transcription (TTM, Carluccio, Imboden and Raedawn 2000): time to the
 * right, the record's way upwards, so that slope is speed; a gap where the fader is closed; a dot at each click. This is what
 * every drawing is made from, and, as it stands here, the JSON that is exported. A later version adds fields or raises
 * `version`; it never gives a field another meaning.
 */
import type { TechniqueClass } from "../technique-names.ts"

export const NOTATION_FORMAT = "slipmat-scratch-notation"
export const NOTATION_VERSION = 1

export interface NotationBeats {
  tempoBpm: number
  /** Of a bar's first beat, in the gesture's own seconds. */
  firstBeatSeconds: number
  beatsPerBar: number
  /** Heard from the scratching itself, not said by anybody. */
  isEstimated: boolean
}

/** Seconds of the gesture, and seconds of record at 33 1/3 rpm counted from where the gesture begins. */
export type NotationPoint = readonly [timeSeconds: number, recordSeconds: number]

/** A stretch through which the fader is open and the needle stays in its groove. */
export interface NotationLine {
  points: readonly NotationPoint[]
}

/** A short close of the fader, at its middle. */
export interface NotationDot {
  timeSeconds: number
  recordSeconds: number
  closedSeconds: number
}

export interface NotationBracket {
  startSeconds: number
  endSeconds: number
  /** null: unsure. */
  technique: TechniqueClass | null
  /** 0..1 */
  confidence: number
}

/** Something that is heard: from where it begins to where the fader closes or the record turns back. */
export interface NotationSound {
  startSeconds: number
  endSeconds: number
  /** To the next sound, as a note value of the staff: "1/8", "1/8." with a dot, "1/8t" of a triplet; null without a tempo, and at the end. */
  value: string | null
}

export interface Notation {
  format: typeof NOTATION_FORMAT
  version: typeof NOTATION_VERSION
  title: string
  durationSeconds: number
  /** null where there is no tempo: it is drawn over seconds. */
  beats: NotationBeats | null
  lines: readonly NotationLine[]
  dots: readonly NotationDot[]
  brackets: readonly NotationBracket[]
  /** What is heard, one by one, with its rhythm value where there is a tempo. */
  sounds: readonly NotationSound[]
}

/** To ten microseconds: finer than any controller, and short to write. */
export const fine = (seconds: number): number => Math.round(seconds * 1e5) / 1e5

/** The export: one JSON document, a line of the staff a line of the file. */
export function notationText(notation: Notation): string {
  const { lines, dots, brackets, sounds, ...head } = notation
  const rows = (name: string, list: readonly unknown[]): string =>
    `  "${name}": [${list.map((each) => `\n    ${JSON.stringify(each)}`).join(",")}${list.length > 0 ? "\n  " : ""}]`
  return `${[
    JSON.stringify(head, undefined, 2).replace(/\n\}$/, ""),
    ...[rows("lines", lines), rows("dots", dots), rows("brackets", brackets)],
    rows("sounds", sounds),
  ].join(",\n")}\n}\n`
}
