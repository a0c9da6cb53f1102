/** Small changes of a phrase, as a hand would make them. Each gives a new phrase; chance is given. */
import type { Random } from "#shared/music/random.ts"
import { LEAST_CUT, LEAST_STROKE, USUAL_ACCELERATION } from "./limits.ts"
import { endOfMove, inOrder, type Move, type Phrase, type Shut } from "./phrase.ts"

export interface Varying {
  readonly random: Random
  readonly secondsPerBeat: number
  /** What beats are borrowed from. */
  readonly call: Phrase
  /** 0..1: how much is changed at once. */
  readonly nerve: number
}

type Change = (phrase: Phrase, varying: Varying) => Phrase

const anyOf = <T>(list: readonly T[], random: Random): T | undefined =>
  list[Math.floor(random() * list.length)]

const onBeat =
  (change: (move: Move) => Move): Change =>
  (phrase, { random, nerve }) => {
    const from = Math.floor(random() * phrase.beats)
    const to = from + 1 + Math.floor(random() * (1 + 2 * nerve))
    const moves = phrase.moves.map((move) =>
      move.start >= from - 0.1 && move.start < to - 0.1 ? change(move) : move,
    )
    return { ...phrase, moves }
  }

/** Evenly closed so often, open at both ends; longer cuts than a fader needs. */
function clicked(count: number, seconds: number): Shut[] {
  const width = Math.max(0.1, (1.15 * LEAST_CUT) / seconds)
  return Array.from({ length: count }, (_, click) => {
    const middle = (click + 1) / (count + 1)
    return [middle - width / 2, middle + width / 2]
  })
}

export const clicksAt =
  (by: 1 | -1): Change =>
  (phrase, varying) => {
    const { secondsPerBeat } = varying
    return onBeat((move) => {
      const seconds = move.length * secondsPerBeat
      const count = Math.max(0, move.shut.length + by)
      const isAllShut = move.shut.some(([from, to]) => from <= 0.01 && to >= 0.99)
      const hasRoom = seconds / (2 * count + 1) >= LEAST_CUT * 1.1
      if (isAllShut || !hasRoom) return move
      return { ...move, shut: clicked(count, seconds) }
    })(phrase, varying)
  }

const mirrored: Change = (phrase, { random }) => {
  // Pairs, so that the record comes back.
  const isAll = random() < 0.5
  const from = isAll ? 0 : 2 * Math.floor((random() * phrase.moves.length) / 2)
  const moves = phrase.moves.map((move, at) =>
    isAll || at === from || at === from + 1 ? { ...move, way: -move.way } : move,
  )
  return { ...phrase, moves }
}

export const scaled =
  (least: number, most: number): Change =>
  (phrase, varying) => {
    const factor = least * (most / least) ** varying.random()
    return onBeat((move) => ({ ...move, way: move.way * factor }))(phrase, varying)
  }

const bent: Change = (phrase, varying) => {
  const skew = varying.random() - 0.5
  return onBeat((move) => ({ ...move, skew }))(phrase, varying)
}

const halted: Change = (phrase, varying) =>
  onBeat((move) => {
    const halts = (move.halts + 1) % 2
    const isLong = move.length * varying.secondsPerBeat > 2 * LEAST_STROKE
    return isLong ? { ...move, halts } : move
  })(phrase, varying)

/** A stroke becomes one there and one back, in the same time. */
export const denser: Change = (phrase, { random, secondsPerBeat }) => {
  const long = phrase.moves.filter(
    ({ length, shut }) =>
      (length / 2) * secondsPerBeat >= LEAST_STROKE && !shut.some(([a, b]) => b - a > 0.9),
  )
  const chosen = anyOf(long, random)
  if (!chosen) return phrase
  const half = chosen.length / 2
  // No further than a hand comes in half the time.
  const most = 0.18 * USUAL_ACCELERATION * (half * secondsPerBeat) ** 2
  const reach = (way: number): number => Math.min(most, Math.max(-most, way))
  const moves = phrase.moves.flatMap((move): Move[] => {
    if (move !== chosen) return [move]
    // The second goes as far beyond, so that all ends where it ended.
    const one = { ...move, length: half, shut: [], halts: 0 }
    return [
      { ...one, way: reach(move.way * 1.5) },
      { ...one, start: move.start + half, way: reach(-move.way * 0.5) },
    ]
  })
  return { ...phrase, moves }
}

/** Two strokes go: it rests there. */
export const sparser: Change = (phrase, { random }) => {
  if (phrase.moves.length <= 2) return phrase
  const at = Math.floor(random() * (phrase.moves.length - 1))
  return { ...phrase, moves: phrase.moves.toSpliced(at, random() < 0.7 ? 2 : 1) }
}

/** A beat of the call in place of its own. */
export const borrowed: Change = (phrase, { random, call }) => {
  const from = Math.floor(random() * phrase.beats)
  const to = from + 1
  const isThere = (move: Move): boolean => move.start >= from - 0.05 && move.start < to - 0.05
  const kept = phrase.moves
    .filter((move) => !isThere(move))
    .map((move) =>
      move.start < from && endOfMove(move) > from ? { ...move, length: from - move.start } : move,
    )
  return { ...phrase, moves: inOrder([...kept, ...call.moves.filter(isThere)], phrase.beats) }
}

/** A beat changes places with the next one. */
const turned: Change = (phrase, { random }) => {
  const from = Math.floor(random() * Math.max(1, phrase.beats - 1))
  const moves = phrase.moves.map((move) => {
    if (move.start >= from && move.start < from + 1) return { ...move, start: move.start + 1 }
    if (move.start >= from + 1 && move.start < from + 2) return { ...move, start: move.start - 1 }
    return move
  })
  return { ...phrase, moves: inOrder(moves, phrase.beats) }
}

/** Half a beat later, what is past the end begins the bar. */
const shifted: Change = (phrase, { random }) => {
  const by = random() < 0.5 ? 0.5 : 0.25
  const moves = phrase.moves.map((move) => ({ ...move, start: (move.start + by) % phrase.beats }))
  return { ...phrase, moves: inOrder(moves, phrase.beats) }
}

const longer = scaled(1, 1.6)
const shorter = scaled(0.5, 0.9)
const [moreClicks, fewerClicks] = [clicksAt(1), clicksAt(-1)]

export type Manner = "plain" | "tease" | "battle"

const CHANGES: Readonly<Record<Manner, readonly Change[]>> = {
  plain: [
    ...[moreClicks, fewerClicks, mirrored, scaled(0.6, 1.6), bent, halted],
    ...[denser, sparser, borrowed, turned, shifted],
  ],
  tease: [fewerClicks, shorter, bent, halted, sparser, sparser, mirrored, borrowed],
  battle: [moreClicks, moreClicks, longer, denser, denser, halted, bent, borrowed],
}

export function varied(phrase: Phrase, manner: Manner, varying: Varying): Phrase {
  const change = anyOf(CHANGES[manner], varying.random)!
  return change(phrase, varying)
}
