/**
 * What is being scratched, asked a few times a second while a hand moves. Nothing is asked at rest; where nobody answers, the
 * reading is away without a word.
 */
import type { ScratchLabel, ScratchReading } from "#shared/contract/index.ts"
import { strokesOf, type Gesture } from "#shared/gesture/index.ts"
import type { NotationBracket } from "#shared/scratch/index.ts"
import type { HeardHand } from "./heard-hand.ts"
import { timingOf, type Grid, type Timing } from "./timing.ts"

export const ASK_MS = 240
const READ_SECONDS = 2
/** A hand that rests so long plays no more. */
const REST_SECONDS = 1.2
/** What was read stays so long. */
const SHOWN_SECONDS = 4
/** After a refusal it is not asked for so many turns. */
const TURNS_OFF = 12
const KEPT_SECONDS = 40
/** Earlier in what was read a stroke may be cut off: there the reading before counts. */
const SURE_SECONDS = 0.5
const FEW_STROKES = 3

interface Options {
  hand(): HeardHand
  read(gesture: Gesture): Promise<ScratchReading>
  /** null while no song plays. */
  grid(): Grid | null
}

export class LiveReading {
  /** null: nothing to say. */
  label = $state.raw<ScratchLabel | null>(null)
  timing = $state.raw<Timing | null>(null)
  isPlaying = $state(false)
  /** In the hand's clock, for the staff: no two of them overlap. */
  brackets: readonly NotationBracket[] = []
  #options: Options
  #hand: HeardHand | null = null
  #askedMoved = -Infinity
  #isAsking = false
  #off = 0

  constructor(options: Options) {
    this.#options = options
  }

  /** Call every `ASK_MS`. */
  async tick(): Promise<void> {
    const hand = this.#options.hand()
    if (hand !== this.#hand) this.#begin(hand)
    const now = hand.nowSeconds
    if (now === null) return
    const since = now - hand.movedSeconds
    this.isPlaying = since < REST_SECONDS
    if (since > SHOWN_SECONDS) this.#hide()
    this.#off = Math.max(0, this.#off - 1)
    if (this.#isAsking || this.#off > 0 || hand.movedSeconds <= this.#askedMoved) return
    this.#askedMoved = hand.movedSeconds
    await this.#ask(hand, now - READ_SECONDS, now)
  }

  async #ask(hand: HeardHand, from: number, to: number): Promise<void> {
    this.#isAsking = true
    const gesture = hand.gesture(from, to)
    try {
      const reading = await this.#options.read(gesture)
      if (hand === this.#hand) this.#take(reading, gesture, from, to)
    } catch {
      // The engine is away, or busy: the Deck plays on without a reading.
      this.#hide()
      this.#off = TURNS_OFF
    } finally {
      this.#isAsking = false
    }
  }

  #take(reading: ScratchReading, gesture: Gesture, from: number, to: number): void {
    const last = playedNow(reading)
    this.label = last.strokes > 0 || reading.strokes > 0 ? last : null
    this.brackets = joined(
      this.brackets.filter(({ endSeconds }) => endSeconds > to - KEPT_SECONDS),
      reading.segments.map((each) => ({
        ...{ startSeconds: from + each.startSeconds, endSeconds: from + each.endSeconds },
        ...{ technique: each.technique, confidence: each.confidence },
      })),
      from + SURE_SECONDS,
    )
    const grid = this.#options.grid()
    const starts = strokesOf(gesture).slice(1)
    this.timing =
      grid &&
      timingOf(
        starts.map(({ startSeconds }) => from + startSeconds),
        grid,
      )
  }

  #begin(hand: HeardHand): void {
    this.#hand = hand
    this.#askedMoved = -Infinity
    this.isPlaying = false
    this.brackets = []
    this.#hide()
  }

  #hide(): void {
    this.label = null
    this.timing = null
  }
}

/** The last stretch, not all of the last seconds; a stroke that is still under way is no stretch yet. */
function playedNow(reading: ScratchReading): ScratchLabel {
  const [before, last = reading] = [reading.segments.at(-2), reading.segments.at(-1)]
  const isUnderWay = last.technique === null && last.strokes < FEW_STROKES
  return isUnderWay && before?.technique ? before : last
}

/** New stretches over old ones from a moment on; neighbours of one name are one. */
export function joined(
  old: readonly NotationBracket[],
  news: readonly NotationBracket[],
  fromSeconds: number,
): NotationBracket[] {
  const first = old.length === 0 ? -Infinity : fromSeconds
  const kept = old
    .filter(({ startSeconds }) => startSeconds < first)
    .map((each) => ({ ...each, endSeconds: Math.min(each.endSeconds, first) }))
  const added = news
    .filter(({ endSeconds }) => endSeconds > first)
    .map((each) => ({ ...each, startSeconds: Math.max(each.startSeconds, first) }))
  const all: NotationBracket[] = []
  for (const each of [...kept, ...added]) {
    const last = all.at(-1)
    const touches = last && each.startSeconds - last.endSeconds < 0.15
    if (touches && last.technique === each.technique)
      all[all.length - 1] = { ...each, startSeconds: last.startSeconds }
    else all.push(each)
  }
  return all
}
