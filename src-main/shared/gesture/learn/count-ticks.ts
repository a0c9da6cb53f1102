/** Ticks of a platter whose messages are known, but not yet how many make a turn. */
import { GestureDecoder } from "../decode/gesture-decoder.ts"
import type { RawEvent } from "../decode/raw-event.ts"
import { ControllerProfile } from "../profile/profile.ts"
import type { FoundPlatter } from "./find-controls.ts"

/** Only how a counter that wraps is unrolled depends on it, and that little. */
const ANY_TICKS = 1000

/** Their sum, clockwise less back. */
export function countTicks(
  events: readonly RawEvent[],
  { message, low, encoding, isReversed = false }: FoundPlatter,
  onTicks?: (atSeconds: number, ticks: number) => void,
): number {
  const profile = ControllerProfile.parse({
    ...{ format: 1, id: "learning", name: "learning", portNames: ["learning"], source: "learning" },
    decks: [
      {
        ...{ platter: [message], touch: "unknown", encoding, ticksPerRevolution: ANY_TICKS },
        ...{ isReversed, ...(low ? { platterLow: low } : {}) },
        ...{ rpm: "unknown", pitch: "unknown" },
      },
    ],
    crossfader: "unknown",
  })
  const deck = { ...profile.decks[0]!, ticksPerRevolution: ANY_TICKS }
  const decoder = new GestureDecoder(profile, deck, onTicks ? { onTicks } : {})
  let latest = 0
  for (const event of events) {
    decoder.push(event)
    latest = Math.max(latest, event.atMicros)
  }
  return Math.round(decoder.at(latest).positionTurns * ANY_TICKS)
}
