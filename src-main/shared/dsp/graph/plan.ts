/**
 * What the studio's graph plays: plain data, so that it can be made in the page or the engine and handed to the audio thread
 * or the offline renderer. Frames are those of the graph's rate; song frames count from the song's beginning.
 */

import type { DeckProgram } from "../deck/index.ts"

/** Frames in which the graph works. Live and offline use the same, so that both make the same samples. */
export const QUANTUM = 128

export interface GraphPlan {
  /** Every channel stands before those it feeds; the last one is the master, whose sound is the graph's. */
  channels: readonly ChannelPlan[]
}

export interface ChannelPlan {
  id: string
  instrument: InstrumentPlan | null
  devices: readonly DevicePlan[]
  gainDb: number
  /** -1 left to 1 right. */
  pan: number
  /** Muted, or another channel is soloed: its sound goes nowhere, and meters stand still. */
  isSilent: boolean
  /** A bus that it sends to is soloed, not itself: nothing goes to `output`. */
  onlySends?: boolean
  /** Index of the channel it feeds, above its own; -1 for none. */
  output: number
  sends: readonly SendPlan[]
  automation: readonly AutomationPlan[]
}

export interface InstrumentPlan {
  id: string
  kind: string
  parameters: Readonly<Record<string, number>>
  /** What only the instrument understands: preset, zones, pads. Plain JSON. */
  state: unknown
}

export interface DevicePlan {
  id: string
  kind: string
  isBypassed: boolean
  /** In user units, by id; what is missing has its initial value. */
  parameters: Readonly<Record<string, number>>
  /** Index of the channel whose sound steers it, below its own; -1: its own input. */
  sideChain: number
}

export interface SendPlan {
  /** Index of a channel above its own. */
  to: number
  gainDb: number
  isPreFader: boolean
}

/** Moves a value along the song. */
export interface AutomationPlan {
  /** A device's or the instrument's id; null: the channel's own gain ("gainDb") or pan ("pan"). */
  deviceId: string | null
  parameter: string
  /** Song frames, ascending. */
  frames: Float64Array
  values: Float32Array
  /** How one goes on to the next point: HOLD or LINEAR. */
  curves: Uint8Array
}

export const HOLD = 0
export const LINEAR = 1

/** MIDI messages of a channel in song time. */
export interface Score {
  /** Song frames, ascending. */
  frames: Float64Array
  /** status << 16 | data 1 << 8 | data 2, as MIDI 1.0 has them. */
  messages: Int32Array
}

/** A stretch of recorded sound on a channel. */
export interface ClipPiece extends Faded {
  source: number
  /** Frame of the source that sounds at `startFrame`, maybe between two. */
  sourceFrame: number
  /** Source frames per frame of the graph. */
  step: number
  /** Null: it is played as it is, and another `step` is another pitch. */
  stretch: ClipStretch | null
  gain: number
}

/** Where a piece begins and ends in song frames, and how. */
export interface Faded {
  startFrame: number
  /** The first frame without it. */
  endFrame: number
  /** At least a few milliseconds where its sound is cut: steps are heard. */
  fadeInFrames: number
  fadeInCurve: FadeCurve
  fadeOutFrames: number
  fadeOutCurve: FadeCurve
}

/** A stretch of a record that is played on a deck. */
export interface GesturePiece extends Faded {
  source: number
  sourceRateHz: number
  /** All that happens on the deck, and the frame in it that sounds at `startFrame`. */
  program: DeckProgram
  programFrame: number
  gain: number
}

/** Length and pitch on their own. */
export interface ClipStretch {
  semitones: number
  /** Of the recording; more than two are mixed to two. */
  channels: number
  /** Source frames per frame of the graph if it were not stretched: how the two rates differ. */
  resample: number
  /** Where the pace changes on the way, at least two: song frames, ascending, and the source's frames there. */
  warp: { songFrames: Float64Array; sourceFrames: Float64Array } | null
}

export type FadeCurve = "linear" | "equal-power" | "s-curve"

export const message = (status: number, data1: number, data2: number): number =>
  (status << 16) | (data1 << 8) | data2
