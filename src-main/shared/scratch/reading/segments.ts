/** Long takes in stretches of one technique each: the cheapest way through all windows, where a change costs something. */
import { TECHNIQUE_CLASSES, type TechniqueClass } from "../technique-names.ts"
import { labelOf, type Label } from "./label.ts"
import { within, type Phrase } from "./phrase.ts"
import { costOfNothing, costsOf, type Cost, type Hypotheses } from "./rules.ts"

/** Strokes that are looked at together: two rounds. */
const WINDOW = 4
const CHANGE = 4
const STATES = TECHNIQUE_CLASSES.length + 1
const NOTHING = TECHNIQUE_CLASSES.length
const INDEX = new Map<TechniqueClass, number>(TECHNIQUE_CLASSES.map((name, i) => [name, i]))
/** So many windows say which end of the fader is open, and how late it is. */
const ASKED = 24

export function segmentsOf(phrase: Phrase, hypotheses: Hypotheses): Label[] {
  const { strokes } = phrase
  if (strokes.length < WINDOW) return []
  const settled = settledFor(phrase, hypotheses)
  const costs: Float64Array[] = []
  for (let i = 0; i < strokes.length; i++) {
    const from = Math.min(Math.max(0, i - 1), strokes.length - WINDOW)
    costs.push(costsAt(within(phrase, from, from + WINDOW), settled))
  }
  const states = cheapestWay(costs)
  const labels: Label[] = []
  for (let from = 0; from < states.length;) {
    let to = from + 1
    while (to < states.length && states[to] === states[from]) to++
    labels.push(labelFor(phrase, from, to, states[from]!, costs))
    from = to
  }
  return labels
}

/** A share of each window's cost, since every stroke is in as many windows as they are long. */
function costsAt(window: Phrase, hypotheses: Hypotheses): Float64Array {
  const nats = new Float64Array(STATES)
  for (const cost of costsOf(window, hypotheses))
    nats[INDEX.get(cost.technique)!] = cost.nats / WINDOW
  nats[NOTHING] = costOfNothing(window) / WINDOW
  return nats
}

/** Polarity and lag do not change within a take: what explains some windows best is kept for all. */
function settledFor(phrase: Phrase, hypotheses: Hypotheses): Hypotheses {
  const count = phrase.strokes.length
  const step = Math.max(1, Math.floor((count - WINDOW) / ASKED))
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
      for (let from = 0; from + WINDOW <= count; from += step) {
        const window = within(phrase, from, from + WINDOW)
        nats += Math.min(costsOf(window, own)[0]!.nats, costOfNothing(window))
      }
      sums.set(`${opens} ${lag}`, { hypotheses: own, nats })
    }
  return [...sums.values()].reduce((best, each) => (each.nats < best.nats ? each : best)).hypotheses
}

function cheapestWay(costs: readonly Float64Array[]): number[] {
  let sums = costs[0]!.slice()
  const from: Int8Array[] = []
  for (const nats of costs.slice(1)) {
    const least = sums.indexOf(Math.min(...sums))
    const next = new Float64Array(STATES)
    const back = new Int8Array(STATES)
    for (let state = 0; state < STATES; state++) {
      const changes = sums[least]! + CHANGE < sums[state]!
      next[state] = nats[state]! + (changes ? sums[least]! + CHANGE : sums[state]!)
      back[state] = changes ? least : state
    }
    from.push(back)
    sums = next
  }
  const states = [sums.indexOf(Math.min(...sums))]
  for (let i = from.length - 1; i >= 0; i--) states.push(from[i]![states.at(-1)!]!)
  return states.reverse()
}

function labelFor(
  { strokes }: Phrase,
  from: number,
  to: number,
  state: number,
  costs: readonly Float64Array[],
): Label {
  const mean = new Float64Array(STATES)
  for (let i = from; i < to; i++)
    for (let each = 0; each < STATES; each++)
      mean[each]! += (costs[i]![each]! * WINDOW) / (to - from)
  const list: Pick<Cost, "technique" | "nats">[] = TECHNIQUE_CLASSES.map((technique, i) => ({
    ...{ technique, nats: mean[i]! },
  })).sort((one, other) => one.nats - other.nats)
  const none = state === NOTHING ? Math.min(mean[NOTHING]!, list[0]!.nats - 1e-6) : Infinity
  const own = list.findIndex(({ technique }) => INDEX.get(technique) === state)
  if (own > 0) list.unshift(...list.splice(own, 1))
  return labelOf(strokes.slice(from, to), list, none)
}
