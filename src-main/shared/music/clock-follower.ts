/**
 * Follows a MIDI clock: counts its pulses, so that the place in the song is exact whatever the jitter, and fits a line through
 * the last of them for the tempo and for where the song is between them. A tempo that changes is seen by pulses that leave the
 * line on one side. Pure.
 */
import {
  CLOCK,
  CONTINUE,
  PULSES_PER_POSITION,
  SONG_POSITION,
  START,
  STOP,
  TICKS_PER_PULSE,
} from "./clock-sender.ts"

/** Eight quarters: ±2 ms of jitter are then less than a hundredth of a percent of the tempo. */
const MOST_PULSES = 192
/** Fewer tell no tempo, nor whether it is another one. */
const LEAST_PULSES = 12
/** Where a tempo is known, so few tell roughly what became of it. */
const FEW_PULSES = 3
/** Jitter alone leaves the line by less; what does by more, on one side, adds up to another tempo. */
const JITTER_MS = 3
const OTHER_TEMPO_MS = 5
/** Two a second are 5 bpm: a clock that is slower is none. */
const LOST_MS = 500
const MS_PER_MINUTE = 60_000
const PULSES_PER_QUARTER = 24

interface Pulse {
  /** Counted since the clock was heard first, or lost last. */
  number: number
  atMs: number
}

interface Line {
  /** Of pulse 0. */
  startMs: number
  msPerPulse: number
}

export class ClockFollower {
  isRunning = false
  #pulses: Pulse[] = []
  #count = 0
  #line: Line | null = null
  #bpm: number | null = null
  /** By how much pulses in a row were too early (below 0) or too late, beyond jitter, and how many they were. */
  #offMs = 0
  #timesOff = 0
  /** Song pulses minus pulses of the clock. */
  #origin = 0
  /** Where the song stands while the clock does not run, or before its first pulse. */
  #restPulses = 0
  #isWaiting = false

  /** A system message, status << 16 | data 1 << 8 | data 2, and when it came. */
  hear(message: number, atMs: number): void {
    switch (message >> 16) {
      case CLOCK:
        this.#pulse(atMs)
        break
      case SONG_POSITION:
        this.#restPulses = (((message & 0x7f) << 7) | ((message >> 8) & 0x7f)) * PULSES_PER_POSITION
        if (this.isRunning) this.#isWaiting = true
        break
      case START:
        this.#restPulses = 0
        this.#begin()
        break
      case CONTINUE:
        this.#begin()
        break
      case STOP:
        if (this.isRunning && !this.#isWaiting) this.#restPulses = this.#origin + this.#count
        this.isRunning = false
    }
  }

  /** Whether pulses come. */
  isAlive(nowMs: number): boolean {
    const last = this.#pulses.at(-1)
    return last !== undefined && nowMs - last.atMs < LOST_MS
  }

  /** Quarters a minute, the last that enough pulses told; null before the first. */
  get bpm(): number | null {
    return this.#bpm
  }

  /** Ticks of the song, 960 a quarter, at a moment around now; where it rests while the clock does not run. */
  ticksAt(atMs: number): number {
    if (!this.isRunning || this.#isWaiting) return this.#restPulses * TICKS_PER_PULSE
    const last = this.#origin + this.#count - 1
    return Math.max(0, last + this.#sinceLast(atMs)) * TICKS_PER_PULSE
  }

  /**
   * Pulses since the last one, which was early or late by no more than jitter, whatever the line says. The next one is not
   * far: a clock that stops without a word does not carry the song on.
   */
  #sinceLast(atMs: number): number {
    const pulse = this.#pulses.at(-1)
    if (!this.#line || !pulse) return 0
    const { startMs, msPerPulse } = this.#line
    const lateMs = pulse.atMs - (startMs + pulse.number * msPerPulse)
    const jitterMs = Math.min(JITTER_MS, Math.max(-JITTER_MS, lateMs))
    return Math.min(1 + JITTER_MS / msPerPulse, (atMs - pulse.atMs + jitterMs) / msPerPulse)
  }

  #begin(): void {
    this.isRunning = true
    this.#isWaiting = true
  }

  #pulse(atMs: number): void {
    if (!this.isAlive(atMs)) this.#forget()
    const number = this.#count++
    if (this.#isWaiting && this.isRunning) {
      this.#origin = this.#restPulses - number
      this.#isWaiting = false
    }
    this.#watch(number, atMs)
    this.#pulses.push({ number, atMs })
    if (this.#pulses.length > MOST_PULSES) this.#pulses.shift()
    this.#line = lineThrough(this.#pulses, this.#line ? FEW_PULSES : LEAST_PULSES)
    if (this.#line && this.#pulses.length >= LEAST_PULSES)
      this.#bpm = MS_PER_MINUTE / PULSES_PER_QUARTER / this.#line.msPerPulse
  }

  /** Whether the tempo is another one; if so only the pulses since then count. */
  #watch(number: number, atMs: number): void {
    if (!this.#line || this.#pulses.length < LEAST_PULSES) return
    const offMs = atMs - (this.#line.startMs + number * this.#line.msPerPulse)
    const isOff = Math.abs(offMs) > JITTER_MS
    const isSameSide = offMs * this.#offMs >= 0
    this.#timesOff = isOff ? (isSameSide ? this.#timesOff + 1 : 1) : 0
    this.#offMs = isOff ? (isSameSide ? this.#offMs : 0) + offMs - Math.sign(offMs) * JITTER_MS : 0
    if (Math.abs(this.#offMs) < OTHER_TEMPO_MS || this.#timesOff < 2) return
    this.#pulses = this.#pulses.slice(-Math.max(FEW_PULSES - 1, this.#timesOff))
    this.#offMs = 0
    this.#timesOff = 0
  }

  /** After a silence the time between pulses tells nothing; the place in the song goes on. */
  #forget(): void {
    this.#pulses = []
    this.#line = null
    this.#offMs = 0
    this.#timesOff = 0
  }
}

/** Least squares; null through fewer pulses than `least`. */
function lineThrough(pulses: readonly Pulse[], least: number): Line | null {
  const count = pulses.length
  const [first] = pulses
  if (!first || count < least) return null
  let sum = 0
  let weighted = 0
  for (let i = 0; i < count; i++) {
    const sinceMs = pulses[i]!.atMs - first.atMs
    sum += sinceMs
    weighted += i * sinceMs
  }
  const middle = (count - 1) / 2
  const msPerPulse = (12 * (weighted - middle * sum)) / (count * (count * count - 1))
  const startMs = first.atMs + sum / count - msPerPulse * (middle + first.number)
  return msPerPulse > 0 ? { startMs, msPerPulse } : null
}
