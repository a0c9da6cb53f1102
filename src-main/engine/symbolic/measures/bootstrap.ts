/** How sure a mean of nats a note is: works drawn again and again with replacement (Efron 1979), since notes of one work are alike. */
import { seededRandom } from "#shared/music/random.ts"
import { quantile } from "./quantile.ts"

const DRAWS = 2000

/** Of a piece or a work, under one model. */
export interface Surprise {
  nats: number
  /** Or cells. */
  notes: number
}

export interface Interval {
  /** Of all notes of all works. */
  mean: number
  /** 95 % of draws are between the two. */
  low: number
  high: number
}

/** Pieces of one work as one. @returns in the order in which works first come */
export function surpriseByWork(pieces: Iterable<Surprise & { work: string }>): Surprise[] {
  const works = new Map<string, Surprise>()
  for (const { work, nats, notes } of pieces) {
    const sum = works.get(work) ?? { nats: 0, notes: 0 }
    works.set(work, { nats: sum.nats + nats, notes: sum.notes + notes })
  }
  return [...works.values()]
}

/** Nats a note. @param works one at least; of one work the interval is a point */
export function surpriseInterval(works: readonly Surprise[], seed: number): Interval {
  return bootstrap(works.length, seed, (drawn) => meanOf(works, drawn))
}

/**
 * How many nats a note one model is less surprised than another (above 0: it is better), by the same draws of works for both.
 * @throws RangeError where the two are not of the same works
 */
export function surpriseSaved(
  { ours, theirs }: { ours: readonly Surprise[]; theirs: readonly Surprise[] },
  seed: number,
): Interval {
  if (ours.length !== theirs.length || ours.some(({ notes }, i) => notes !== theirs[i]!.notes))
    throw new RangeError("Both models must be measured on the same works")
  return bootstrap(ours.length, seed, (drawn) => meanOf(theirs, drawn) - meanOf(ours, drawn))
}

function bootstrap(count: number, seed: number, of: (drawn: Uint32Array) => number): Interval {
  const random = seededRandom(seed)
  const draw = (): Uint32Array =>
    Uint32Array.from({ length: count }, () => Math.floor(random() * count))
  const values = Array.from({ length: DRAWS }, () => of(draw()))
  return {
    mean: of(Uint32Array.from({ length: count }, (_, i) => i)),
    low: quantile(values, 0.025),
    high: quantile(values, 0.975),
  }
}

function meanOf(works: readonly Surprise[], drawn: Uint32Array): number {
  let [nats, notes] = [0, 0]
  for (const which of drawn) {
    nats += works[which]!.nats
    notes += works[which]!.notes
  }
  return nats / notes
}
