/**
 * The rules that name a technique: what each costs to be what was played, in nats. Nothing is learnt here; the classifier that
 * learns is measured beside it, and searches for techniques are judged by it. Neither which end of the fader is open, nor how
 * late it is, nor which way the first stroke goes need be known: all are tried, the usual ones first.
 */
import { TECHNIQUE_CLASSES, type TechniqueClass } from "../technique-names.ts"
import { distance, leastDistance, LEFT_OUT, off, sureOf } from "./align.ts"
import type { Phrase } from "./phrase.ts"
import { templates, type Template } from "./templates.ts"

export interface Hypotheses {
  /** Nats that it costs that up opens, and that up closes; Infinity where it is known. */
  upOpens: number
  upCloses: number
  /** In strokes. */
  lags: readonly number[]
  /** How fast and how far it went in seconds of record means something. */
  isScaleKnown: boolean
  /** Of the whole take. */
  strokes: number
  /** Whether the record goes the way that its ticks say. */
  isWayKnown: boolean
}

export interface Cost {
  technique: TechniqueClass
  nats: number
  lag: number
  upOpens: boolean
}

/** Nats: how much rarer than a baby, in hands and in what may be mistaken for it. */
const RARE: Readonly<Partial<Record<TechniqueClass, number>>> = {
  ...{ forward: 0.6, transformer: 0.5, tear: 0.5, scribble: 0.5, crab: 0.7 },
  ...{ slice: 1.3, dice: 1.3, ogflare: 1.3, backward: 1, twiddle: 1, flare2: 0.4, flare3: 0.6 },
  ...{ boomerang: 1.3, prizm: 1.3, drag: 1.5, hydroplane: 0.5 },
}
/** Of one round nobody plays these: they live from being repeated. */
const RARELY_ONCE: Readonly<Partial<Record<TechniqueClass, number>>> = {
  ...{ forward: 2.6, backward: 3.5, slice: 2.5, dice: 2.5, ogflare: 2.5, drag: 3, hydroplane: 3 },
  ...{ tear: 2, scribble: 1, boomerang: 2.5, prizm: 2.5, twiddle: 2 },
}
const ONE_ROUND = 3
const isOneRoundOfHands = ({ strokes }: Phrase, { isWayKnown }: Hypotheses): boolean =>
  !isWayKnown && strokes.length <= ONE_ROUND
export const LAGS = [0, 0.1, 0.2, 0.32, -0.1]
const LAG = 0.2
/** Nats beyond the cheapest, from where on nobody asks how much more. */
const NEGLIGIBLE = 14
/** A halt too many or too few. */
const HALT = 2.2
const SPLIT = 0.3
/** Of one round of a hand. */
const SPLIT_ONCE = 0.6
const UNEVEN_TIME = 0.28
const UNEVEN_REACH = 0.35
const RIPPLED = 6
const MANY_RIPPLES = 5
const TURNED_ROUND = 0.7
const BEGINS_BACK = 2

/** What each technique costs, the cheapest first. @param most nats from where on nobody asks how much more */
export function costsOf(phrase: Phrase, hypotheses: Hypotheses, most = Infinity): Cost[] {
  const costs = new Map<TechniqueClass, Cost>()
  let least = most - NEGLIGIBLE
  const even = [0, 1].map((first) => unevenness(phrase, first)) as [number, number]
  for (const template of templates()) {
    if (template.isOfHands && hypotheses.isWayKnown) continue
    const best = costOf(template, phrase, { ...hypotheses, even, enough: least + NEGLIGIBLE })
    least = Math.min(least, best.nats)
    const known = costs.get(template.technique)
    if (!known || best.nats < known.nats) costs.set(template.technique, best)
  }
  return TECHNIQUE_CLASSES.map((technique) => costs.get(technique)!).sort(
    (one, other) => one.nats - other.nats,
  )
}

/** What it costs that nothing with a name was played. */
export function costOfNothing({ strokes, edges }: Phrase): number {
  return 2 + 0.8 * edges.length + 0.45 * strokes.length
}

