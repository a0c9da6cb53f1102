/** Long takes in stretches of one technique each. */
import { TECHNIQUE_CLASSES } from "../technique-names.ts"
import { labelOf, type Label } from "./label.ts"
import { within, type Phrase } from "./phrase.ts"
import { costsOfPart, MOST_STROKES, NOTHING, piecesOf, type Piece } from "./pieces.ts"
import { costOfNothing, costsOf, type Hypotheses } from "./rules.ts"

/** So many windows say which end of the fader is open, and how late it is. */
const ASKED = 24

/** Strokes that are judged together; of fewer than a piece has nothing can be said about how alike they are. */
const AT_ONCE = 8
/** Nats by which a name must be cheaper than none. */
const MARGIN = 1.5

export function segmentsOf(phrase: Phrase, hypotheses: Hypotheses): Label[] {
  if (phrase.strokes.length < MOST_STROKES) return []
  const settled = settledFor(phrase, hypotheses)
  const stretches = grouped(piecesOf(phrase, settled)).map((each) => judged(phrase, settled, each))
  return grouped(stretches).map((each) => labelFor(phrase, each))
}

/** Neighbours of one state as one, with what they cost on the average. */
function grouped(pieces: readonly Piece[]): Piece[] {
  const groups: Piece[] = []
  for (let i = 0; i < pieces.length;) {
    let next = i + 1
    while (next < pieces.length && pieces[next]!.state === pieces[i]!.state) next++
    const own = pieces.slice(i, next)
    const nats = own[0]!.nats.map((_, state) => meanOf(own.map((each) => each.nats[state]!)))
    groups.push({ ...own[0]!, to: own.at(-1)!.to, nats })
    i = next
  }
  return groups
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + Math.min(FAR, value), 0) / values.length
/** What is out of the question, in nats. */
const FAR = 20

/** Pieces of a few strokes are easily taken for something: a stretch is what it is as a whole. */
function judged(phrase: Phrase, hypotheses: Hypotheses, stretch: Piece): Piece {
  const { from, to, state } = stretch
  const count = to - from
  if (count < MOST_STROKES || state === NOTHING) return stretch
  const windows = Math.max(1, Math.round(count / AT_ONCE))
  const at = (k: number): number => from + Math.round((count * k) / windows)
  const costs = Array.from({ length: windows }, (_, k) =>
    costsOfPart(within(phrase, at(k), at(k + 1)), hypotheses),
  )
  const nats = costs[0]!.map((_, i) => meanOf(costs.map((each) => each[i]!)))
  const best = nats.indexOf(Math.min(...nats.subarray(0, NOTHING)))
  return { ...stretch, nats, state: nats[best]! + MARGIN < nats[NOTHING]! ? best : NOTHING }
}

/** Polarity and lag do not change within a take: what explains some windows best is kept for all. */
function settledFor(phrase: Phrase, hypotheses: Hypotheses): Hypotheses {
  const count = phrase.strokes.length
  const step = Math.max(1, Math.floor((count - MOST_STROKES) / ASKED))
  const sums = new Map<string, { hypotheses: Hypotheses; nats: number }>()
  for (const [opens, start] of [
    [true, hypotheses.upOpens],
    [false, hypotheses.upCloses],
  ] as const)
    for (const lag of hypotheses.lags) {
      if (start === Infinity) continue
      const known = { upOpens: opens ? 0 : Infinity, upCloses: opens ? Infinity : 0, lags: [lag] }
      const own = { ...hypotheses, ...known }
      let nats = start
      for (let from = 0; from + MOST_STROKES <= count; from += step) {
        // All edges speak here: whose they are is not known yet.
        const window = { ...within(phrase, from, from + MOST_STROKES), isPart: false }
        nats += Math.min(costsOf(window, own)[0]!.nats, costOfNothing(window))
      }
      sums.set(`${opens} ${lag}`, { hypotheses: own, nats })
    }
  return [...sums.values()].reduce((best, each) => (each.nats < best.nats ? each : best)).hypotheses
}

function labelFor({ strokes }: Phrase, { from, to, state, nats }: Piece): Label {
  const list = TECHNIQUE_CLASSES.map((technique, i) => ({ technique, nats: nats[i]! }))
  const own = list[state]
  const others = list.filter((each) => each !== own).sort((one, other) => one.nats - other.nats)
  const none = own ? nats[NOTHING]! : others[0]!.nats - NO_NAME
  return labelOf(strokes.slice(from, to), own ? [own, ...others] : others, none)
}
/** Nats by which having no name is cheaper than anything, where the cheapest way says so. */
const NO_NAME = 1
