/** An accompaniment that is played under the hand while the song counts bars: each bar is asked for shortly before its line. */
import type { DuetBar, PlayedNote } from "#shared/contract/index.ts"
import { now } from "./phrase-clock.ts"
import type { AlongAsk, LiveCall } from "./rules.ts"
import type { Sounding } from "./sounding.ts"
import { nextLine, type Beats } from "./timing.ts"

interface AlongListener {
  /** What the hand has played of the phrase that is under way, from its first key on. */
  heard(): readonly PlayedNote[]
  /** More of the accompaniment is there, on the clock of the phrase. */
  onbar(notes: PlayedNote[], bar: DuetBar): void
  onturn(isOn: boolean): void
  onproblem(error: unknown): void
}

interface AlongParts {
  /** Null where no bars are counted, or nobody is to accompany. */
  beats(): Beats | null
  /** Null where there is no model, or one knows no such bars. */
  ask(request: AlongAsk, signal: AbortSignal): Promise<DuetBar> | null
  /** The partner's track; null where it cannot be made. */
  trackId(): string | null
  /** The time of the context at which what is heard at a time of the clock is made. */
  contextAt(seconds: number): number | null
  readonly sounding: Pick<Sounding, "earliest" | "startSeconds" | "start" | "add" | "stop">
}

/** From the question to the bar line: a bar is written in a fraction of it. */
const AHEAD_SECONDS = 0.45
/** Bars that are listened to. */
const MOST_BARS = 4
/** What sounds no longer than this into a bar belongs to the one before. */
const HAIR_SECONDS = 0.05

export class Along {
  isOn = false
  #parts: AlongParts
  #listener: AlongListener
  #call: LiveCall | null = null
  /** So far, on the clock of the phrase. */
  #played: PlayedNote[] = []
  #bars = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #controller = new AbortController()

  constructor(parts: AlongParts, listener: AlongListener) {
    this.#parts = parts
    this.#listener = listener
  }

  /** A phrase has begun: its next bar is accompanied. */
  begin(call: LiveCall): void {
    this.stop()
    this.#call = call
    this.#played = []
    this.#bars = 0
    this.#controller = new AbortController()
    this.#turn(true)
    this.#arm(0)
  }

  /** Nothing of it sounds any more. */
  stop(): void {
    if (!this.isOn) return
    clearTimeout(this.#timer)
    this.#controller.abort()
    this.#parts.sounding.stop()
    this.#turn(false)
  }

  #turn(isOn: boolean): void {
    this.isOn = isOn
    this.#listener.onturn(isOn)
  }

  /** @param afterSeconds of the clock: the bar begins later */
  #arm(afterSeconds: number): void {
    const beats = this.#parts.beats()
    if (!beats) {
      this.stop()
      return
    }
    const lineSeconds = nextLine(beats, Math.max(now() + AHEAD_SECONDS, afterSeconds))
    const leftSeconds = lineSeconds - AHEAD_SECONDS - now()
    this.#timer = setTimeout(() => this.#plan(), Math.max(0, leftSeconds * 1000))
  }

  #plan(): void {
    const [beats, call] = [this.#parts.beats(), this.#call]
    if (!beats || !call) {
      this.stop()
      return
    }
    // Looked at anew: the song may have been moved, or its tempo.
    const lineSeconds = nextLine(beats, now() + AHEAD_SECONDS / 2)
    const request = this.#request(beats, call, lineSeconds)
    // Where the hand rested for the whole bar, so does the partner.
    if (request) void this.#write(request, call, lineSeconds)
    this.#arm(lineSeconds + beats.barSeconds / 2)
  }

  #request(beats: Beats, { startSeconds }: LiveCall, lineSeconds: number): AlongAsk | null {
    const { barSeconds } = beats
    const bars = Math.ceil((lineSeconds - startSeconds) / barSeconds - 1e-3)
    const bar = Math.min(MOST_BARS, Math.max(1, bars))
    const heard = this.#listener.heard()
    const restsFrom = lineSeconds - barSeconds - startSeconds
    if (!heard.some((note) => endOf(note) > restsFrom + HAIR_SECONDS)) return null
    const fromSeconds = lineSeconds - bar * barSeconds - startSeconds
    return {
      ...{ beats, bar, seed: 1 + this.#bars },
      heard: since(heard, fromSeconds),
      played: since(this.#played, fromSeconds),
    }
  }

  async #write(request: AlongAsk, call: LiveCall, lineSeconds: number): Promise<void> {
    const { signal } = this.#controller
    try {
      const bar = await this.#parts.ask(request, signal)
      if (!bar || signal.aborted) return
      this.#play(bar, call, lineSeconds)
    } catch (error) {
      if (!signal.aborted) this.#listener.onproblem(error)
    }
  }

  /** What of it is too late is left out: it would come at once, and together. */
  #play(bar: DuetBar, { startSeconds }: LiveCall, lineSeconds: number): void {
    const { sounding, contextAt, trackId } = this.#parts
    const [track, atSeconds, { earliest }] = [trackId(), contextAt(lineSeconds), sounding]
    if (track === null || atSeconds === null || earliest === null) return
    const notes = bar.notes.filter((note) => atSeconds + note.startSeconds >= earliest)
    if (notes.length === 0) return
    const parts = [{ trackId: track, notes, afterSeconds: 0 }]
    if (sounding.startSeconds === null) sounding.start(parts, atSeconds, () => undefined)
    else sounding.add(parts, atSeconds)
    const own = notes.map((note) => ({
      ...note,
      startSeconds: note.startSeconds + lineSeconds - startSeconds,
    }))
    this.#bars++
    this.#played = [...this.#played, ...own]
    this.#listener.onbar(this.#played, bar)
  }
}

const endOf = ({ startSeconds, lengthSeconds }: PlayedNote): number => startSeconds + lengthSeconds

/** What sounds from a time on, counted from there; what sounds on from before begins there. */
function since(notes: readonly PlayedNote[], fromSeconds: number): PlayedNote[] {
  return notes
    .filter((note) => endOf(note) > fromSeconds + HAIR_SECONDS)
    .map((note) => {
      const startSeconds = Math.max(0, note.startSeconds - fromSeconds)
      return { ...note, startSeconds, lengthSeconds: endOf(note) - fromSeconds - startSeconds }
    })
}
