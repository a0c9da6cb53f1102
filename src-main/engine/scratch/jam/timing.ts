/** The human's own timing: how far from the grid a phrase is, place by place, and another phrase led as far from it. */
import { endOfMove, type Move, type Phrase } from "./phrase.ts"

/** Seconds: further from the grid than that nothing is put. */
export const MOST_DEVIATION = 0.035
/** Lines a beat that are tried, the coarsest first. */
const STRAIGHT = [4, 8, 12, 24] as const
const TRIPLET = [3, 6, 12, 24] as const
/** Movements nearer than this follow each other without a rest. Seconds. */
const JOINED = 0.02

export interface Feel {
  readonly isTriplet: boolean
  /** Seconds after the grid, by place in the beat; positive is late. */
  readonly places: ReadonlyMap<number, number>
  /** Of all. */
  readonly mean: number
}

interface Snapped {
  readonly line: number
  /** Seconds. */
  readonly deviation: number
}

/** @param beats of onsets */
export function feelOf(beats: readonly number[], secondsPerBeat: number): Feel {
  const errorOn = (lines: number): number =>
    beats.reduce((sum, beat) => sum + Math.abs(beat * lines - Math.round(beat * lines)) / lines, 0)
  // Three lines a beat have more room between them than four: they must be nearer by as much.
  const isTriplet = beats.length > 2 && errorOn(3) * 1.6 < errorOn(4)
  const snapped = beats.map((beat) => snap(beat, secondsPerBeat, isTriplet))
  const sums = new Map<number, { sum: number; count: number }>()
  for (const { line, deviation } of snapped) {
    const slot = slotOf(line)
    const { sum, count } = sums.get(slot) ?? { sum: 0, count: 0 }
    sums.set(slot, { sum: sum + deviation, count: count + 1 })
  }
  const mean = snapped.reduce((sum, { deviation }) => sum + deviation, 0) / (beats.length || 1)
  const places = [...sums].map(([slot, { sum, count }]) => [slot, sum / count] as const)
  return { isTriplet, places: new Map(places), mean }
}

/** The nearest line of the coarsest grid that has one near enough. */
export function snap(beat: number, secondsPerBeat: number, isTriplet: boolean): Snapped {
  let best: Snapped = { line: beat, deviation: 0 }
  for (const lines of isTriplet ? TRIPLET : STRAIGHT) {
    const line = Math.round(beat * lines) / lines
    best = { line, deviation: (beat - line) * secondsPerBeat }
    if (Math.abs(best.deviation) <= MOST_DEVIATION) return best
  }
  return best
}

/** Twenty-fourths of a beat. */
const slotOf = (line: number): number => ((Math.round(line * 24) % 24) + 24) % 24

const heldIn = (seconds: number): number =>
  Math.min(MOST_DEVIATION, Math.max(-MOST_DEVIATION, seconds))

interface Led {
  readonly feel: Feel
  readonly secondsPerBeat: number
  /** 0 is the grid, 1 all of the human's own timing. */
  readonly strength: number
  /** Seconds: all of it is later. */
  readonly lateness?: number
  /** It is the human's own: every movement keeps its own deviation. */
  readonly isOwn: boolean
}

/** Every movement on its line, and from there as far as the human would be. */
export function ledBy(phrase: Phrase, led: Led): Phrase {
  const starts = timesOf(phrase, led)
  const moves = phrase.moves.map((move, at): Move => {
    const start = starts[at]!
    const next = phrase.moves[at + 1]
    const gap = next ? next.start - endOfMove(move) : Infinity
    const isJoined = gap * led.secondsPerBeat < JOINED
    const until = starts[at + 1] ?? phrase.beats
    const end = isJoined ? until : Math.min(start + move.length, until)
    return { ...move, start, length: Math.max(end - start, 1e-3) }
  })
  return { ...phrase, moves: moves.filter(({ length }) => length > 1e-3) }
}

function timesOf({ moves, beats }: Phrase, led: Led): number[] {
  const { feel, secondsPerBeat, strength, lateness = 0, isOwn } = led
  let last = -Infinity
  return moves.map(({ start }) => {
    const { line, deviation } = snap(start, secondsPerBeat, feel.isTriplet)
    const own = isOwn ? deviation : (feel.places.get(slotOf(line)) ?? feel.mean)
    const wanted = line + heldIn(strength * own + lateness) / secondsPerBeat
    // Where two would fall on one line they stay as far apart as they were.
    const at = Math.max(0, wanted > last + 0.02 ? wanted : Math.max(start, last + 0.02))
    last = Math.min(at, beats - 0.02)
    return last
  })
}

/** A phrase of straight beats as a swinging hand plays it: the second half of a beat begins after two thirds. */
export function swung(phrase: Phrase): Phrase {
  const at = (beat: number): number => {
    const whole = Math.floor(beat)
    const part = beat - whole
    return whole + (part < 0.5 ? (part * 4) / 3 : 2 / 3 + ((part - 0.5) * 2) / 3)
  }
  const moves = phrase.moves.map((move) => {
    const start = at(move.start)
    return { ...move, start, length: at(endOfMove(move)) - start }
  })
  return { ...phrase, moves }
}
