/** The turns of a jam against the clock of the song: looks where it is, and says when a bar line or its last moments come. */
import type { DeckEvent } from "#shared/dsp/deck/index.ts"
import type { GuestSpan } from "#shared/gesture/index.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { meterMapOf, tempoMapOf, type Project } from "#shared/project/index.ts"
import type { DeckPlayer, ProjectTransport, SongPlace } from "../../../audio/index.ts"
import type { Studio } from "../../../session/index.ts"
import type { PracticeTarget } from "../practice/target.ts"
import { Answering } from "./answering.ts"
import { Asking, RESERVED_SECONDS } from "./asking.ts"
import { barNumber, beatAt, lineAfter, lineIn, secondsOf } from "./bars.ts"
import type { JamState } from "./jam-state.svelte.ts"
import { takeJamTurn, type JamEvent, type JamRest } from "./jam-turns.ts"
import { TakeCaller } from "./take-caller.ts"

const LOOK_MS = 4

export interface RoundsParts {
  readonly studio: Studio
  readonly transport: ProjectTransport
  readonly state: JamState
  readonly player: DeckPlayer
  readonly rateHz: number
  /** Told where the song was stopped: there is no beat any more. */
  onHalt(): void
  /** Told where nobody played for many turns. */
  onAlone(): void
}

/** After so many turns without a hand a jam ends. */
export const MOST_TURNS_ALONE = 8

