/** What a jam shows: whose turn it is, what the partner will play, how it is to play. */
import { z } from "zod"
import { JamMode, JamTaste, type JamAnswerId, type ScratchLabel } from "#shared/contract/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import type { Studio } from "../../../session/index.ts"
import { NOBODY, type JamTurn } from "./jam-turns.ts"

/** What the partner will play, plays, or has played. */
export interface PlannedAnswer {
  readonly id: JamAnswerId
  readonly gesture: Gesture
  /** Of the output's clock, the gesture's second 0. */
  readonly startSeconds: number
  /** Of the gesture, what of it was, or will be, on the record: a late one has no beginning, one that was taken no end. */
  readonly fromSeconds: number
  readonly toSeconds: number
  readonly labels: readonly ScratchLabel[]
  /** It began. */
  readonly isSounding: boolean
}

/** The last answer that was heard, and its thumb. */
export interface HeardAnswer {
  readonly id: JamAnswerId
  readonly isLiked: boolean | null
}

/** What the partner does at the moment. */
export type PartnerPart = "rests" | "thinks" | "waits" | "plays"

/** A take that is played in place of the hand's call. */
export interface TakeCall {
  readonly title: string
  readonly isSounding: boolean
}

/** Answers that stay on the staff. */
const KEPT_ANSWERS = 3

const BARS = z.union([z.literal(1), z.literal(2)])

export class JamState {
  turn = $state.raw<JamTurn>(NOBODY)
  partner = $state.raw<PartnerPart>("rests")
  planned = $state.raw<PlannedAnswer | null>(null)
  /** What was heard of answers lately. */
  played = $state.raw<readonly PlannedAnswer[]>([])
  call = $state.raw<TakeCall | null>(null)
  /** Beats until the human plays, while they are counted in. */
  beatsLeft = $state<number | null>(null)
  last = $state.raw<HeardAnswer | null>(null)
  /** The bar at which the partner answers, from 1; null where it is not known. */
  answerBar = $state<number | null>(null)
  /** From the asking to the answer. */
  plannedMs = $state<number | null>(null)
  /** The last answer came too late for its line, and in on a later beat. */
  isLate = $state(false)
  /** From the bar line to the answer's beginning on the deck. */
  startErrorMs = $state<number | null>(null)
  #studio: Studio

  constructor(studio: Studio) {
    this.#studio = studio
  }

  // Read, not derived: what is derived in a component goes with it, and a jam stays.
  get mode(): JamMode {
    return this.#studio.preferences.read("jam.mode", JamMode, "answer")
  }

  get taste(): JamTaste {
    return this.#studio.preferences.read("jam.taste", JamTaste, JamTaste.parse({}))
  }

  /** Of a call, and of an answer. */
  get bars(): 1 | 2 {
    return this.#studio.preferences.read("jam.bars", BARS, 1)
  }

  /** Both parts go to the timeline when the jam ends. */
  get isPlaced(): boolean {
    return this.#studio.preferences.read("jam.placed", z.boolean(), true)
  }

  get isOn(): boolean {
    return this.turn.who !== "nobody"
  }

  /** The answer that was under way is over. @param seconds of the output's clock */
  endAnswer(seconds: number): void {
    const { planned } = this
    if (planned?.isSounding) {
      const toSeconds = Math.min(planned.toSeconds, seconds - planned.startSeconds)
      this.played = [...this.played, { ...planned, toSeconds }].slice(-KEPT_ANSWERS)
    }
    this.planned = null
    this.partner = "rests"
  }

  chooseMode(mode: JamMode): void {
    this.#studio.preferences.write("jam.mode", mode)
  }

  setTaste(changes: Partial<JamTaste>): void {
    this.#studio.preferences.write("jam.taste", { ...this.taste, ...changes })
  }

  chooseBars(bars: 1 | 2): void {
    this.#studio.preferences.write("jam.bars", bars)
  }

  choosePlaced(isPlaced: boolean): void {
    this.#studio.preferences.write("jam.placed", isPlaced)
  }
}
