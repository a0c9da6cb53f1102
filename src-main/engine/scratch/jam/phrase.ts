/**
 * A phrase of scratching as movements on the beat, each with the stretches in which the fader is shut: what can be compared,
 * varied and put back into time. Beats count from the phrase's first bar line.
 */
/** Of a movement's time, 0..1. */
export type Shut = readonly [from: number, to: number]

export interface Move {
  readonly start: number
  /** Beats. */
  readonly length: number
  /** Seconds of record, negative is back. */
  readonly way: number
  /** -.5..5: above 0 it is fastest early. */
  readonly skew: number
  /** Short halts on the way. */
  readonly halts: number
  readonly shut: readonly Shut[]
}

export interface Phrase {
  readonly beats: number
  /** In the order of time; none overlaps the next. */
  readonly moves: readonly Move[]
}

/** How far along its way a movement is. @param u of its time, 0..1 @returns 0..1 */
export function wayAt({ skew, halts }: Pick<Move, "skew" | "halts">, u: number): number {
  const parts = halts + 1
  const scaled = Math.min(parts - 1e-9, Math.max(0, u) * parts)
  const part = Math.floor(scaled)
  const within = scaled - part
  const warped = within + skew * within * (1 - within)
  return u >= 1 ? 1 : (part + (1 - Math.cos(Math.PI * warped)) / 2) / parts
}

export const isShutAt = ({ shut }: Pick<Move, "shut">, u: number): boolean =>
  shut.some(([from, to]) => u >= from && u < to)

export const endOfMove = ({ start, length }: Move): number => start + length

/** Movements in their order; what begins before the last has ended waits for it, or goes where nothing is left of it. */
export function inOrder(moves: readonly Move[], beats: number): Move[] {
  const sorted = moves.toSorted((one, other) => one.start - other.start)
  const kept: Move[] = []
  let free = 0
  for (const move of sorted) {
    const start = Math.max(free, move.start)
    const length = Math.min(beats, endOfMove(move)) - start
    if (length < LEAST_LENGTH) continue
    kept.push(start === move.start && length === move.length ? move : { ...move, start, length })
    free = start + length
  }
  return kept
}

/** Beats: a tenth of a second at 40 bpm is more. */
const LEAST_LENGTH = 0.03

/** The last so many beats, or all of it again and again. What begins behind its end is left out. */
export function fitted(whole: Phrase, beats: number): Phrase {
  const phrase = { ...whole, moves: whole.moves.filter(({ start }) => start < whole.beats) }
  if (phrase.beats === beats) return phrase
  if (phrase.beats > beats) {
    const from = phrase.beats - beats
    return { beats, moves: inOrder(between(phrase.moves, from, phrase.beats), beats) }
  }
  const rounds = Array.from({ length: Math.ceil(beats / phrase.beats) }, (_, at) => at)
  const moves = rounds.flatMap((round) =>
    phrase.moves.map((move) => ({ ...move, start: move.start + round * phrase.beats })),
  )
  return { beats, moves: inOrder(moves, beats) }
}

/** Those that begin there, their beats counted from `from`. */
export const between = (moves: readonly Move[], from: number, to: number): Move[] =>
  moves
    .filter(({ start }) => start >= from && start < to)
    .map((move) => ({ ...move, start: move.start - from }))
