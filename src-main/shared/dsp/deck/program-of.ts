import { firstAtOrAfter } from "../../sorted.ts"
import { STRETCH, type Deck } from "./deck.ts"
import { MARK_SECONDS, packEvents, type DeckMark, type DeckProgram } from "./deck-program.ts"

/**
 * The program of a deck to which everything was sent, and which has not begun. The deck is used up.
 * @param frames that it lasts
 */
export function programOf(deck: Deck, frames: number): DeckProgram {
  const { waiting } = deck.snapshot()
  const places = waiting.map(({ frame }) => frame)
  const marks: DeckMark[] = []
  const step = Math.max(1, Math.round((MARK_SECONDS * deck.rateHz) / STRETCH)) * STRETCH
  for (let frame = 0; frame === 0 || frame < frames; frame += step) {
    const next = firstAtOrAfter(places, frame)
    const { memory } = deck
    let [leastSeconds, mostSeconds] = [deck.positionSeconds, deck.positionSeconds]
    for (let done = 0; done < step; done += STRETCH) {
      deck.skip(STRETCH)
      leastSeconds = Math.min(leastSeconds, deck.positionSeconds)
      mostSeconds = Math.max(mostSeconds, deck.positionSeconds)
    }
    marks.push({ frame, next, memory, leastSeconds, mostSeconds })
  }
  return { frames, events: packEvents(waiting), marks }
}
