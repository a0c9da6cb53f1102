/**
 * Runs of notes that were learnt, as a filter of bits (Bloom 1970): small enough to travel with a model, and quick enough to be asked
 * for each note that is written. It never misses a run that was learnt; of others it holds one in fifty for learnt.
 */
import type { Piece, PieceNote } from "../piece.ts"
import { intervalBetween, intervalOf, melodicLines, stepsOfLine } from "./melodic-lines.ts"

/** Notes of a run, in whatever key and at whatever tempo: what held-out music seldom shares with what was learnt. */
const RUN_NOTES = 8
const STEPS = RUN_NOTES - 1
/** For one wrong answer in fifty. */
const [BITS_A_RUN, PROBES] = [8, 5]
/** More are not kept: of a very large library the first works. */
const MOST_RUNS = 4_000_000

export class LearntRuns {
  readonly words: Int32Array
  #count: number

  /** @param words as another of these has them */
  constructor(words: Int32Array) {
    this.words = words
    this.#count = 32 * words.length
  }

  /** @param pieces all that is learnt from */
  static of(pieces: Iterable<Piece>): LearntRuns {
    const hashes = new Set<number>()
    for (const piece of pieces) {
      if (hashes.size >= MOST_RUNS) break
      for (const line of melodicLines(piece))
        for (let from = 0; from + STEPS <= line.length; from++) {
          const begun = begin(line, from)
          hashes.add(begun * KEYS + ending(begun, intervalOf(line[from + STEPS - 1]!)))
        }
    }
    const runs = new LearntRuns(new Int32Array(1 + Math.ceil((hashes.size * BITS_A_RUN) / 32)))
    for (const hash of hashes)
      runs.#each(Math.floor(hash / KEYS), hash % KEYS, (bit) => {
        runs.words[bit >>> 5]! |= 1 << (bit & 31)
        return true
      })
    return runs
  }

  /**
   * @param notes one after the other; of many the last count
   * @returns whether a pitch would end a run as it was learnt, if it began then
   */
  endings(
    notes: readonly Pick<PieceNote, "startTicks" | "pitch">[],
    startTicks: number,
  ): (pitch: number) => boolean {
    const last = notes.slice(-STEPS)
    if (last.length < STEPS) return () => false
    const known = stepsOfLine([...last, { startTicks, pitch: 0 }])
    const begun = begin(known, 0)
    const from = last.at(-1)!.pitch
    return (pitch) =>
      this.#each(
        begun,
        ending(begun, intervalBetween(from, pitch)),
        (bit) => (this.words[bit >>> 5]! & (1 << (bit & 31))) !== 0,
      )
  }

  #each(one: number, other: number, look: (bit: number) => boolean): boolean {
    for (let probe = 0; probe < PROBES; probe++)
      if (!look((one + probe * (other | 1)) % this.#count)) return false
    return true
  }
}

const KEYS = 2 ** 26
const mixed = (hash: number, value: number): number => {
  let next = Math.imul(hash ^ value, 0x85ebca6b)
  next = Math.imul(next ^ (next >>> 13), 0xc2b2ae35)
  return (next ^ (next >>> 16)) >>> 0
}

/** All steps but the last, of which the rhythm is not known yet. */
function begin(steps: Int32Array, from: number): number {
  let hash = 0x9e3779b1
  for (let at = 0; at < STEPS - 1; at++) hash = mixed(hash, steps[from + at]!)
  return hash % KEYS
}

const ending = (begun: number, interval: number): number => mixed(begun, interval) % KEYS
