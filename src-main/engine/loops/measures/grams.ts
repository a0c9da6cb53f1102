/** Tables of counts that tell how usual a loop is; they learn from works that no network has seen. */
import type { LoopKind } from "#shared/contract/loops.ts"
import type { Random } from "#shared/music/random.ts"
import { GramTables } from "../../symbolic/index.ts"
import { DRUM_KINDS } from "../heard/drums.ts"
import { CODES, HOLD, isOnset, REST, stepsOf } from "../heard/melody.ts"

export interface LoopGrams {
  /** Nats a sixteenth. */
  surprise(content: Uint8Array): number
  /** A loop of its own. */
  draw(bars: number, random: Random): Uint8Array
}

const STEPS_A_BAR = 16
const LONGEST = 15
/** Of drums that a pattern out of tables strikes. */
const VELOCITY = 90

export function learnGrams(kind: LoopKind, contents: Iterable<Uint8Array>): LoopGrams {
  const size = kind === "melody" ? CODES : 2 ** DRUM_KINDS
  const contextOf = kind === "melody" ? melodyContext : drumContext
  const wordsOf = kind === "melody" ? (content: Uint8Array) => [...content] : masksOf
  const tables = new GramTables({ size })
  for (const content of contents) {
    const words = wordsOf(content)
    for (const [at, word] of words.entries()) tables.learn(contextOf(words, at), word)
  }
  return {
    surprise(content) {
      const words = wordsOf(content)
      const nats = words.map(
        (word, at) => -Math.log(tables.probability(contextOf(words, at), word)),
      )
      return nats.reduce((sum, each) => sum + each, 0) / words.length
    },
    draw(bars, random) {
      const words: number[] = []
      for (let at = 0; at < stepsOf(bars); at++) {
        const context = contextOf(words, at)
        let left = random()
        let word = 0
        while (word < size - 1 && (left -= tables.probability(context, word)) > 0) word++
        words.push(word)
      }
      return kind === "melody" ? Uint8Array.from(words) : hitsOf(words)
    },
  }
}

/** What sounds, where in the bar, since when, and the two notes before it: a 5-gram whose words are as long as notes are. */
function melodyContext(words: readonly number[], at: number): number[] {
  const notes: number[] = []
  let since = 0
  let isResting = at === 0
  for (let before = at - 1; before >= 0 && notes.length < 3; before--) {
    const word = words[before]!
    if (before === at - 1 && word === REST) isResting = true
    if (notes.length === 0 && !isOnset(word)) since++
    if (isOnset(word)) notes.push(word)
  }
  const sounding = isResting ? REST : (notes[0] ?? HOLD)
  const [, second = REST, third = REST] = notes
  return [sounding, at % STEPS_A_BAR, Math.min(LONGEST, since), second, third]
}

/** Where in the bar, and what was struck a bar, a step and two steps before. */
function drumContext(words: readonly number[], at: number): number[] {
  const before = (steps: number): number => (at >= steps ? words[at - steps]! + 1 : 0)
  return [at % STEPS_A_BAR, before(1), before(STEPS_A_BAR), before(2)]
}

/** Which kinds each step strikes, as bits. */
function masksOf(velocities: Uint8Array): number[] {
  const masks = Array.from({ length: velocities.length / DRUM_KINDS }, () => 0)
  for (const [at, velocity] of velocities.entries())
    if (velocity > 0) masks[Math.floor(at / DRUM_KINDS)]! |= 1 << (at % DRUM_KINDS)
  return masks
}

function hitsOf(masks: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: masks.length * DRUM_KINDS }, (_, at) =>
    (masks[Math.floor(at / DRUM_KINDS)]! >> (at % DRUM_KINDS)) & 1 ? VELOCITY : 0,
  )
}
