/** What the window and the decks on the audio thread say to each other. Frames are those of the audio context. */
import type { DeckEvent, DeckSnapshot } from "#shared/dsp/deck/index.ts"
import type { GuestEnd, GuestPlan } from "./guest.ts"
import type { FromTimecode, ToTimecode } from "../timecode/timecode-protocol.ts"

export const DECK_COUNT = 2

export type ToDecks =
  | ToTimecode
  /** Puts a source of the player's on a deck; null takes the record away. */
  | { kind: "deck-load"; deck: number; source: number | null }
  | { kind: "deck-event"; deck: number; event: DeckEvent }
  /** Asks what the deck remembers now: a take begins. */
  | { kind: "deck-mark"; deck: number }
  /** Somebody else plays it for a while; null calls that off. */
  | { kind: "deck-guest"; deck: number; plan: GuestPlan | null }
  /** Goes on from a mark; frames count from it. */
  | { kind: "deck-replay"; deck: number; start: DeckSnapshot; events: readonly DeckEvent[] }

export interface DeckState {
  deck: number
  /** Frame of the context at which it was so. */
  frame: number
  /** Seconds of the record under the needle. */
  positionSeconds: number
  speed: number
  isHeld: boolean
  /** 0 closed to 1 open. */
  fader: number
  /** Highest sample since the last time. */
  peaks: readonly [left: number, right: number]
}

export type FromDecks =
  | FromTimecode
  | { kind: "deck-state"; state: DeckState }
  /** What happened since the last time, as it happened: played again it makes the same samples. Frames count from `origin`. */
  | { kind: "deck-happened"; deck: number; origin: number; events: readonly DeckEvent[] }
  /** A guest plays from a frame of the context on, which may be later than was planned. */
  | { kind: "deck-guest-began"; deck: number; frame: number; lateFrames: number }
  /** What happens from that frame of the context on is the hand's again. */
  | { kind: "deck-guest-ended"; deck: number; frame: number; how: GuestEnd; hasPlayed: boolean }
  /** All that happens from here on is told after it. Frames in `start` count from `frame`. */
  | { kind: "deck-marked"; deck: number; frame: number; start: DeckSnapshot }

/** What a deck is asked for at once: an event whose frame is not known yet. */
export type DeckOrder = {
  [Kind in DeckEvent["kind"]]: Omit<EventOf<Kind>, "frame">
}[DeckEvent["kind"]]
type EventOf<Kind extends DeckEvent["kind"]> = Extract<DeckEvent, { kind: Kind }>

/** From where all that happens is told. */
export interface DeckMark {
  frame: number
  start: DeckSnapshot
}
