/** Which works are learnt from, which are listened to while learning, and which are kept for the end: 80, 10, 10 of a hundred. */
import type { Split } from "#shared/contract/datasets.ts"
import type { NearPair } from "./near-copies.ts"

const VALID_FROM = 0.8
const TEST_FROM = 0.9

export interface SplitPiece {
  /** Of its work. */
  work: string
  /** As the corpus itself has it: this is never changed. */
  given?: Split | undefined
}

/**
 * The split of every piece, by a hash of the name of its work, so that the same work is in the same split whatever comes with it.
 * Nearly the same music is never in two: then all of it is learnt from. Of two works one is listened to, of three one is kept.
 */
export function splitsOf(pieces: readonly SplitPiece[], near: readonly NearPair[]): Split[] {
  const free = [...new Set(pieces.filter(({ given }) => !given).map(({ work }) => work))]
  const splits = new Map(free.map((work) => [work, splitOfHash(shareOf(work))]))
  keepTogether(pieces, near, splits)
  const bound = boundWorks(pieces, near)
  fillEmpty(free, splits, bound, hasGiven(pieces))
  return pieces.map(({ work, given }) => given ?? splits.get(work) ?? "train")
}

const splitOfHash = (share: number): Split =>
  share < VALID_FROM ? "train" : share < TEST_FROM ? "valid" : "test"

/** 0..1, the same for the same name everywhere. */
function shareOf(work: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < work.length; at++) hash = Math.imul(hash ^ work.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

const hasGiven = (pieces: readonly SplitPiece[]): boolean => pieces.some(({ given }) => given)

/** Works with nearly the same music in two splits are learnt from, again and again, until there are none. */
function keepTogether(
  pieces: readonly SplitPiece[],
  near: readonly NearPair[],
  splits: Map<string, Split>,
): void {
  const splitOf = ({ work, given }: SplitPiece): Split => given ?? splits.get(work) ?? "train"
  for (let moved = true; moved;) {
    moved = false
    for (const { one, other } of near) {
      const [a, b] = [pieces[one]!, pieces[other]!]
      if (splitOf(a) === splitOf(b)) continue
      for (const piece of [a, b]) {
        if (piece.given || splits.get(piece.work) === "train") continue
        splits.set(piece.work, "train")
        moved = true
      }
    }
  }
}

/** Works whose music is nearly that of another: they stay where the others are. */
function boundWorks(pieces: readonly SplitPiece[], near: readonly NearPair[]): Set<string> {
  return new Set(
    near
      .filter(({ one, other }) => pieces[one]!.work !== pieces[other]!.work)
      .flatMap(({ one, other }) => [pieces[one]!.work, pieces[other]!.work]),
  )
}

/** Few works may all have fallen into one split: whoever learns must be examined on something. */
function fillEmpty(
  works: readonly string[],
  splits: Map<string, Split>,
  bound: ReadonlySet<string>,
  isGiven: boolean,
): void {
  if (isGiven || works.length === 0) return
  const byShare = works.toSorted((a, b) => shareOf(a) - shareOf(b) || (a < b ? -1 : 1))
  const members = (split: Split): string[] => byShare.filter((work) => splits.get(work) === split)
  if (members("train").length === 0) splits.set(byShare[0]!, "train")
  if (works.length === 2 && !bound.has(byShare[1]!)) splits.set(byShare[1]!, "valid")
  for (const split of works.length >= 3 ? (["valid", "test"] as const) : []) {
    if (members(split).length > 0) continue
    const found = byShare.findLast(
      (work) => !bound.has(work) && members(splits.get(work)!).length > 1,
    )
    if (found !== undefined) splits.set(found, split)
  }
}
