/** What the window and the audio thread say to each other of decks that timecode turns. */
import type { TimecodeName, Wiring } from "#shared/timecode/index.ts"

/** A pair of channels of an input of the worklet. */
export interface InputPair {
  slot: number
  firstChannel: number
}

export interface TimecodeSetup extends InputPair {
  timecode: TimecodeName
  /** Its `StateIndex`, built elsewhere: the audio thread has no time for it. */
  slots: Int32Array
  wiring: Wiring
  isAbsolute: boolean
  /** Else it is only looked at, and the deck is left to other hands. */
  isTurning: boolean
}

export type ToTimecode =
  /** Timecode takes the deck; null gives it back. */
  | { kind: "deck-timecode"; deck: number; setup: TimecodeSetup | null }
  | { kind: "deck-timecode-mode"; deck: number; isAbsolute: boolean }
  /** Keeps the next so many frames of an input, and sends them: for finding out which record it is. */
  | { kind: "deck-listen"; deck: number; pair: InputPair; frames: number }

/** As it is now. Levels are RMS, full scale being 1. */
export interface TimecodeFigures {
  isLifted: boolean
  /** Seconds on the record at 33 1/3 rpm; NaN while it is unknown. */
  positionSeconds: number
  speed: number
  unknownSeconds: number
  leftRms: number
  rightRms: number
  correlation: number
  clippedShare: number
  noiseRms: number
  bitErrors: number
  /** Seconds by which skips took the sticker off, which is being caught up with. */
  drift: number
  /** What makes a circle of the signal: its centre, and the symmetric matrix. */
  ellipse: readonly [x: number, y: number, xx: number, xy: number, yy: number]
}

export type FromTimecode =
  | {
      kind: "deck-timecode-state"
      deck: number
      figures: TimecodeFigures
      /** The phasor's newest points, x and y by turns, the oldest first; the first `points` of them count. */
      scope: Float32Array
      points: number
    }
  | { kind: "deck-listened"; deck: number; left: Float32Array; right: Float32Array }
