/** The duet itself: what the hand plays, whose turn it is, and the answer that sounds. It never hears itself. */
import { StudioError, toStudioError, type DuetAnswer } from "#shared/contract/index.ts"
import {
  LISTENING,
  takeTurn,
  type Phrase,
  type Turn,
  type TurnAction,
  type TurnEvent,
} from "#shared/duet/index.ts"
import type { Along } from "./along.ts"
import { alongWith } from "./along-with.ts"
import type { DialogueParts } from "./dialogue-parts.ts"
import {
  answeredExchange,
  emptyExchange,
  endedWith,
  keptExchange,
  type ShownExchange,
} from "./exchanges.ts"
import { Heard } from "./heard.svelte.ts"
import { Latency } from "./latency.svelte.ts"
import { PartnerLine } from "./partner-line.ts"
import { playNow } from "./play-now.ts"
import { now, PhraseClock } from "./phrase-clock.ts"
import { Rules, type LiveCall } from "./rules.ts"
import { Sounding, type SoundingPart } from "./sounding.ts"

/** Least time between pictures of a phrase that is a flood. */
const PICTURE_MS = 30
const FEW_NOTES = 64

export class Dialogue {
  turn = $state.raw<Turn>(LISTENING)
  shown = $state.raw<ShownExchange | null>(null)
  /** The partner plays under the hand. */
  isAlong = $state(false)
  /** Why there is no answer. */
  problem = $state.raw<unknown>(null)
  /** An exchange that is heard again, from where on its picture: 0 with its call. */
  replayed = $state.raw<{ readonly id: string; readonly fromSeconds: number } | null>(null)
  readonly line: PartnerLine
  readonly heard: Heard
  readonly sounding: Sounding
  readonly clock: PhraseClock
  readonly rules: Rules
  readonly latency: Latency
  readonly along: Along
  /** Where in the song a call began, by exchange: only what was played while it went. */
  places: Map<string, number> = new Map<string, number>()
  #parts: DialogueParts
  #answers = new Map<number, DuetAnswer>()
  #call: LiveCall | null = null
  #pictureMs = 0

  constructor(parts: DialogueParts) {
    const { studio, transport, settings } = parts
    this.#parts = parts
    this.line = new PartnerLine(studio.engine)
    this.heard = new Heard(this.line, settings)
    this.sounding = new Sounding(transport.ahead)
    this.rules = new Rules(studio, transport, settings)
    this.clock = new PhraseClock(
      {
        onpress: (isFirst) => this.#pressed(isFirst),
        onchange: () => this.#changed(),
        onrest: () => !this.isAlong && this.#act({ kind: "rested" }),
        onend: (phrase) => this.#ended(phrase),
      },
      () => this.rules.ruling,
    )
    this.latency = new Latency(transport.ahead, () => this.turn.who === "partner")
    this.along = alongWith(this, parts.tracks)
  }

