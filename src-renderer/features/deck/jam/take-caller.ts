/** A take in place of the hand: its first bars, at the jam's tempo, are the next call. */
import { slice, stretch, strokesOf, type Gesture } from "#shared/gesture/index.ts"
import type { DeckPlayer } from "../../../audio/index.ts"
import type { PracticeTarget } from "../practice/target.ts"
import { planOf } from "./answer-plan.ts"
import type { JamState } from "./jam-state.svelte.ts"

interface Turn {
  /** Of the output's clock, as it is made. */
  readonly startSeconds: number
  readonly durationSeconds: number
  readonly bpm: number
  readonly rateHz: number
}

/** Beats of one and the other that are farther apart are counted at half, or double, the tempo. */
const FARTHEST = Math.SQRT2
/** A hand may be so early on its bar line. */
const EARLY_SECONDS = 0.1

export class TakeCaller {
  #state: JamState
  #player: DeckPlayer
  #next: PracticeTarget | null = null
  /** Of the context, from which it has the deck; null while it is not there. */
  #frame: number | null = null
  #isSounding = false

  constructor(state: JamState, player: DeckPlayer) {
    this.#state = state
    this.#player = player
  }

  /** Waits for the human's next turn. */
  get isWaiting(): boolean {
    return this.#next !== null
  }

  call(target: PracticeTarget): void {
    this.#next = target
    this.#state.call = { title: target.title, isSounding: false }
  }

  /** The human's turn is near. */
  lend({ startSeconds, rateHz, ...turn }: Turn): void {
    if (!this.#next) return
    const plan = planOf(callOf(this.#next, turn), startSeconds, rateHz)
    this.#next = null
    this.#frame = plan.frame
    this.#player.lent.lend(plan)
  }

  /** @returns whether what began is the call */
  began(frame: number): boolean {
    if (this.#frame === null || frame < this.#frame) return false
    const { call } = this.#state
    this.#isSounding = true
    this.#player.lent.isForHand = true
    this.#state.call = call && { ...call, isSounding: true }
    return true
  }

  /** @returns whether what ended was the call */
  ended(): boolean {
    if (!this.#isSounding) return false
    this.#isSounding = false
    this.#frame = null
    // Another one may have been chosen meanwhile.
    if (!this.#next) this.#state.call = null
    return true
  }

  /** It is not played, or no more. */
  forget(): void {
    this.#next = null
    this.#frame = null
    this.#state.call = null
  }
}

/** As much of a target as a turn takes, at the turn's tempo. */
export function callOf(
  { gesture, tempoBpm, beatsPerBar }: Pick<PracticeTarget, "gesture" | "tempoBpm" | "beatsPerBar">,
  { bpm, durationSeconds }: Pick<Turn, "bpm" | "durationSeconds">,
): Gesture {
  let factor = tempoBpm / bpm
  while (factor > FARTHEST) factor /= 2
  while (factor < 1 / FARTHEST) factor *= 2
  const paced = stretch(withoutRest(gesture, (beatsPerBar * 60) / tempoBpm), factor)
  if (paced.durationSeconds <= durationSeconds) return paced
  return slice(paced, 0, durationSeconds)
}

/** From the bar on in which the hand begins to play. */
function withoutRest(gesture: Gesture, barSeconds: number): Gesture {
  const first = strokesOf(gesture)[0]?.startSeconds ?? 0
  const from = Math.floor((first + EARLY_SECONDS) / barSeconds) * barSeconds
  return from > 0 ? slice(gesture, from, gesture.durationSeconds) : gesture
}