function costOf(
  template: Template,
  phrase: Phrase,
  hypotheses: Hypotheses & { even: readonly [number, number]; enough: number },
): Cost {
  const { technique } = template
  const isOnce = isOneRoundOfHands(phrase, hypotheses)
  const rare = isOnce ? (RARELY_ONCE[technique] ?? RARE[technique] ?? 0) : (RARE[technique] ?? 0)
  const base =
    rare +
    halfOf(template, phrase, hypotheses) +
    rippling(template, phrase) +
    timing(template, phrase, hypotheses)
  const sure = sureOf(phrase)
  const own = phrase.isPart ? phrase.strokes.length : Infinity
  const best: Cost = { technique, nats: Infinity, lag: 0, upOpens: true }
  for (const [first, begun] of firstStrokes(template, phrase, hypotheses)) {
    const still = base + begun + hypotheses.even[first] + shape(template, phrase, { first, isOnce })
    const wanted = repeated(template.edges, phrase.strokes.length, first)
    const atLeast = still + leastDistance(phrase.edges, wanted, sure)
    for (const [opens, nats] of polarities(hypotheses))
      for (const lag of hypotheses.lags) {
        const known = atLeast + nats + off(lag / LAG)
        if (known >= best.nats) continue
        if (known >= hypotheses.enough) {
          Object.assign(best, { nats: known, lag, upOpens: opens })
          continue
        }
        const sum =
          still + nats + off(lag / LAG) + distance(phrase.edges, wanted, { sure, lag, opens, own })
        if (sum < best.nats) Object.assign(best, { nats: sum, lag, upOpens: opens })
      }
  }
  return best
}

/**
 * Of one round with one movement of the fader half is missing: who closes at the turn without opening again chirps. Four whole
 * movements are more than two and chance. Without any nothing was cut.
 */
function halfOf({ technique, edges }: Template, phrase: Phrase, hypotheses: Hypotheses): number {
  if (!isOneRoundOfHands(phrase, hypotheses)) return 0
  if (edges.length === 0) return phrase.edges.length > 0 ? UNCUT / 2 : 0
  if (phrase.edges.length === 0) return UNCUT
  if (edges.length === 2 && phrase.edges.filter(({ depth }) => depth > WHOLE).length >= 4)
    return TWICE
  return phrase.edges.length === 1 && technique !== "chirp" ? HALF : 0
}
const HALF = 2.5
const TWICE = 1.5
const WHOLE = 0.5
const UNCUT = 4

const polarities = ({ upOpens, upCloses }: Hypotheses): [opens: boolean, nats: number][] =>
  (
    [
      [true, upOpens],
      [false, upCloses],
    ] as [boolean, number][]
  ).filter(([, nats]) => nats < Infinity)

/** Which stroke of a round the take begins with, and what it costs that it does. */
function firstStrokes(
  { technique, edges }: Template,
  { strokes }: Phrase,
  { isWayKnown }: Hypotheses,
): (readonly [first: 0 | 1, nats: number])[] {
  const isForth = strokes[0]?.direction === 1
  if (edges.length === 0 && technique !== "tear") return [[0, 0]]
  if (isWayKnown) return [[isForth ? 0 : 1, 0]]
  // A hand pushes first; where the record seems to go back it may be turned round, or the take begins late.
  return [
    [0, isForth ? 0 : TURNED_ROUND],
    [1, isForth ? BEGINS_BACK : TURNED_ROUND],
  ]
}

/** A technique's edges for as long as the strokes last, and a little before and after. */
function repeated(edges: Template["edges"], strokes: number, first: 0 | 1): Template["edges"] {
  const all: Template["edges"][number][] = []
  if (edges.length === 0) return all
  for (let from = -2 - first; from < strokes + 1; from += 2)
    for (const { phase, isUp } of edges) {
      const at = phase + from
      if (at > -0.3 && at < strokes + 0.3) all.push({ phase: at, isUp })
    }
  return all
}

function shape(
  { halts, logSplit }: Template,
  { strokes, isPart = false }: Phrase,
  { first, isOnce }: { first: 0 | 1; isOnce: boolean },
): number {
  let sum = 0
  for (const [i, stroke] of strokes.entries()) {
    const wanted = halts[((i + first) % 2) as 0 | 1]
    sum += HALT * Math.min(2, Math.abs(stroke.halts.length - wanted))
  }
  const split = splitOf({ strokes }, first) ?? (isPart ? turnedSplitOf(strokes) : null)
  return split === null ? sum : sum + off((split - logSplit) / (isOnce ? SPLIT_ONCE : SPLIT))
}

