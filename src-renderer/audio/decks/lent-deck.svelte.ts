/** A deck while somebody else plays it, as the window sees it. */
import type { Sound } from "../sound.ts"
import type { GuestEnd, GuestPlan } from "./guest.ts"

/** What becomes of somebody else's time on the deck. Frames of the context. */
export interface GuestListener {
  /** @param lateFrames after it was planned */
  began(frame: number, lateFrames: number): void
  /** @param hasPlayed whether it had begun */
  ended(frame: number, how: GuestEnd, hasPlayed: boolean): void
}

export class LentDeck {
  hasGuest = $state(false)
  /** What the guest plays is in place of the hand: a take that was chosen for it. */
  isForHand = $state(false)
  /** Where a guest has the fader, 0 closed to 1 open. */
  fader = $state(1)
  listener: GuestListener | undefined
  #deck: number
  #sound: Sound

  constructor(deck: number, sound: Sound) {
    this.#deck = deck
    this.#sound = sound
  }

  /** Lends the deck for a while; null calls that off. @returns whether there is sound to play it with */
  lend(plan: GuestPlan | null): boolean {
    const line = this.#sound.now?.line
    line?.post({ kind: "deck-guest", deck: this.#deck, plan })
    return line !== undefined
  }

  began(frame: number, lateFrames: number): void {
    this.hasGuest = true
    this.listener?.began(frame, lateFrames)
  }

  ended(frame: number, how: GuestEnd, hasPlayed: boolean): void {
    this.hasGuest = false
    this.isForHand = false
    this.listener?.ended(frame, how, hasPlayed)
  }
}
