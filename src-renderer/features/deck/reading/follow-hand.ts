/**
 * Brings what a deck does to whoever reads its hand. While a hand holds the record its own reports count, at their own times:
 * the sound may come late on a machine that has too much to do, but the hand was not late. Else the audio thread's places do.
 */
import { faderGain, type DeckEvent } from "#shared/dsp/deck/index.ts"
import type { DeckPlayer } from "../../../audio/index.ts"
import type { HeardHand } from "./heard-hand.ts"

/** Nearer to standing, or to the motor's speed, no hand moves it. */
const MOVING = 0.05
const OFF_PITCH = 0.08
const SILENT_SECONDS = 0.15
/** How late reports may come on a busy machine; forgotten in some hundreds of reports. */
const MOST_LATE_SECONDS = 0.6
const [LATER, FORGOTTEN] = [1.5, 0.995]

/** What is played again is nobody's hand: it is left out. @returns the function that ends it */
export function followHand(player: DeckPlayer, hand: HeardHand, rateHz: () => number): () => void {
  let isHeld = false
  /** Of the record from the hand's own count, while it is held. */
  let offset: number | null = null
  let reportedSeconds = -Infinity
  let placeSeconds = -Infinity
  let lateSeconds = 0
  const platter = (seconds: number, position: number, velocity: number): void => {
    const late = Math.max(lateSeconds * FORGOTTEN, placeSeconds - seconds)
    lateSeconds = Math.min(MOST_LATE_SECONDS, late)
    offset ??= (hand.positionSeconds ?? player.place().positionSeconds) - position
    reportedSeconds = seconds
    hand.report(seconds, position + offset, Math.abs(velocity) > MOVING)
  }
  const sent = (event: DeckEvent): void => {
    const seconds = event.frame / rateHz()
    if (event.kind === "fader") hand.fader(seconds, faderGain(event.place, player.curve))
    else if (event.kind === "touch") {
      isHeld = event.isHeld
      offset = null
    } else if (event.kind === "platter" && isHeld) platter(seconds, event.position, event.velocity)
  }
  return player.told.add({
    happened(events) {
      if (!player.lent.isForHand) return
      for (const event of events)
        if (event.kind === "fader")
          hand.fader(event.frame / rateHz(), faderGain(event.place, player.curve))
    },
    sent: (event) => {
      if (!player.isReplaying && !player.lent.isForHand) sent(event)
    },
    place({ frame, positionSeconds, speed }) {
      const seconds = frame / rateHz()
      placeSeconds = seconds
      if (player.isReplaying) return
      if (isHeld && offset !== null) {
        // A hand that says nothing rests on the record: until then what it did may still be under way.
        const restSeconds = seconds - Math.max(SILENT_SECONDS, lateSeconds * LATER)
        if (restSeconds > reportedSeconds) hand.report(restSeconds, hand.positionSeconds!, false)
        return
      }
      const isMoved = Math.abs(speed) > MOVING && Math.abs(speed - player.pitch) > OFF_PITCH
      hand.place({ seconds, positionSeconds, speed }, isMoved)
    },
  })
}
