/** Counts of four voices (music.md 19.1): a word after its voice's last one, the beat's phase, and what is already placed. */
import { VOICES } from "../tokens/satb.ts"
import { WittenBell } from "./witten-bell.ts"

const SIXTEENTHS_A_BEAT = 4

/** From the shortest to the longest, each with what those before it have. @param at in words: frame times four plus voice */
export function choraleContexts(ids: ArrayLike<number>, at: number): string[] {
  const voice = at % VOICES
  const frame = (at - voice) / VOICES
  const wordAt = (place: number): number => (place < 0 ? -1 : ids[place]!)
  const placed = Array.from({ length: voice }, (_, i) => wordAt(at - voice + i))
  const before = Array.from({ length: VOICES }, (_, i) => wordAt(at - voice - VOICES + i))
  const added = [
    `${voice}`,
    `${wordAt(at - VOICES)}`,
    `${frame % SIXTEENTHS_A_BEAT}`,
    `${placed.at(-1) ?? "-"}`,
    placed.join(","),
    before.join(","),
  ]
  return added.map((_, last) => added.slice(0, last + 1).join("|"))
}

/** @param pieces ids of `satbVocabulary` */
export function learnChorales(pieces: Iterable<ArrayLike<number>>, size: number): WittenBell {
  const grams = new WittenBell(size)
  for (const ids of pieces)
    for (let at = 0; at < ids.length; at++) grams.learn(choraleContexts(ids, at), ids[at]!)
  return grams
}
