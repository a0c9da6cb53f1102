/** Which deck of a controller was turned: many profiles know the first one only, and the others speak alike on other channels. */
import { MidiStream } from "#shared/music/index.ts"
import type { ControllerProfile, DeckProfile } from "../profile/profile.ts"
import { keyOfMessage } from "./platter-reader.ts"
import type { RawEvents } from "./raw-event.ts"

const MOST_EVENTS = 20_000
const CHANNELS = 16

/** The first deck of the profile that was turned; else the first as it speaks on the channel where most is heard; else the first. */
export function turnedDeck({ decks }: ControllerProfile, events: RawEvents): DeckProfile {
  const [first] = decks as [DeckProfile, ...DeckProfile[]]
  if (decks.some(({ platter }) => platter === "unknown")) return first
  const heard = heardKeys(events)
  const known = decks.find((deck) => countOf(deck, heard) > 0)
  if (known || first.encoding === "abs-timer") return known ?? first
  let [best, most] = [first, 0]
  for (let channel = 0; channel < CHANNELS; channel++) {
    const deck = onChannel(first, channel)
    const count = countOf(deck, heard)
    if (count > most) [best, most] = [deck, count]
  }
  return best
}

function heardKeys(events: RawEvents): Map<number, number> {
  const counts = new Map<number, number>()
  const stream = new MidiStream()
  for (const { bytes } of events.slice(0, MOST_EVENTS))
    stream.push(bytes, (message) => {
      const key = (message >> 16) * 128 + ((message >> 8) & 0x7f)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    })
  return counts
}

const countOf = ({ platter }: DeckProfile, heard: ReadonlyMap<number, number>): number =>
  platter === "unknown"
    ? 0
    : platter.reduce((sum, message) => sum + (heard.get(keyOfMessage(message)) ?? 0), 0)

function onChannel(deck: DeckProfile, channel: number): DeckProfile {
  const moved = (message: string): string =>
    message.slice(0, 1) + channel.toString(16).toUpperCase() + message.slice(2)
  const { platter, platterLow, touch, ring, buttons } = deck
  return {
    ...deck,
    platter: platter === "unknown" ? platter : platter.map(moved),
    touch: touch === "unknown" ? touch : touch.map(moved),
    ...(platterLow === undefined ? {} : { platterLow: moved(platterLow) }),
    ...(ring ? { ring: ring.map(moved) } : {}),
    ...(buttons
      ? { buttons: buttons.map(({ name, message }) => ({ name, message: moved(message) })) }
      : {}),
  }
}
