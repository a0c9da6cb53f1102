/** What a profile leaves open about a deck, found in the recording itself or asked for. */
import { fail } from "#shared/contract/errors.ts"
import { MidiStream } from "#shared/music/index.ts"
import { detectEncoding, type PlatterValue } from "../encodings/detect-encoding.ts"
import type { ControllerProfile, DeckProfile } from "../profile/profile.ts"
import type { KnownDeck } from "./gesture-decoder.ts"
import { keyOfMessage } from "./platter-reader.ts"
import { turnedDeck } from "./turned-deck.ts"
import type { RawEvents } from "./raw-event.ts"

export interface DeckChoice {
  /** From 1; the one that was turned where it is left open. */
  deck?: number | undefined
  /** Instead of the profile's. */
  ticksPerRevolution?: number | undefined
}

/** Ticks of a platter that says its speed: they only set how fine the estimate is. */
const SPEED_TICKS = 720
const MOST_EVENTS = 20_000

/** @throws StudioError invalid-input where the platter cannot be read: what is missing, and how it is found out */
export function knownDeck(
  profile: ControllerProfile,
  events: RawEvents,
  { deck: number, ticksPerRevolution }: DeckChoice = {},
): KnownDeck {
  const { id, decks } = profile
  const deck =
    (number === undefined ? turnedDeck(profile, events) : decks[number - 1]) ??
    fail("invalid-input", `${id} has no deck ${number}`)
  if (deck.platter === "unknown" && deck.encoding !== "abs-timer")
    fail(
      "invalid-input",
      `${id}: which messages its platter sends is unknown. Learn the controller first`,
    )
  if (deck.encoding === "abs-timer" && !deck.report)
    fail("invalid-input", `${id}: the layout of its reports is unknown`)
  const encoding = deck.encoding === "unknown" ? detected(profile, deck, events) : deck.encoding
  const ticks = ticksPerRevolution ?? deck.ticksPerRevolution
  if (ticks !== "unknown") return { ...deck, encoding, ticksPerRevolution: ticks }
  if (encoding === "speed7") return { ...deck, encoding, ticksPerRevolution: SPEED_TICKS }
  return fail(
    "invalid-input",
    `${id}: how many ticks a turn of its platter has is unknown. Calibrate it, or say it (--ticks)`,
  )
}

function detected(
  { id }: ControllerProfile,
  deck: DeckProfile,
  events: RawEvents,
): KnownDeck["encoding"] {
  const found = detectIn(deck, events)
  return (
    found?.encoding ??
    fail("invalid-input", `${id}: its encoding is unknown, and too little was turned to tell it`)
  )
}

/** The encoding of a deck's platter in a recording. */
export function detectIn(deck: DeckProfile, events: RawEvents) {
  const keys = new Set(deck.platter === "unknown" ? [] : deck.platter.map(keyOfMessage))
  const values: PlatterValue[] = []
  let lows = 0
  const stream = new MidiStream()
  for (const { atMicros, bytes } of events.slice(0, MOST_EVENTS))
    stream.push(bytes, (message) => {
      const key = (message >> 16) * 128 + ((message >> 8) & 0x7f)
      if (keys.has(key)) values.push({ atMicros, value: message & 0x7f })
      if (keys.has(key - 32)) lows++
    })
  return detectEncoding(values, lows)
}
