/** What was played as a deck at any rate does it. */
import { Deck, type DeckEvent } from "#shared/dsp/deck/index.ts"
import { deckEventsOfPlayed, snapshotOfPlayed, type Played } from "./played.ts"

/** A deck to which everything was sent. At the rate of the take it makes the same samples, at others the same movements. */
export function deckOfPlayed({ rateHz, start, events }: Played, atHz: number): Deck {
  const deck = new Deck(atHz)
  const factor = atHz / rateHz
  const moved = <T extends { frame: number; ageFrames?: number }>(event: T): T =>
    factor === 1
      ? event
      : {
          ...event,
          frame: event.frame * factor,
          ...(event.ageFrames === undefined ? {} : { ageFrames: event.ageFrames * factor }),
        }
  const { hand, needle, waiting, ...snapshot } = snapshotOfPlayed(start)
  deck.restore(
    {
      ...snapshot,
      hand: { ...hand, report: hand.report && moved(hand.report) },
      needle: { ...needle, liftFrames: Math.round(needle.liftFrames * factor) },
      waiting: waiting.map((event): DeckEvent => moved(event)),
    },
    0,
  )
  for (const event of deckEventsOfPlayed(events)) deck.send(moved(event))
  return deck
}
