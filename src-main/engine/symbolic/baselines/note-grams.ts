/** An n-gram of notes: a table of counts for every kind of choice. The strongest of the tables, and quick to learn. */
import type { Piece } from "../piece.ts"
import type { BaselineModel } from "./baseline-model.ts"
import { GramTables } from "./gram-tables.ts"
import { CHOICES, type Choice, noteChoices } from "./note-events.ts"

/** On held-out Chopin pitches are .08 nats worse with .75, and .01 better with .95. */
const DISCOUNT = 0.9

/**
 * Learns without transposing: intervals beside pitches are better than twelve keys of pitches, and take a twelfth of the time.
 * @param order 5 sees four notes before the one that it tells
 */
export function learnNotes(
  pieces: Iterable<Piece>,
  { order, smoothing = DISCOUNT }: { order: number; smoothing?: "witten-bell" | number },
): BaselineModel<Piece> {
  const tables = Object.fromEntries(
    Object.entries(CHOICES).map(([kind, size]) => [kind, new GramTables({ size, smoothing })]),
  ) as Record<keyof typeof CHOICES, GramTables>
  for (const piece of pieces)
    for (const ways of noteChoices(piece, order))
      for (const { kind, features, word } of ways) tables[kind].learn(features, word)
  const chanceOf = ({ kind, features, word }: Choice): number =>
    tables[kind].probability(features, word)
  return {
    name: `${order}-gram of notes`,
    natsOf: (piece) => {
      let [nats, notes] = [0, 0]
      for (const ways of noteChoices(piece, order)) {
        // The mean of two distributions is one; what intervals give to pitches beyond the keyboard is lost.
        const sum = ways.reduce((all, way) => all + chanceOf(way), 0)
        nats -= Math.log(sum / ways.length)
        if (ways[0]!.kind === "pitch") notes += 1
      }
      return { nats, notes }
    },
  }
}
