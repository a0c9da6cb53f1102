/** Phrases that a partner knows: the techniques in rhythms of a bar, gestures that were found, and what the person let it learn. */
import type { JamBeat } from "#shared/contract/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import { drawnTechnique, TECHNIQUE_CLASSES } from "#shared/scratch/index.ts"
import { phraseOf } from "./hear-call.ts"
import { fitted, inOrder, type Move, type Phrase } from "./phrase.ts"
import { heard, type Heard } from "./sounds.ts"

/** A gesture to learn from, with its beat. */
export interface KnownGesture {
  readonly gesture: Gesture
  readonly beat: JamBeat
}

/** Cycles of a technique in four beats; below 0 it rests as long. */
const RHYTHMS: readonly (readonly number[])[] = [
  [1, 1, 1, 1],
  [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
  [1, 0.5, 0.5, 1, 1],
  [1.5, 0.5, 1, 1],
  [0.75, 0.75, 0.5, 1, 1],
  [0.75, 0.75, 0.5, 0.75, 0.75, 0.5],
  [0.5, 0.5, 1, 0.5, 0.5, 1],
  [1, 1, 0.5, 0.5, 0.5, 0.5],
  [2, 1, 1],
  [1, -1, 1, -1],
  [-0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5],
  [1, -0.5, 0.5, 1, -1],
  [0.5, -0.5, 0.5, 0.5, -0.5, 0.5, 0.5, -0.5],
  [-1, 1, 1, 0.5, 0.5],
]
const MIXED = 160
const BAR_BEATS = 4
const USUAL_WAY = 0.2

/** One round of each technique in a beat, so that it can be as long as a rhythm wants it. */
const rounds = (): (readonly Move[])[] =>
  TECHNIQUE_CLASSES.map((name) => {
    const gesture = drawnTechnique(name, { seconds: 1, extentSeconds: USUAL_WAY })
    return phraseOf(gesture, { bpm: 60, beatsPerBar: 1, barSeconds: 0 }).moves
  })

function techniquePhrases(): Phrase[] {
  const known = rounds()
  const random = seededRandom(29)
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const plain = known.flatMap((moves) => RHYTHMS.map((rhythm) => inRhythm(rhythm, () => moves)))
  const mixed = Array.from({ length: MIXED }, () => {
    const pair = [any(known), any(known), any(known)]
    return inRhythm(any(RHYTHMS), () => any(pair))
  })
  return [...plain, ...mixed]
}

function inRhythm(rhythm: readonly number[], cycleAt: () => readonly Move[]): Phrase {
  let beat = 0
  const moves: Move[] = []
  for (const length of rhythm) {
    const long = Math.abs(length)
    const from = beat
    if (length > 0)
      for (const move of cycleAt())
        moves.push({ ...move, start: from + move.start * long, length: move.length * long })
    beat += long
  }
  return { beats: BAR_BEATS, moves: inOrder(moves, BAR_BEATS) }
}

/** What it knows, each as long as it is asked for. */
export class PhraseBank {
  #phrases: Phrase[]
  #heard = new Map<string, readonly Heard[]>()

  constructor(known: readonly KnownGesture[] = []) {
    const more = known.flatMap((one) => barsOf(one))
    this.#phrases = [...techniquePhrases(), ...more]
  }

  get size(): number {
    return this.#phrases.length
  }

  /** @param beats of the answer */
  phrases(beats: number, beatsPerBar: number): readonly Heard[] {
    const key = `${beats} ${beatsPerBar}`
    const known = this.#heard.get(key)
    if (known) return known
    const made = this.#phrases.map((phrase) => heard(fitted(phrase, beats), beatsPerBar))
    this.#heard.set(key, made)
    return made
  }
}

const LEAST_MOVES = 2
const MOST_BARS = 8

/** Bar by bar, as far as somebody plays in it. */
function barsOf({ gesture, beat }: KnownGesture): Phrase[] {
  const whole = phraseOf(gesture, beat)
  const bars = Math.min(MOST_BARS, Math.round(whole.beats / beat.beatsPerBar))
  return Array.from({ length: bars }, (_, bar): Phrase => {
    const from = bar * beat.beatsPerBar
    const to = from + beat.beatsPerBar
    const moves = whole.moves
      .filter(({ start }) => start >= from && start < to)
      .map((move) => ({ ...move, start: move.start - from }))
    return { beats: beat.beatsPerBar, moves: inOrder(moves, beat.beatsPerBar) }
  }).filter(({ moves }) => moves.length >= LEAST_MOVES)
}
