/** The turns of a jam against the clock of the song: looks where it is, and says when a bar line or its last moments come. */
import type { DeckEvent } from "#shared/dsp/deck/index.ts"
import type { GuestSpan } from "#shared/gesture/index.ts"
import type { Project } from "#shared/project/index.ts"
import type { DeckPlayer, ProjectTransport, SongPlace } from "../../../audio/index.ts"
import type { Studio } from "../../../session/index.ts"
import { Answering, type Asked } from "./answering.ts"
import { barNumber, lineAfter, lineIn, secondsOf } from "./bars.ts"
import type { JamState } from "./jam-state.svelte.ts"
import { takeJamTurn, type JamEvent, type JamRest } from "./jam-turns.ts"
import { PhraseCapture } from "./phrase-capture.ts"

/** Of a bar, the last moments, in which the answer is planned (scratch.md 8). */
const RESERVED_SECONDS = 0.08
/** So long before the line what was heard so far is answered, in case that the last asking is answered too late. */
const DRAFT_SECONDS = 0.4
/** From then on an answer would not be on the deck at the line. */
const SETTLE_SECONDS = 0.025
const LOOK_MS = 4
/** From the hand to the deck; as the deck's player has it. */
const HAND_SECONDS = 0.005

export interface RoundsParts {
  readonly studio: Studio
  readonly transport: ProjectTransport
  readonly state: JamState
  readonly player: DeckPlayer
  readonly rateHz: number
  /** Told where the song was stopped: there is no beat any more. */
  onHalt(): void
}

export class JamRounds {
  /** In which the partner had the deck; frames of the context. */
  readonly spans: { from: number; to: number }[] = []
  #parts: RoundsParts
  #answering: Answering
  #capture: PhraseCapture | null = null
  /** What was done of the present turn's asking. */
  #asked: "nothing" | "draft" | "all" | "settled" = "nothing"
  #last: Asked | null = null
  /** The partner has played since the human's last turn. */
  #hasBegun = false
  #unfollow = (): void => undefined
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(parts: RoundsParts) {
    this.#parts = parts
    this.#answering = new Answering(parts.studio, parts.state)
  }

  /** @param place where the song is */
  begin(place: SongPlace): void {
    const { player } = this.#parts
    player.lent.listener = {
      began: (frame, lateFrames) => this.#began(frame, lateFrames),
      ended: (frame, how, hasPlayed) => {
        if (hasPlayed) this.#ended(frame, how === "yielded")
      },
    }
    this.#unfollow = player.told.add({ happened: (events) => this.#hear(events) })
    const line = lineAfter(this.#project, place.ticks)
    this.#act({ kind: "started", line, human: lineIn(this.#project, line, 1) })
    this.#timer = setInterval(() => this.#look(), LOOK_MS)
  }

  /** The deck is the human's again. */
  end(): void {
    clearInterval(this.#timer)
    this.#unfollow()
    this.#listen(false)
    this.#answering.forget()
    this.#parts.player.lent.lend(null)
    this.#act({ kind: "stopped" })
  }

  /** The partner's stretches in frames of a take. */
  spansFrom(startFrame: number, frames: number): GuestSpan[] {
    return this.spans.map(({ from, to }) => ({
      from: Math.max(0, from - startFrame),
      to: Math.min(frames, to - startFrame),
    }))
  }

  get #project(): Project {
    return this.#parts.studio.project.project
  }

  #look(): void {
    const { transport, state } = this.#parts
    const place = transport.place()
    if (!transport.isPlaying) {
      this.#parts.onHalt()
      return
    }
    if (!place) return
    // Whatever else is looked at meanwhile: the song goes on past its end.
    transport.ahead.isPlayedAlong = true
    const { turn } = state
    if (this.#hasLeapt(place)) {
      const line = lineAfter(this.#project, place.ticks)
      this.#act({ kind: "started", line, human: line })
      return
    }
    const left = this.#secondsTo(place, turn.toTicks)
    if (turn.who === "human") this.#ask(place, left)
    if (place.ticks >= turn.toTicks) this.#reach(turn.toTicks)
  }

  /** Back in the song, or far on: a loop, or somebody who looks for a place. */
  #hasLeapt({ ticks }: SongPlace): boolean {
    const { turn } = this.#parts.state
    const bar = lineIn(this.#project, turn.toTicks, 1) - turn.toTicks
    return ticks < turn.fromTicks - 2 * bar || ticks > turn.toTicks + bar
  }

  #secondsTo(place: SongPlace, ticks: number): number {
    return secondsOf(this.#project, place, ticks) - place.contextSeconds
  }

  #ask(place: SongPlace, left: number): void {
    const { player } = this.#parts
    if (left <= DRAFT_SECONDS && this.#asked === "nothing") {
      this.#asked = "draft"
      this.#answering.forget()
      void this.#answering.draft(this.#heardSoFar(place), player)
    }
    if (left <= RESERVED_SECONDS && this.#asked === "draft") {
      this.#asked = "all"
      this.#last = this.#heardSoFar(place)
      void this.#answering.ask(this.#last, player)
    }
    if (left <= SETTLE_SECONDS && this.#asked === "all" && this.#last) {
      this.#asked = "settled"
      this.#answering.settle(this.#last, player)
    }
  }