  /** Seconds on the picture at which somebody plays now; null where nobody does. */
  get headSeconds(): number | null {
    const { shown, sounding } = this
    if (this.turn.who === "human" && this.#call) return now() - this.#call.startSeconds
    if (sounding.heardSeconds === null || !shown) return null
    return sounding.heardSeconds + (this.replayed?.fromSeconds ?? shown.afterSeconds)
  }

  /** Ends what sounds of the partner, and what is heard again. */
  hush(): void {
    this.replayed = null
    this.along.stop()
    this.sounding.stop()
    this.#act({ kind: "finished" })
  }

  /** The song stands still: what was played on its beat ends with it. */
  halted(): void {
    if (this.#call?.beats && this.turn.who === "partner") this.hush()
  }

  failed(error: unknown): void {
    if (toStudioError(error).code !== "cancelled") this.problem = error
  }

  /** What was played until now is kept, as a phrase that nobody answered. */
  close(): void {
    this.clock.finish()
    this.line.cancelAll()
    this.hush()
    this.latency.close()
  }

  #pressed(isFirst: boolean): void {
    // First of all: the human wins, and within milliseconds.
    if (this.sounding.startSeconds !== null && !this.isAlong) this.sounding.stop(true)
    if (isFirst) this.latency.begin(this.clock.detector.startSeconds)
    this.replayed = null
    this.#act({ kind: "played" })
    if (!isFirst) return
    const { transport, settings } = this.#parts
    const { startSeconds } = this.clock.detector
    this.#call = { startSeconds, notes: [], beats: this.rules.beats }
    this.problem = null
    this.shown = emptyExchange(settings)
    if (transport.isPlaying) this.places.set(this.shown.id, transport.positionTicks())
    if (this.rules.isAlong) this.along.begin(this.#call)
  }

  #changed(): void {
    const { detector } = this.clock
    if (detector.count > FEW_NOTES && performance.now() - this.#pictureMs < PICTURE_MS) return
    this.#pictureMs = performance.now()
    const call = this.#call
    if (!call || !this.shown) return
    call.notes = detector.notes(now())
    this.shown = { ...this.shown, call: call.notes }
    this.heard.hear(this.rules.hearing(call))
  }

  #ended(phrase: Phrase): void {
    this.latency.end(phrase.endSeconds)
    this.along.stop()
    if (this.#call) this.#call.notes = phrase.notes
    // What was accompanied is answered.
    const isAnswered = (this.shown?.answer.length ?? 0) > 0
    if (this.shown) {
      this.shown = endedWith(this.shown, phrase)
      void this.#parts.list.keep(keptExchange(this.shown))
    }
    this.#act({ kind: isAnswered ? "left" : "ended" })
  }

  #act(event: TurnEvent): void {
    const { turn, actions } = takeTurn(this.turn, event)
    this.turn = turn
    for (const action of actions) this.#do(action)
  }

  #do(action: TurnAction): void {
    switch (action.kind) {
      case "ask":
        void this.#ask(action.ask)
        break
      case "cancel":
        this.#answers.delete(action.ask)
        this.line.cancel(action.ask)
        break
      case "start":
        this.#start(this.#answers.get(action.ask)!)
        this.#answers.clear()
        break
      case "hush":
        this.sounding.stop()
    }
  }

  async #ask(ask: number): Promise<void> {
    const { detector } = this.clock
    const call = this.#call
    const notes = detector.isUnderWay ? detector.notes(now()) : (call?.notes ?? [])
    try {
      const request = call && this.rules.asking(notes, this.rules.beatOf(call))
      if (!request) throw new StudioError("not-found", "There is no model of notes here")
      this.#answers.set(ask, await this.line.answer(ask, request))
      this.problem = null
      this.#act({ kind: "answered", ask })
    } catch (error) {
      this.#act({ kind: "failed", ask })
      this.failed(error)
    }
  }

  #start(answer: DuetAnswer): void {
    const tracks = this.#parts.tracks.ready()
    const call = this.#call
    if (!tracks || !call || !this.shown) return
    const at = this.rules.placeOf(answer, call, this.sounding.earliest)
    // An accompaniment is heard with the call that it belongs to.
    const isUnder = this.shown.mode === "accompany"
    const afterSeconds = isUnder ? 0 : (at?.afterSeconds ?? answer.afterSeconds)
    const exchange = { ...answeredExchange(this.shown, call.notes, answer), afterSeconds }
    this.shown = { ...exchange, weighed: answer.weighed }
    void this.#parts.list.keep(exchange)
    const parts: SoundingPart[] = [
      { trackId: tracks.answer, notes: answer.notes, afterSeconds: 0 },
      ...(isUnder ? [{ trackId: tracks.you, notes: call.notes, afterSeconds: 0 }] : []),
    ]
    void this.play(parts, () => this.#act({ kind: "finished" }), at?.contextSeconds)
  }

  /** @param atSeconds of the context; now, where it is not given */
  play(parts: SoundingPart[], onend: () => void, atSeconds?: number): Promise<void> {
    return playNow(this.#parts, this.sounding, { parts, onend, atSeconds })
  }
}
