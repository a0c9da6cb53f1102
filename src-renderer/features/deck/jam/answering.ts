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

  constructor(studio: Studio, state: JamState) {
    this.#studio = studio
    this.#state = state
  }

  /** Whatever comes of what was asked for before is not played any more. */
  forget(): void {
    this.#asks++
    this.outcome = "nothing-heard"
    this.#state.planned = null
    this.#state.partner = "rests"
  }

  /**
   * Answers what was heard so far, and has that on the deck before the line: it is played where the answer to all that was heard
   * comes too late.
   */
  async draft(asked: Asked, player: DeckPlayer): Promise<void> {
    this.#seed++
    const ask = this.#asks
    if (!asked.captured || this.#playsOn(asked.captured)) return
    // Why there is none is said by the last one.
    const answer = await this.#answer(asked, asked.captured, player).catch(() => null)
    if (answer && ask === this.#asks && this.outcome !== "ready")
      this.outcome = this.#lend(answer, asked, player)
  }

  async ask(asked: Asked, player: DeckPlayer): Promise<void> {
    const { captured } = asked
    if (!captured || this.#playsOn(captured)) {
      player.lent.lend(null)
      this.forget()
      this.outcome = captured ? "you-play-on" : "nothing-heard"
      return
    }
    const ask = this.#asks
    if (this.outcome !== "ready") {
      this.outcome = "waiting"
      this.#state.partner = "thinks"
    }
    const begunMs = performance.now()
    try {
      const answer = await this.#answer(asked, captured, player)
      // What is on the deck already is played rather than one that comes in late.
      if (ask !== this.#asks || (this.outcome === "ready" && lateSeconds(asked) > 0)) return
      this.#state.plannedMs = performance.now() - begunMs
      this.outcome = this.#lend(answer, asked, player)
    } catch (error) {
      if (ask !== this.#asks || this.outcome === "ready") return
      this.outcome = "no-engine"
      this.#state.partner = "rests"
      if (toStudioError(error).code !== "engine-lost")
        this.#studio.toasts.error(error, "The partner has no answer.")
    }
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
    const state = this.#state
    const gesture = gestureOfNumbers(answer.numbers)
    const { lineSeconds: startSeconds, rateHz } = asked
    const { durationSeconds: toSeconds } = gesture
    const isRest = answer.likeness === 0 && answer.labels.length === 0
    const fromSeconds = lateStart(asked, toSeconds)
    const plan = fromSeconds === null ? null : planOf(gesture, startSeconds, rateHz, fromSeconds)
    if (isRest || fromSeconds === null || !player.lent.lend(plan)) {
      state.partner = "rests"
      return isRest ? "nothing-heard" : "too-late"
    }
    const { labels, id } = answer
    state.planned = { id, gesture, startSeconds, fromSeconds, toSeconds, labels, isSounding: false }
    state.partner = "waits"
    state.isLate = fromSeconds > 0
    return "ready"
  }
}

/** By how much the deck would get a plan that is sent now after its line; below 0 it is in time. */
const lateSeconds = ({ madeSeconds, lineSeconds }: Asked): number =>
  madeSeconds() + LEAD_SECONDS - lineSeconds

/**
 * Too late for its line it comes in on a later beat, as somebody does who has thought too long.
 * @returns of the answer; null where hardly a beat of it would be left
 */
function lateStart(asked: Asked, durationSeconds: number): number | null {
  const late = lateSeconds(asked)
  if (late <= 0) return 0
  const beatSeconds = 60 / beatAt(asked.project, asked.callTicks, 0).bpm
  const from = Math.ceil(late / beatSeconds) * beatSeconds
  return from > durationSeconds - beatSeconds / 2 ? null : from
}