  #heardSoFar(place: SongPlace): Asked {
    const { state, rateHz, transport } = this.#parts
    const project = this.#project
    const { fromTicks: callTicks, toTicks } = state.turn
    const lineSeconds = secondsOf(project, place, toTicks)
    const captured = this.#capture?.taken(rateHz, lineSeconds * rateHz) ?? null
    const seconds = transport.ahead.seconds()
    const latencySeconds = HAND_SECONDS + (seconds ? seconds.made - seconds.heard : 0)
    const callSeconds = secondsOf(project, place, callTicks)
    const madeSeconds = (): number => transport.ahead.seconds()?.made ?? Infinity
    return {
      ...{ project, captured, callSeconds, lineSeconds, callTicks, latencySeconds, rateHz },
      madeSeconds,
    }
  }

  #reach(line: number): void {
    const { state } = this.#parts
    const { outcome } = this.#answering
    // One that is still being made comes in later in its turn.
    const answer: "ready" | JamRest = outcome === "waiting" ? "ready" : outcome
    if (state.turn.who === "partner") this.#answering.forget()
    this.#act({ kind: "line", line, next: lineIn(this.#project, line, state.bars), answer })
  }

  /** A hand that takes the record while the partner still thinks has the word. */
  #hear(events: readonly DeckEvent[]): void {
    const { state, player } = this.#parts
    if (state.turn.who !== "partner" || this.#hasBegun || player.lent.hasGuest) return
    if (!events.some((event) => event.kind === "touch" && event.isHeld)) return
    this.#answering.forget()
    player.lent.lend(null)
    this.#taken()
  }

  #began(frame: number, lateFrames: number): void {
    const { state, rateHz } = this.#parts
    this.#hasBegun = true
    this.spans.push({ from: frame, to: Infinity })
    state.startErrorMs = (lateFrames * 1000) / rateHz
    if (state.planned) state.planned = { ...state.planned, isSounding: true }
  }

  #ended(frame: number, isTaken: boolean): void {
    const last = this.spans.at(-1)
    if (last) last.to = frame
    this.#parts.state.planned = null
    if (isTaken) this.#taken()
  }

  #taken(): void {
    const { state, transport } = this.#parts
    const place = transport.place()
    if (!place) return
    const line = this.#lineBefore(place)
    this.#act({ kind: "taken", line, next: lineIn(this.#project, line, state.bars) })
  }

  #lineBefore({ ticks }: SongPlace): number {
    const { fromTicks, toTicks } = this.#parts.state.turn
    let line = fromTicks
    for (let next = line; next <= ticks && next < toTicks; next = lineIn(this.#project, next, 1))
      line = next
    return line
  }

  #act(event: JamEvent): void {
    const { state } = this.#parts
    const before = state.turn
    state.turn = takeJamTurn(before, event)
    if (state.turn === before) return
    const { who, toTicks } = state.turn
    this.#listen(who === "human")
    this.#asked = "nothing"
    // Its beginning may be told a little before its line is reached.
    if (state.turn.who === "human") this.#hasBegun = false
    const answers = who === "human" ? toTicks : lineIn(this.#project, toTicks, state.bars)
    state.answerBar = who === "nobody" ? null : this.#answerBar(answers)
  }

  #answerBar(line: number): number {
    const { turn } = this.#parts.state
    return barNumber(this.#project, turn.who === "partner" ? turn.fromTicks : line)
  }

  /** Each call is heard from its beginning. */
  #listen(isOn: boolean): void {
    this.#capture?.close()
    this.#capture = isOn ? new PhraseCapture(this.#parts.player) : null
  }
}