/** Of neighbours, the time forward against the time back. */
function splitOf({ strokes }: Pick<Phrase, "strokes">, first: 0 | 1): number | null {
  const ratios: number[] = []
  for (let i = first; i + 1 < strokes.length; i += 2)
    ratios.push(Math.log(secondsOf(strokes[i]!) / secondsOf(strokes[i + 1]!)))
  return median(ratios)
}

/** Of two strokes of which the first goes back. */
const turnedSplitOf = ([back, forth]: Phrase["strokes"]): number | null =>
  back && forth ? Math.log(secondsOf(forth) / secondsOf(back)) : null

const secondsOf = ({ startSeconds, endSeconds }: Phrase["strokes"][number]): number =>
  endSeconds - startSeconds

/** How unlike each other the strokes of one way are: hands repeat what they mean. */
function unevenness({ strokes }: Phrase, first: number): number {
  if (strokes.length < 4) return 0
  let sum = 0
  for (const side of [0, 1]) {
    const own = strokes.filter((_, i) => (i + first) % 2 === side)
    const inner = own.slice(side === first % 2 && own.length > 2 ? 1 : 0)
    const seconds = median(inner.map((each) => Math.log(secondsOf(each)))) ?? 0
    const reach = median(inner.map((each) => Math.log(each.extentSeconds))) ?? 0
    for (const each of inner)
      sum +=
        off((Math.log(secondsOf(each)) - seconds) / UNEVEN_TIME) +
        off((Math.log(each.extentSeconds) - reach) / UNEVEN_REACH)
  }
  return sum
}

export const isRippling = ({ ripples }: Phrase["strokes"][number]): boolean =>
  ripples >= MANY_RIPPLES

function rippling({ isRippled }: Template, { strokes, isPart }: Phrase): number {
  const [only, ...others] = strokes
  if (isPart && others.length > 0 && strokes.some(isRippling)) return 2 * RIPPLED
  const seems = others.length === 0 && only !== undefined && isRippling(only)
  return seems === isRippled ? 0 : RIPPLED
}

/** Deviations of the logarithm. */
const TEMPO = 0.45
/** Of clicks that are slower than a crab's: fingers that follow each other have hardly a tempo. */
const FINGERS = 0.3
const MOST_OF_TIME = 3
/** Record speed that a drag hardly exceeds. */
const DRAGGED = 0.8

/** Absolute times tell little, since beats differ, but for what is quick or slow by its nature. */
function timing(template: Template, phrase: Phrase, hypotheses: Hypotheses): number {
  const { isScaleKnown } = hypotheses
  const { technique, strokeSeconds, spacingSeconds } = template
  const { strokes, edges } = phrase
  const seconds = median(strokes.map(secondsOf)) ?? 0
  const weigh = (nats: number): number => Math.min(MOST_OF_TIME, nats) * (isScaleKnown ? 1 : 0.5)
  if (technique === "scribble")
    return weigh(quicker(seconds, strokeSeconds)) + (hypotheses.strokes < 6 ? LEFT_OUT : 0)
  if (technique === "drag") {
    if (!isScaleKnown) return MOST_OF_TIME
    const speed = median(strokes.map((each) => each.extentSeconds / secondsOf(each))) ?? 0
    const fast = weigh(off(Math.max(0, Math.log(speed / DRAGGED)) / TEMPO))
    return weigh(off(Math.log(seconds / strokeSeconds) / TEMPO)) + fast
  }
  if (technique === "baby") return weigh(off(Math.log(seconds / 0.19) / TEMPO))
  if (spacingSeconds === null || edges.length < 4) return 0
  const heard = (strokes.length * seconds * 2) / edges.length
  const slower = Math.log(heard / spacingSeconds)
  if (technique === "crab") return weigh(off(slower / (slower > 0 ? FINGERS : TEMPO)))
  return technique === "twiddle" || technique === "transformer" ? weigh(off(slower / TEMPO)) : 0
}

const quicker = (seconds: number, than: number): number =>
  seconds <= than ? 0 : off(Math.log(seconds / than) / TEMPO)

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
