/**
 * Strokes cut into pieces of some, each of one technique or of none: the cheapest way to do so. Pieces never reach into what
 * lies beside them, so that what is short is not lost among its neighbours.
 */
import { TECHNIQUE_CLASSES, type TechniqueClass } from "../technique-names.ts"
import { off } from "./align.ts"
import { within, type Phrase } from "./phrase.ts"
import { costOfNothing, costsOf, isRippling, type Hypotheses } from "./rules.ts"

/** Strokes of a piece: at most two rounds. */
export const MOST_STROKES = 4
/** States are techniques by their number, and that it has no name. */
export const NOTHING = TECHNIQUE_CLASSES.length
const STATES = NOTHING + 1
const INDEX = new Map<TechniqueClass, number>(TECHNIQUE_CLASSES.map((name, i) => [name, i]))

/** Strokes `from` up to `to`. */
export interface Piece {
  from: number
  to: number
  state: number
  /** Of every state; Infinity where it is out of the question. */
  nats: Float64Array
}

interface Step extends Piece {
  sum: number
  before: Step | null
}

/** Nats: of another technique than before, and of one that is not done twice. */
const CHANGE = 2.5
const ONCE = 1.5
/** What is long by its nature need not be done twice. */
const HYDROPLANE = INDEX.get("hydroplane")!
const LONG = new Set([NOTHING, INDEX.get("drag")!, HYDROPLANE])
/** Of the logarithm of the time of strokes, from piece to piece of one technique. */
const UNEVEN = 0.28
const MOST_UNEVEN = 4
/** Of what no technique dares to cost more than having no name. */
const DARES = 4

export function piecesOf(phrase: Phrase, hypotheses: Hypotheses): Piece[] {
  const { length } = phrase.strokes
  // ways[to][state]: the cheapest to cut all before stroke `to`, with a last piece of that state.
  const ways: (Step | undefined)[][] = [[]]
  for (let to = 1; to <= length; to++) {
    const best: (Step | undefined)[] = Array.from({ length: STATES })
    for (let from = Math.max(0, to - MOST_STROKES); from < to; from++) {
      const nats = costsAt(phrase, from, to, hypotheses)
      const least = cheapest(ways[from]!)
      for (let state = 0; state < STATES; state++) {
        if (nats[state] === Infinity) continue
        const piece = { from, to, state, nats }
        const step = stepOf(piece, phrase, [ways[from]![state] ?? null, least])
        if (step.sum < (best[state]?.sum ?? Infinity)) best[state] = step
      }
    }
    ways.push(best)
  }
  const way: Piece[] = []
  for (let step = cheapest(ways[length]!); step; step = step.before) way.push(step)
  return way.reverse()
}

function cheapest(steps: readonly (Step | undefined)[]): Step | null {
  let best: Step | null = null
  for (const step of steps) if (step && step.sum < (best?.sum ?? Infinity)) best = step
  return best
}

/** On from a piece of the same technique, or from the cheapest of all. */
function stepOf(
  piece: Piece,
  phrase: Phrase,
  [same, least]: readonly [same: Step | null, least: Step | null],
): Step {
  const { from, to, state, nats } = piece
  const own = nats[state]!
  const once = LONG.has(state) ? 0 : (ONCE * (MOST_STROKES - to + from)) / 2
  const begun = own + once + (least ? least.sum + CHANGE : 0)
  const on = same ? own + same.sum + unevenTo(phrase, same, piece) : Infinity
  return on <= begun ? { ...piece, sum: on, before: same } : { ...piece, sum: begun, before: least }
}

function unevenTo(phrase: Phrase, { from, to, state }: Piece, next: Piece): number {
  if (state === NOTHING) return 0
  const apart = pace(phrase, from, to) - pace(phrase, next.from, next.to)
  return Math.min(MOST_UNEVEN, off(apart / UNEVEN))
}

/** Mean logarithm of the seconds of strokes. */
function pace({ strokes }: Phrase, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += Math.log(strokes[i]!.endSeconds - strokes[i]!.startSeconds)
  return sum / (to - from)
}

/** What has no name is told stroke by stroke; one stroke alone can only be a hydroplane's. */
function costsAt(phrase: Phrase, from: number, to: number, hypotheses: Hypotheses): Float64Array {
  const part = within(phrase, from, to)
  const isOne = to - from === 1
  const isRippled = isRippling(part.strokes[0]!)
  const nats =
    isOne && !isRippled ? new Float64Array(STATES).fill(Infinity) : costsOfPart(part, hypotheses)
  if (isOne) nats.fill(Infinity, 0, HYDROPLANE).fill(Infinity, HYDROPLANE + 1, NOTHING)
  nats[NOTHING] = isOne ? strokeOfNothing(part) + (isRippled ? RIPPLED : 0) : Infinity
  return nats
}

/** By state: all techniques, and having no name. */
export function costsOfPart(part: Phrase, hypotheses: Hypotheses): Float64Array {
  const nats = new Float64Array(STATES)
  nats[NOTHING] = costOfNothing(part)
  for (const cost of costsOf(part, hypotheses, nats[NOTHING] + DARES))
    nats[INDEX.get(cost.technique)!] = cost.nats
  return nats
}

const RIPPLED = 3

function strokeOfNothing({ strokes, edges }: Phrase): number {
  const own = edges.filter(({ phase }) => phase >= 0 && phase < 1)
  return costOfNothing({ strokes, edges: own }) - BEGINNING
}
/** Of `costOfNothing` what a take costs by itself: a stroke among others has less of it. */
const BEGINNING = 1.5
