/** Brings what a deck tells to whoever reads its hand. */
import { faderGain } from "#shared/dsp/deck/index.ts"
import type { DeckPlayer } from "../../../audio/index.ts"
import type { HeardHand } from "./heard-hand.ts"

/** Nearer to standing, or to the motor's speed, no hand moves it. */
const MOVING = 0.05
const OFF_PITCH = 0.08

/** What is played again is nobody's hand: it is left out. @returns the function that ends it */
export function followHand(player: DeckPlayer, hand: HeardHand, rateHz: () => number): () => void {
  return player.told.add({
    place({ frame, positionSeconds, speed }) {
      if (player.isReplaying) return
      const isMoved = Math.abs(speed) > MOVING && Math.abs(speed - player.pitch) > OFF_PITCH
      hand.place({ seconds: frame / rateHz(), positionSeconds, speed }, isMoved)
    },
    happened(events) {
      if (player.isReplaying) return
      for (const event of events)
        if (event.kind === "fader")
          hand.fader(event.frame / rateHz(), faderGain(event.place, player.curve))
    },
  })
}
