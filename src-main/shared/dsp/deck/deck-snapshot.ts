import type { DeckEvent, Loop } from "./deck-events.ts"
import type { FaderCurve } from "./fader-curve.ts"
import type { PlatterReport } from "./hand-path.ts"

/** All that a deck remembers between two stretches, without what is still to happen. Plain JSON. */
export interface DeckMemory {
  positionSeconds: number
  speed: number
  isHeld: boolean
  isMotorOn: boolean
  pitch: number
  loop: Loop | null
  platter: { platterSpeed: number; recordSpeed: number }
  hand: { report: PlatterReport | null; offsetSeconds: number }
  gate: {
    curve: FaderCurve
    place: number
    gain: number
    target: number
    level: number
    smooth: number
  }
  needle: { liftedBySeconds: number; liftFrames: number }
  /** Before and after, left and right. */
  rumble: number[]
}

/** Put back, a deck goes on with the same samples. Plain JSON. */
export interface DeckSnapshot extends DeckMemory {
  /** Not happened yet. */
  waiting: DeckEvent[]
}
