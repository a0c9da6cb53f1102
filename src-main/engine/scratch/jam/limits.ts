/** What a hand can do (scratch.md 6.2): how fast it goes and turns round, how short a cut can be, how far the record reaches. */
import { wayAt, type Move, type Phrase, type Shut } from "./phrase.ts"

export interface Limits {
  /** Record speed. */
  readonly speed: number
  /** 1/s: 120 is usual, 250 the most that is ever met. */
  readonly acceleration: number
  /** Of record there is. */
  readonly reachSeconds: number
}

export const MOST_SPEED = 4
/** 1/s */
export const USUAL_ACCELERATION = 120
/** Seconds. */
export const LEAST_STROKE = 0.06
export const LEAST_CUT = 0.028
/** A stroke is looked at so often. */
const STEPS = 48

/** The phrase as a hand can play it. */
export function withinLimits(phrase: Phrase, secondsPerBeat: number, limits: Limits): Phrase {
  const moves = phrase.moves.map((move) => {
    const seconds = move.length * secondsPerBeat
    const way = move.way * Math.min(1, shareOf(move, seconds, limits))
    return { ...move, way, shut: playable(move.shut, seconds) }
  })
  const range = rangeOf(moves)
  const share = Math.min(1, limits.reachSeconds / Math.max(1e-9, range.to - range.from))
  return {
    ...phrase,
    moves: share < 1 ? moves.map((move) => ({ ...move, way: move.way * share })) : moves,
  }
}

/** How much of its way can be gone in that time. */
function shareOf(move: Move, seconds: number, { speed, acceleration }: Limits): number {
  const [fastest, steepest] = peaksOf(move)
  const way = Math.abs(move.way)
  if (way === 0) return 1
  return Math.min(
    (speed * seconds) / (fastest * way),
    (acceleration * seconds * seconds) / (steepest * way),
  )
}

/** Of a way of 1 in a time of 1. */
function peaksOf(move: Pick<Move, "skew" | "halts">): [speed: number, acceleration: number] {
  let [fastest, steepest] = [0, 0]
  const step = 1 / STEPS / (move.halts + 1)
  for (let u = step; u < 1; u += step) {
    const [before, at, after] = [wayAt(move, u - step), wayAt(move, u), wayAt(move, u + step)]
    fastest = Math.max(fastest, (after - at) / step)
    steepest = Math.max(steepest, Math.abs(after - 2 * at + before) / (step * step))
  }
  // What lies between two looks is a little more.
  return [fastest * 1.02, steepest * 1.05]
}

/** Cuts and what is open between them last as long as a fader needs. */
export function playable(shut: readonly Shut[], seconds: number): Shut[] {
  const least = LEAST_CUT / seconds
  const kept: Shut[] = []
  for (const [from, to] of shut) {
    const last = kept.at(-1)
    const [start, end] = [from < least ? 0 : from, to > 1 - least ? 1 : to]
    if (last && start - last[1] < least) kept[kept.length - 1] = [last[0], Math.max(last[1], end)]
    else if (end - start >= least * 0.999) kept.push([start, end])
    else if (start + least <= 1) kept.push([start, start + least])
  }
  return kept
}

/** Of the record, from where the phrase begins. */
export function rangeOf(moves: readonly Pick<Move, "way">[]): { from: number; to: number } {
  let [place, from, to] = [0, 0, 0]
  for (const { way } of moves) {
    place += way
    from = Math.min(from, place)
    to = Math.max(to, place)
  }
  return { from, to }
}
