/** What the window tells the audio thread about inputs, and hears of them. */
import type { CaptureSpec, Loop, Score } from "#shared/dsp/graph/index.ts"

/** Devices that are heard at once: inputs of the worklet. */
export const INPUT_SLOTS = 4

/** Channels of an input that are heard through a channel of the graph. */
export interface Monitor {
  channelId: string
  slot: number
  firstChannel: number
  channels: number
}

export type ToInputs =
  | { kind: "graph-monitor"; monitors: readonly Monitor[] }
  /** Counts in, then plays from `songFrame`. Captures count the song frames that leave the graph when a sample comes in. */
  | {
      kind: "graph-record"
      songFrame: number
      countInFrames: number
      /** Clicks of the count-in, in song frames before `songFrame`. */
      countIn: Score | null
      /** What the song goes round in meanwhile; captures count on where it leaps. */
      loop: Loop | null
      captures: readonly CaptureSpec[]
    }
  /** Ends what is captured; the song plays on. */
  | { kind: "graph-capture-end" }
  /** Lets a signal out, and captures from its first frame, which is frame 0, what comes back. */
  | { kind: "graph-probe"; signal: Float32Array; capture: CaptureSpec }

/** At this frame of the context the recording's `songFrame` is heard, below 0 in a count-in at the song's beginning. */
export interface FromInputs {
  kind: "graph-recording"
  contextFrame: number
  songFrame: number
}
