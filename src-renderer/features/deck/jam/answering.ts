/** Asks for an answer in the last moments of a bar, and lends the deck for it. */
import { toStudioError, type JamAnswer } from "#shared/contract/index.ts"
import { gestureOfNumbers, numbersOfGesture } from "#shared/gesture/index.ts"
import type { Project } from "#shared/project/index.ts"
import type { DeckPlayer } from "../../../audio/index.ts"
import type { Studio } from "../../../session/index.ts"
import { planOf } from "./answer-plan.ts"
import { beatAt } from "./bars.ts"
import type { JamState } from "./jam-state.svelte.ts"
import type { JamRest } from "./jam-turns.ts"
import type { Captured } from "./phrase-capture.ts"

/** From the window to the audio thread, and the partner's hand to the record. */
const LEAD_SECONDS = 0.02
/** Who plays over the partner for more of the bar than that keeps the word (scratch.md 8). */
const MOST_SOUNDING = 0.7

export interface Asked {
  readonly project: Project
  readonly captured: Captured | null
  /** Of the call's first bar line, and of the line at which it is answered: seconds of the output's clock, as it is made. */
  readonly callSeconds: number
  readonly lineSeconds: number
  readonly callTicks: number
  /** From the deck to the ear, and from the hand to the deck: so much later than the beat a hand seems to be that is on it. */
  readonly latencySeconds: number
  readonly rateHz: number
  /** The output's clock, as it is made. */
  madeSeconds(): number
}

export class Answering {
  /** What will be at the line: an answer that waits for it, or why there is none. */
  outcome: "waiting" | "ready" | JamRest = "nothing-heard"
  #studio: Studio
  #state: JamState
  #seed = 1
  #asks = 0
  /** An answer to what was heard a little earlier: better than none where the last one comes too late. */
  #draft: JamAnswer | null = null

  constructor(studio: Studio, state: JamState) {
    this.#studio = studio
    this.#state = state
  }

  /** Whatever comes of what was asked for before is not played any more. */
  forget(): void {
    this.#asks++
    this.#draft = null
    this.outcome = "nothing-heard"
    this.#state.planned = null
  }

  /** Answers what was heard so far, in case that what is heard in the end is answered too late. */
  async draft(asked: Asked, player: DeckPlayer): Promise<void> {
    this.#seed++
    const ask = this.#asks
    if (!asked.captured || this.#playsOn(asked.captured)) return
    // Why there is none is said by the last one.
    const answer = await this.#answer(asked, asked.captured, player).catch(() => null)
    if (ask === this.#asks) this.#draft = answer
  }

  async ask(asked: Asked, player: DeckPlayer): Promise<void> {
    const { captured } = asked
    if (!captured || this.#playsOn(captured)) {
      this.outcome = captured ? "you-play-on" : "nothing-heard"
      return
    }
    const ask = this.#asks
    this.outcome = "waiting"
    const begunMs = performance.now()
    try {
      const answer = await this.#answer(asked, captured, player)
      if (!this.#isWaiting(ask)) return
      this.#state.plannedMs = performance.now() - begunMs
      this.outcome = this.#lend(answer, asked, player)
    } catch (error) {
      if (!this.#isWaiting(ask)) return
      this.outcome = "no-engine"
      if (toStudioError(error).code !== "engine-lost")
        this.#studio.toasts.error(error, "The partner has no answer.")
    }
  }

  /** The line is near: what is not here by now is not waited for. */
  settle(asked: Asked, player: DeckPlayer): void {
    if (this.outcome === "waiting" && this.#draft)
      this.outcome = this.#lend(this.#draft, asked, player)
  }

  /** Nothing was asked since, and nothing else is played instead. */
  #isWaiting(ask: number): boolean {
    return ask === this.#asks && this.outcome === "waiting"
  }

  #playsOn({ soundingShare }: Captured): boolean {
    return this.#state.turn.isOver && soundingShare > MOST_SOUNDING
  }

  #answer(asked: Asked, captured: Captured, player: DeckPlayer): Promise<JamAnswer> {
    const { project, callSeconds, callTicks, latencySeconds, rateHz } = asked
    const { bars, mode, taste } = this.#state
    const barSeconds = callSeconds + latencySeconds - captured.startFrame / rateHz
    return this.#studio.engine["scratch.answer"]({
      numbers: numbersOfGesture(captured.gesture),
      beat: beatAt(project, callTicks, barSeconds),
      ...{ bars, mode, taste, seed: this.#seed },
      sampleSeconds: Math.max(0.1, player.part?.durationSeconds ?? 0),
    })
  }

  #lend(answer: JamAnswer, asked: Asked, player: DeckPlayer): "ready" | JamRest {
    const gesture = gestureOfNumbers(answer.numbers)
    if (answer.likeness === 0 && answer.labels.length === 0) return "nothing-heard"
    const { lineSeconds: startSeconds, rateHz } = asked
    // Too late for its line it comes in on a later beat, as somebody does who has thought too long.
    const lateSeconds = asked.madeSeconds() + LEAD_SECONDS - startSeconds
    const beatSeconds = 60 / beatAt(asked.project, asked.callTicks, 0).bpm
    const fromSeconds = lateSeconds > 0 ? Math.ceil(lateSeconds / beatSeconds) * beatSeconds : 0
    if (fromSeconds > gesture.durationSeconds - beatSeconds / 2) return "too-late"
    if (!player.lent.lend(planOf(gesture, startSeconds, rateHz, fromSeconds))) return "too-late"
    const { labels, id } = answer
    this.#state.planned = { gesture, startSeconds, labels, isSounding: false }
    this.#state.isLate = fromSeconds > 0
    this.#state.last = { id, isLiked: null }
    return "ready"
  }
}