export class JamRounds {
  /** In which the partner had the deck; frames of the context. */
  readonly spans: { from: number; to: number }[] = []
  #parts: RoundsParts
  #answering: Answering
  #asking: Asking
  #caller: TakeCaller
  /** The partner has played since the human's last turn. */
  #hasBegun = false
  /** Turns of the human's in which nothing was played, one after the other. */
  #alone = 0
  #tempo: Project["tempo"]
  #unfollow = (): void => undefined
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(parts: RoundsParts) {
    const { studio, state, player } = parts
    this.#parts = parts
    this.#tempo = studio.project.project.tempo
    this.#answering = new Answering(studio, state)
    this.#asking = new Asking({
      ...{ ...parts, answering: this.#answering },
      onSettled: () => this.#settled(),
    })
    this.#caller = new TakeCaller(state, player)
  }

  /** @param line a bar line, from which one bar is counted in */
  begin(line: number): void {
    const { player, state } = this.#parts
    state.played = []
    player.lent.listener = {
      began: (frame, lateFrames) => this.#began(frame, lateFrames),
      ended: (frame, how, hasPlayed) => {
        if (hasPlayed) this.#ended(frame, how === "yielded")
      },
    }
    this.#unfollow = player.told.add({ happened: (events) => this.#hear(events) })
    this.#act({ kind: "started", line, human: lineIn(this.#project, line, 1) })
    this.#timer = setInterval(() => this.#look(), LOOK_MS)
  }

  /** The deck is the human's again. */
  end(): void {
    clearInterval(this.#timer)
    this.#unfollow()
    this.#answering.forget()
    this.#caller.forget()
    this.#parts.player.lent.lend(null)
    this.#act({ kind: "stopped" })
    this.#asking.close()
  }

  /** A take is the human's next call. */
  call(target: PracticeTarget): void {
    this.#caller.call(target)
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
      this.#restart(place)
      return
    }
    state.beatsLeft = this.#beatsLeft(place)
    const left = secondsOf(this.#project, place, turn.toTicks) - place.contextSeconds
    if (turn.who === "human") this.#asking.look(this.#project, turn, place, left)
    if (left <= RESERVED_SECONDS && this.#caller.isWaiting && this.#isHumanNext())
      this.#lendCall(place)
    if (place.ticks >= turn.toTicks) this.#reach(turn.toTicks)
  }

  /** What was planned is not where it was to be any more: the human begins again at the next line. */
  #restart(place: SongPlace): void {
    this.#answering.forget()
    this.#parts.player.lent.lend(null)
    const line = lineAfter(this.#project, place.ticks)
    this.#act({ kind: "started", line, human: line })
  }

  /** Back in the song, or far on: a loop, somebody who looks for a place, another tempo. */
  #hasLeapt({ ticks }: SongPlace): boolean {
    const { turn } = this.#parts.state
    const { tempo } = this.#project
    const isRetimed = tempo !== this.#tempo
    this.#tempo = tempo
    if (isRetimed) return true
    const bar = lineIn(this.#project, turn.toTicks, 1) - turn.toTicks
    return ticks < turn.fromTicks - 2 * bar || ticks > turn.toTicks + bar
  }

  /** Null where nothing is counted in, or not yet. */
  #beatsLeft({ ticks }: SongPlace): number | null {
    const { who, fromTicks, toTicks } = this.#parts.state.turn
    if (who !== "count-in" || ticks < fromTicks || ticks >= toTicks) return null
    const { meter } = meterMapOf(this.#project).barAt(fromTicks + 0.5)
    return Math.ceil(((toTicks - ticks) * meter.numerator) / (toTicks - fromTicks))
  }

  #isHumanNext(): boolean {
    const { who } = this.#parts.state.turn
    const { outcome } = this.#answering
    if (who !== "human") return true
    return this.#asking.hasAsked && outcome !== "ready" && outcome !== "waiting"
  }

  #lendCall(place: SongPlace): void {
    const { state, rateHz } = this.#parts
    const project = this.#project
    const { toTicks } = state.turn
    const tempo = tempoMapOf(project)
    const next = lineIn(project, toTicks, state.bars)
    this.#caller.lend({
      // As late as a hand is that is on the beat.
      startSeconds: secondsOf(project, place, toTicks) + this.#asking.latencySeconds,
      durationSeconds: tempo.secondsAt(next) - tempo.secondsAt(toTicks),
      ...{ bpm: beatAt(project, toTicks, 0).bpm, rateHz },
    })
  }

  #reach(line: number): void {
    const { state } = this.#parts
    const next = lineIn(this.#project, line, state.bars)
    const { who } = state.turn
    const isPartner = who === "partner"
    const answer = isPartner ? (this.#hasBegun ? "ready" : "too-late") : this.#outcome()
    if (isPartner) {
      // The line may be reached a little before the end is told.
      state.endAnswer(Infinity)
      this.#answering.forget()
    }
    this.#act({ kind: "line", line, next, answer })
    if (who === "count-in") return
    this.#alone = answer === "nothing-heard" ? this.#alone + 1 : 0
    if (this.#alone >= MOST_TURNS_ALONE) this.#parts.onAlone()
  }

  /** One that is still being made comes in later in its turn. */
  #outcome(): "ready" | JamRest {
    const { outcome } = this.#answering
    return outcome === "waiting" ? "ready" : outcome
  }

  /** Where there is no answer after all, the partner's turn is given back. */
  #settled(): void {
    const why = this.#outcome()
    if (why === "ready" || this.#hasBegun || this.#parts.state.turn.who !== "partner") return
    this.#giveBack((line, next) => ({ kind: "failed", line, next, why }))
  }

  /** A hand that takes the record while the partner still thinks has the word. */
  #hear(events: readonly DeckEvent[]): void {
    const { state, player } = this.#parts
    if (state.turn.who !== "partner" || this.#hasBegun || player.lent.hasGuest) return
    if (!events.some((event) => event.kind === "touch" && event.isHeld)) return
    this.#answering.forget()
    this.#taken()
  }

  #began(frame: number, lateFrames: number): void {
    const { state, rateHz } = this.#parts
    if (this.#caller.began(frame)) return
    this.#hasBegun = true
    this.spans.push({ from: frame, to: Infinity })
    state.startErrorMs = (lateFrames * 1000) / rateHz
    state.partner = "plays"
    if (!state.planned) return
    state.last = { id: state.planned.id, isLiked: null }
    state.planned = { ...state.planned, isSounding: true }
  }

  #ended(frame: number, isTaken: boolean): void {
    if (this.#caller.ended()) return
    const last = this.spans.at(-1)
    if (last) last.to = frame
    this.#parts.state.endAnswer(frame / this.#parts.rateHz)
    if (isTaken) this.#taken()
  }

  #taken(): void {
    this.#caller.forget()
    this.#parts.player.lent.lend(null)
    this.#giveBack((line, next) => ({ kind: "taken", line, next }))
  }

  /** From the bar on in which the song is. */
  #giveBack(event: (line: number, next: number) => JamEvent): void {
    const { state, transport } = this.#parts
    const place = transport.place()
    if (!place) return
    const { fromTicks, toTicks } = state.turn
    let line = fromTicks
    for (let next = line; next <= place.ticks && next < toTicks;)
      [line, next] = [next, lineIn(this.#project, next, 1)]
    const given = event(line, lineIn(this.#project, line, state.bars))
    // A hand that is a little over the line has not begun another call.
    this.#act(given, given.kind === "taken" && place.ticks - fromTicks < TICKS_PER_QUARTER)
  }

  #act(event: JamEvent, goesOn = false): void {
    const { state } = this.#parts
    const before = state.turn
    state.turn = takeJamTurn(before, event)
    if (state.turn === before) return
    const { who, fromTicks, toTicks } = state.turn
    this.#asking.listen(who === "human", goesOn)
    state.beatsLeft = null
    // Its beginning may be told a little before its line is reached.
    if (who === "human") this.#hasBegun = false
    const answers = who === "human" ? toTicks : lineIn(this.#project, toTicks, state.bars)
    const shown = who === "partner" ? fromTicks : answers
    state.answerBar = who === "nobody" ? null : barNumber(this.#project, shown)
  }
}
