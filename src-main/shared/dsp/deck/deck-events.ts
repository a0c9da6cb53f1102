/** What happens on a deck, in output frames. A take is a list of these: played again, it makes the same samples. */
import type { FaderCurve } from "./fader-curve.ts"
import type { PlatterReport } from "./hand-path.ts"

/** Seconds of the record. */
export interface Loop {
  startSeconds: number
  endSeconds: number
}

export type DeckEvent =
  | ({ kind: "platter" } & PlatterReport)
  /** The hand takes hold of the record, or lets go of it. */
  | { kind: "touch"; frame: number; isHeld: boolean }
  /** @property place 0 closed to 1 open */
  | { kind: "fader"; frame: number; place: number }
  | { kind: "curve"; frame: number; curve: FaderCurve }
  | { kind: "motor"; frame: number; isOn: boolean }
  /** @property speed of the motor: 1 is 33 1/3 rpm */
  | { kind: "pitch"; frame: number; speed: number }
  /** The needle is put elsewhere. */
  | { kind: "needle"; frame: number; seconds: number }
  /** Null: none. While the hand holds the record, it leaves a loop freely. */
  | { kind: "loop"; frame: number; loop: Loop | null }
  | { kind: "gain"; frame: number; gain: number }
