/**
 * MIDI clock out of where the song is (MIDI 1.0 Detailed Specification, system real time): 24 pulses a quarter, each at the
 * song's own tick, so that nothing adds up. Pure.
 */
import type { TempoMap } from "./tempo-map.ts"
import { TICKS_PER_QUARTER } from "./ticks.ts"

/** A stretch of the song that is played without a leap. */
export interface SongStretch {
  /** Where in the song it begins. */
  readonly fromSeconds: number
  readonly seconds: number
  /** It does not go on where the one before ended. */
  readonly isLeap: boolean
}

export interface TimedMessage {
  /** From the beginning of the stretch; a little below 0 for what must be there before its first pulse. */
  readonly afterSeconds: number
  readonly bytes: readonly number[]
}

export const TICKS_PER_PULSE = TICKS_PER_QUARTER / 24
/** A song position counts sixteenths. */
export const PULSES_PER_POSITION = 6
const MOST_POSITION = 0x3fff

export const CLOCK = 0xf8
export const START = 0xfa
export const CONTINUE = 0xfb
export const STOP = 0xfc
export const SONG_POSITION = 0xf2

/** Whoever is started needs a moment before the first pulse. */
const READY_SECONDS = 0.005
/** A millionth of a tick is no tick. */
const EXACT = 1e-6

export class ClockSender {
  /** The pulse to send next; null while stopped. */
  #next: number | null = null

  /** What to send in a stretch; stretches follow each other. In the order of time. */
  advance(tempo: TempoMap, { fromSeconds, seconds, isLeap }: SongStretch): TimedMessage[] {
    const sent = isLeap || this.#next === null ? this.#leap(tempo, fromSeconds) : []
    for (; this.#next !== null; this.#next++) {
      const afterSeconds = tempo.secondsAt(this.#next * TICKS_PER_PULSE) - fromSeconds
      if (afterSeconds >= seconds) break
      sent.push({ afterSeconds: Math.max(0, afterSeconds), bytes: [CLOCK] })
    }
    return sent
  }

  /** The song stops. */
  stop(): TimedMessage[] {
    const isRunning = this.#next !== null
    this.#next = null
    return isRunning ? [{ afterSeconds: 0, bytes: [STOP] }] : []
  }

  /** A follower can only begin at a sixteenth: the next one. */
  #leap(tempo: TempoMap, fromSeconds: number): TimedMessage[] {
    const ticks = tempo.ticksAt(fromSeconds)
    const position = Math.ceil(ticks / TICKS_PER_PULSE / PULSES_PER_POSITION - EXACT)
    const bytes = [...this.stop().map((message) => message.bytes), ...beginning(position)]
    this.#next = position <= MOST_POSITION ? position * PULSES_PER_POSITION : null
    return bytes.map((each) => ({ afterSeconds: -READY_SECONDS, bytes: each }))
  }
}

/** Where the song is longer than positions can tell, nobody is started. */
function beginning(position: number): number[][] {
  if (position <= 0) return [[START]]
  if (position > MOST_POSITION) return []
  return [[SONG_POSITION, position & 0x7f, position >> 7], [CONTINUE]]
}
