/** What the window and the song graph on the audio thread say to each other. Song frames count from the song's beginning. */
import type { FromInputs, ToInputs } from "./recording/input-protocol.ts"
import type { ClipPiece, GesturePiece, GraphPlan, Loop, Score } from "#shared/dsp/graph/index.ts"
import type { KitSound } from "#shared/dsp/kit/index.ts"
import type { UnpackedSample } from "#shared/dsp/instruments/index.ts"

export type ToGraph =
  | ToInputs
  | { kind: "graph-plan"; plan: GraphPlan }
  | { kind: "graph-score"; channelId: string; score: Score }
  | { kind: "graph-clips"; channelId: string; pieces: readonly ClipPiece[] }
  | { kind: "graph-gestures"; channelId: string; pieces: readonly GesturePiece[] }
  /** A sound bank's file; instruments that wait for it begin to sound. */
  | { kind: "graph-bank"; bytes: ArrayBuffer }
  /** What was unpacked of the bank that came before. */
  | { kind: "graph-samples"; unpacked: readonly UnpackedSample[] }
  /** The layers of a sound of the Slipmat Kit, by its key. */
  | { kind: "graph-kit"; key: number; layers: readonly KitSound[] }
  /** The metronome's beats; null where it is off. */
  | { kind: "graph-click"; score: Score | null }
  | { kind: "graph-play"; songFrame: number }
  | { kind: "graph-stop" }
  | { kind: "graph-locate"; songFrame: number }
  | { kind: "graph-loop"; loop: Loop | null }
  /** The devices whose insides are looked at. */
  | { kind: "graph-watch"; deviceIds: readonly string[] }
  /**
   * A message for a channel's instrument: now, as keys that are played by hand, or at a frame of the context. `isTold` asks
   * for `graph-sent`.
   */
  | {
      kind: "graph-send"
      channelId: string
      message: number
      contextFrame?: number
      isTold?: boolean
    }
  /** Forgets what a channel was to get at a frame to come, and ends what of it sounds. */
  | { kind: "graph-hush"; channelId: string; isTold?: boolean }

export type FromGraph =
  | FromInputs
  /** At this frame of the context the song stands at `songFrame`, and goes on from there if it plays. */
  | { kind: "graph-place"; contextFrame: number; songFrame: number; isPlaying: boolean }
  /** The channels from now on, in the order in which their levels come. */
  | { kind: "graph-order"; channelIds: readonly string[] }
  /** For each channel the highest sample since the last time, left and right, and the mean power, left and right. */
  | { kind: "graph-levels"; levels: Float32Array }
  /** What is heard of the master, as `masterValues` reads it. */
  | { kind: "graph-master"; report: Float32Array }
  /** Of the devices that are looked at. */
  | { kind: "graph-devices"; readings: readonly DeviceReading[] }
  | { kind: "graph-bank-ready" }
  /** A message that was to be told of reached its instrument at this frame of the context. */
  | { kind: "graph-sent"; channelId: string; contextFrame: number }
  /** What of a channel sounded ends at this frame of the context, where that was asked for. */
  | { kind: "graph-hushed"; channelId: string; contextFrame: number }

export interface DeviceReading {
  id: string
  /** dB taken away now; null where it takes nothing by nature. */
  reductionDb: number | null
  /** dB of what comes out, by the bands of `BandSpectrum`. */
  spectrum: Float32Array
}
