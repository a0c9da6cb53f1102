/** By which rules it is played now: where beats fall, what ends a phrase, what is asked of the partner. */
import type { DuetAnswer, DuetBeat, PlayedNote } from "#shared/contract/index.ts"
import type { ProjectTransport } from "../../../audio/index.ts"
import type { Studio } from "../../../session/index.ts"
import type { DuetSettings } from "../settings.svelte.ts"
import type { AlongRequest, AnswerRequest, HearRequest } from "./partner-line.ts"
import { now, type Ruling } from "./phrase-clock.ts"
import { beatOfCall, beatsOfSong, inTime, type Beats } from "./timing.ts"

/** A call as the clock has it. */
export interface LiveCall {
  readonly startSeconds: number
  notes: PlayedNote[]
  /** Of the song when it began. */
  readonly beats: Beats | null
}

export type AlongAsk = Pick<AlongRequest, "heard" | "played" | "bar" | "seed"> & { beats: Beats }

const LATEST_NOTES = 24
const TRADE_BARS = 4
/** From the end of a phrase to the first note of an answer that is there already. */
const LEAD_SECONDS = 0.05

export class Rules {
  #studio: Studio
  #transport: ProjectTransport
  #settings: DuetSettings

  constructor(studio: Studio, transport: ProjectTransport, settings: DuetSettings) {
    this.#studio = studio
    this.#transport = transport
    this.#settings = settings
  }

  /** The beat as the song goes now, if its metronome can be heard. */
  get beats(): Beats | null {
    const transport = this.#transport
    if (!transport.isPlaying || !transport.isClicking || !this.#studio.project.isOpen) return null
    return beatsOfSong(this.#studio.project.project, transport.positionTicks(), now())
  }

  /** The partner plays under the hand while the song runs. */
  get isAlong(): boolean {
    const isOpen = this.#studio.project.isOpen && this.#transport.isPlaying
    return isOpen && this.#settings.mode === "accompany"
  }

  /** Its beat then, with or without a metronome. */
  get beatsAlong(): Beats | null {
    const { project } = this.#studio
    if (!this.isAlong) return null
    return beatsOfSong(project.project, this.#transport.positionTicks(), now())
  }

  get ruling(): Ruling {
    const { mode, ending } = this.#settings
    const { beats, beatsAlong } = this
    const audio = this.#transport.ahead.seconds()
    const leadSeconds = LEAD_SECONDS + (audio ? audio.made - audio.heard : 0)
    if (beatsAlong) {
      const silenceSeconds = beatsAlong.barSeconds
      return { ending: "silence", beats: beatsAlong, bars: 1, leadSeconds, silenceSeconds }
    }
    if (mode === "trade" && beats) return { ending: "bar", beats, bars: TRADE_BARS, leadSeconds }
    const own = ending === "bar" && !beats ? "silence" : ending
    return { ending: own, beats, bars: 1, leadSeconds }
  }

  /** An accompaniment is played with the call that it was written under, in the call's own time. */
  beatOf({ beats, startSeconds }: LiveCall): DuetBeat | null {
    const isUnder = this.#settings.mode === "accompany"
    return beats && !isUnder ? beatOfCall(beats, startSeconds) : null
  }

  hearing(call: LiveCall): HearRequest | null {
    const { partner, mode } = this.#settings
    if (!partner || call.notes.length === 0) return null
    // Who plays along has no end: the latest notes say enough.
    const notes = this.isAlong ? latest(call.notes) : call.notes
    return { partner, call: notes, mode, beat: this.beatOf(call) }
  }

  /** Null where there is no model, or it knows no such bars. */
  askingAlong({ beats, ...asked }: AlongAsk): AlongRequest | null {
    const { partner, taste } = this.#settings
    const beat = beatOfCall(beats, beats.lineSeconds)
    if (!partner || !beat) return null
    const { bpm, numerator, denominator } = beat
    return { ...asked, partner, taste, beat: { bpm, numerator, denominator } }
  }

  /** Of the context, when what is heard at a time of the clock is made. */
  contextAt(seconds: number): number | null {
    const audio = this.#transport.ahead.seconds()
    return audio && audio.heard + seconds - now()
  }

  /** Null where there is no model, or nothing was played. */
  asking(call: readonly PlayedNote[], beat: DuetBeat | null, seed = 1): AnswerRequest | null {
    const { partner, mode, taste } = this.#settings
    if (!partner || call.length === 0) return null
    return { partner, call: [...call], mode, beat, taste, seed, bars: TRADE_BARS }
  }

  /** Where there is a beat, an answer keeps to it; else it begins now, which is null. @param earliest of the context */
  placeOf(
    { afterSeconds }: Pick<DuetAnswer, "afterSeconds">,
    { beats, startSeconds }: LiveCall,
    earliest: number | null,
  ): { contextSeconds: number; afterSeconds: number } | null {
    const wanted = this.contextAt(startSeconds + afterSeconds)
    if (!beats || earliest === null || wanted === null) return null
    const contextSeconds = inTime(wanted, earliest, beats)
    return { contextSeconds, afterSeconds: afterSeconds + contextSeconds - wanted }
  }
}

function latest(notes: readonly PlayedNote[]): PlayedNote[] {
  const last = notes.slice(-LATEST_NOTES)
  const fromSeconds = last[0]?.startSeconds ?? 0
  return last.map((note) => ({ ...note, startSeconds: note.startSeconds - fromSeconds }))
}
