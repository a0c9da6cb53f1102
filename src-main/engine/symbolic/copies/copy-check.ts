/** Whether a model plays from memory: longest runs of notes that it shares with what it learnt, beside those of held-out music (music.md 19.4). */
import type { CopyCheck } from "#shared/contract/training.ts"
import { compareNotes, type Piece, type PieceNote } from "../piece.ts"
import { quantile } from "../measures/quantile.ts"
import { SharedRuns } from "./shared-runs.ts"

/** Shorter runs are scales, trills and cadences. */
const LONG_RUN_NOTES = 16
/** How much longer than held-out music's the runs of generated music may be: a tenth, but a whole note at least. */
const MOST_LONGER = 1.1
const LONGER_NOTES = 1
const MOSTLY = 0.95

/**
 * Held-out pieces are cut into excerpts of as many notes as the middle one of the generated pieces has: the longer a piece, the longer
 * the runs that it shares by chance.
 * @param learnt all that the model learnt from; transposed and stretched copies need not be among them
 * @returns "not measured" where nothing was held out or generated; "copies" of a run of 16 notes or more that is longer than any of
 * held-out music, or where the 95th percentile is more than a tenth above that of held-out music
 */
export function copyCheck({
  learnt,
  heldOut,
  generated,
}: Record<"learnt" | "heldOut" | "generated", readonly Piece[]>): CopyCheck {
  const runs = new SharedRuns(learnt)
  const made = generated.filter((piece) => piece.notes.length > 0)
  const sizes = made.map((piece) => piece.notes.length)
  const notes = quantile(sizes, 0.5)
  const ofHeldOut = (made.length > 0 ? heldOut : [])
    .flatMap((piece) => excerpts(piece, notes))
    .map((piece) => runs.longestIn(piece))
  const ofGenerated = made.map((piece) => runs.longestIn(piece))
  const real = summary(ofHeldOut)
  const ours = summary(ofGenerated)
  const lengths = Array.from<number>({ length: ours.longest + 1 }).fill(0)
  for (const length of ofGenerated) lengths[length]! += 1
  const isMeasured = ofHeldOut.length > 0 && ofGenerated.length > 0
  const copies =
    (ours.longest >= LONG_RUN_NOTES && ours.longest > real.longest) ||
    ours.p95 > Math.max(real.p95 * MOST_LONGER, real.p95 + LONGER_NOTES)
  return {
    verdict: isMeasured ? (copies ? "copies" : "passed") : "not measured",
    lengths,
    heldOut: real,
    generated: ours,
  }
}

const summary = (lengths: readonly number[]): { p95: number; longest: number } => ({
  p95: lengths.length > 0 ? quantile(lengths, MOSTLY) : 0,
  longest: Math.max(0, ...lengths),
})

/** What is left over at the end is an excerpt where it is at least half as long as the others. */
function excerpts(piece: Piece, notes: number): Piece[] {
  const size = Math.max(1, Math.round(notes))
  const inOrder = piece.notes.toSorted(compareNotes)
  const all: PieceNote[][] = []
  for (let at = 0; at < inOrder.length; at += size) all.push(inOrder.slice(at, at + size))
  if (all.length > 1 && 2 * all.at(-1)!.length < size) all.pop()
  return all.map((some) => ({ ...piece, notes: some }))
}
