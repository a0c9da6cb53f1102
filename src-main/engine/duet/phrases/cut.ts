/**
 * Phrases of a melody: it breathes where a note lasts, or is followed by silence, much longer than those around it (the
 * durational part of Lerdahl & Jackendoff's grouping rules 2a and 2b, 1983; Cambouropoulos 2001).
 */
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { barTicksOf, type PieceMeter, type PieceNote } from "../../symbolic/index.ts"

const LEAST_NOTES = 4
/** Longer ones are cut at their longest breath. */
const MOST_BARS = 8
/** A breath takes so much longer than the notes around it, and a beat at least. */
const BREATH = 1.75
const NEIGHBOURS = 6
/** What is silent for so long has ended, however slow it was. */
const SILENCE_TICKS = 3 * TICKS_PER_QUARTER

/**
 * @param melody one note at a time, by start
 * @returns its notes, in groups of `LEAST_NOTES` or more; notes that belong to no such group are left out
 */
export function phrasesOf(
  melody: readonly PieceNote[],
  meter: Omit<PieceMeter, "startTicks">,
): PieceNote[][] {
  const phrases: PieceNote[][] = []
  let from = 0
  for (let at = 1; at <= melody.length; at++) {
    if (at < melody.length && !isBreath(melody, at, at - from)) continue
    phrases.push(...shortened(melody.slice(from, at), MOST_BARS * barTicksOf(meter)))
    from = at
  }
  return phrases.filter((phrase) => phrase.length >= LEAST_NOTES)
}

/** Whether a phrase ends before the note at `at`. @param length notes since the last breath */
function isBreath(melody: readonly PieceNote[], at: number, length: number): boolean {
  const [last, next] = [melody[at - 1]!, melody[at]!]
  const step = next.startTicks - last.startTicks
  if (next.startTicks - (last.startTicks + last.lengthTicks) >= SILENCE_TICKS) return true
  if (length < LEAST_NOTES || step < TICKS_PER_QUARTER) return false
  const around: number[] = []
  for (let i = Math.max(1, at - NEIGHBOURS); i <= Math.min(melody.length - 1, at + NEIGHBOURS); i++)
    if (i !== at) around.push(melody[i]!.startTicks - melody[i - 1]!.startTicks)
  return step >= BREATH * median(around)
}

/** Halves at their longest steps until none is too long. */
function shortened(phrase: readonly PieceNote[], mostTicks: number): PieceNote[][] {
  const ticks = phrase.at(-1)!.startTicks - phrase[0]!.startTicks
  if (ticks <= mostTicks || phrase.length < 2 * LEAST_NOTES) return [[...phrase]]
  let [best, longest] = [LEAST_NOTES, 0]
  for (let at = LEAST_NOTES; at <= phrase.length - LEAST_NOTES; at++) {
    const step = phrase[at]!.startTicks - phrase[at - 1]!.startTicks
    // Of equal ones the one nearest to the middle.
    const isBetter =
      step > longest ||
      (step === longest && Math.abs(at - phrase.length / 2) < Math.abs(best - phrase.length / 2))
    if (isBetter) [best, longest] = [at, step]
  }
  return [
    ...shortened(phrase.slice(0, best), mostTicks),
    ...shortened(phrase.slice(best), mostTicks),
  ]
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Infinity
}
