/** What was learnt of one deck of a controller, put into what is known of the whole of it. */
import type { ControllerProfile, DeckProfile } from "../profile/profile.ts"
import { startLearning, type LearnState } from "./learn-state.ts"

/**
 * A known controller with a deck learnt anew, or one deck more.
 * @param deck from 1, at most one behind the last
 */
export function mergedProfile(
  known: ControllerProfile,
  deck: number,
  learnt: ControllerProfile,
): ControllerProfile {
  const decks = [...known.decks]
  decks[deck - 1] = mergedDeck(known.decks[deck - 1], learnt.decks[0]!)
  const crossfader = learnt.crossfader === "unknown" ? known.crossfader : learnt.crossfader
  const { noise = known.noise } = learnt
  return { ...known, decks, crossfader, ...(noise ? { noise } : {}) }
}

/** Facts that are richer than what one gesture shows stay: of a known platter only the ticks are news. */
function mergedDeck(known: DeckProfile | undefined, learnt: DeckProfile): DeckProfile {
  const [message] = learnt.platter
  if (!known) return learnt
  const isSame =
    known.encoding === learnt.encoding &&
    known.platter !== "unknown" &&
    known.platter.includes(message ?? "") &&
    known.isReversed === learnt.isReversed
  if (!isSame) return learnt
  const touch = known.touch === "unknown" ? learnt.touch : known.touch
  const ticks = learnt.ticksPerRevolution
  if (ticks === "unknown") return { ...known, touch }
  return { ...known, touch, isTuned: false, ticksPerRevolution: ticks }
}

/**
 * Begins with the five turns, for a controller of which all else is known; undefined where its platter cannot be counted.
 * @param deck from 1
 */
export function calibrating(
  portName: string,
  profile: ControllerProfile,
  deck: number,
): LearnState | undefined {
  const { platter, platterLow, encoding, isReversed, touch } = profile.decks[deck - 1] ?? {}
  if (!platter || platter === "unknown" || !encoding) return undefined
  if (encoding === "unknown" || encoding === "abs-timer" || encoding === "speed7") return undefined
  const found = { message: platter[0]!, low: platterLow, encoding, isCertain: true, reason: "" }
  return {
    ...startLearning(portName, profile.name),
    step: "clockwise",
    platter: { ...found, ...(isReversed ? { isReversed } : {}) },
    ...(touch && touch !== "unknown" ? { touch: touch[0]! } : {}),
  }
}
