import type { FromDecks, ToDecks } from "./decks/deck-protocol.ts"
import type { FromGraph, ToGraph } from "./graph-protocol.ts"

/** What the window and the audio thread say to each other. Frames are those of the audio context. */
export type Bus = 0 | 1
export const SONG_BUS: Bus = 0
export const PREVIEW_BUS: Bus = 1

export interface PlayPiece {
  source: number
  startSeconds: number
  endSeconds: number
  /** Where it begins, counted from the start of the run. */
  offsetFrames: number
  frames: number
}

export type ToPlayer =
  | { kind: "source"; id: number; rateHz: number; channels: number; frames: number }
  | { kind: "forget"; id: number }
  | { kind: "tile"; id: number; tile: number; samples: Float32Array }
  | { kind: "drop"; id: number; tile: number }
  /** Begins a run at once, in place of what the bus plays; `started` tells at which frame. */
  | { kind: "play"; bus: Bus; run: number; pieces: PlayPiece[] }
  /** More pieces of a run that has started. */
  | { kind: "append"; bus: Bus; run: number; pieces: PlayPiece[] }
  | { kind: "stop"; bus: Bus }

export type FromPlayer =
  | { kind: "started"; bus: Bus; run: number; frame: number }
  | { kind: "underrun"; frames: number }
  /** Sound was not made in time: so much of it was left out. */
  | { kind: "gap"; lostMs: number }

export type ToAudio = ToPlayer | ToGraph | ToDecks
export type FromAudio = FromPlayer | FromGraph | FromDecks

/** The window's end of the line to the audio thread. */
export interface PlayerLine {
  readonly rateHz: number
  post(message: ToAudio, transfer?: Transferable[]): void
  listen(receive: (message: FromAudio) => void): void
  /** Context time, in seconds, of the sample that leaves the loudspeaker now. */
  heardSeconds(): number
  /** Context time of the block that is made next. Absent: the loudspeaker's stands for it. */
  renderedSeconds?(): number
  /** Brings a stream to an input of the audio thread, of INPUT_SLOTS; the function takes it away. Absent: there are none. */
  connectInput?(slot: number, stream: MediaStream): () => void
  /** Seconds from the audio thread to the loudspeaker, as far as the system tells. */
  outputLatencySeconds?(): number
}
