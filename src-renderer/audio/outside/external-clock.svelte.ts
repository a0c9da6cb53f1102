/** Follows the clock of a MIDI input: starts, stops and places the song as it says, at its tempo. */
import { ClockFollower } from "#shared/music/index.ts"
import type { MidiDevices } from "../../engine/index.ts"
import type { ProjectTransport } from "../project-transport.svelte.ts"
import type { ClockSettings } from "./clock-settings.ts"
import type { TimedProject } from "./timed-project.svelte.ts"

interface Options {
  transport: ProjectTransport
  timed: TimedProject
  midi: Pick<MidiDevices, "listenToSystem">
  settings: ClockSettings
}

const TICK_MS = 80
/** Until a start is heard, and can be compared. */
const SETTLE_MS = 600
/** Farther apart the song leaps to where the clock is. */
const MOST_OFF_MS = 25
/** So much of another tempo would be that far off within half a minute. */
const OTHER_TEMPO = 1e-3
const TICKS_PER_MINUTE_AT_1_BPM = 960
const MS_PER_MINUTE = 60_000
const MOST_LEAD_MS = 200
/** A clock that comes back so soon has only been hindered: by its cable, or by a machine with other work. */
const BACK_WITHIN_MS = 2000

export class ExternalClock {
  /** Pulses come. */
  isAlive = $state(false)
  /** Quarters a minute; null before it is known. */
  bpm = $state<number | null>(null)
  #options: Options
  #follower = new ClockFollower()
  #port: string | null = null
  /** It runs, and the song was not started yet. */
  #isDue = false
  /** When the song was stopped because no pulse came any more. */
  #lostAtMs = -Infinity
  #comparedFromMs = 0
  #timesOff = 0
  /** From the decision to play to what is heard. */
  #leadMs = 0

  constructor(options: Options) {
    this.#options = options
  }

  /** @returns the function that ends it */
  open(): () => void {
    const stop = this.#options.midi.listenToSystem((...heard) => this.#hear(...heard))
    const timer = setInterval(() => this.#tick(performance.now()), TICK_MS)
    return () => {
      stop()
      clearInterval(timer)
    }
  }

  #hear(message: number, atMs: number, port: string): void {
    const { transport, settings } = this.#options
    if (port !== settings.followed) return
    this.#choose(port)
    const wasRunning = this.#follower.isRunning
    // Nobody has said stop. Later pulses may be those of a clock that stands: they wait for a start.
    const isBack = message >> 16 === CLOCK && atMs - this.#lostAtMs < BACK_WITHIN_MS
    if (isBack) this.#follower.hear(CONTINUE << 16, atMs)
    this.#lostAtMs = -Infinity
    this.#follower.hear(message, atMs)
    const { isRunning } = this.#follower
    if (!wasRunning && isRunning) this.#isDue = true
    if (wasRunning && !isRunning && transport.isPlaying) transport.stop()
    if (!isRunning && message >> 16 >= SONG_POSITION) this.#rest(message >> 16, atMs)
    // The first pulse says when the song begins.
    if (this.#isDue && message >> 16 === CLOCK) this.#lock(atMs)
  }

  /** Where the clock stands, the song stands. */
  #rest(kind: number, atMs: number): void {
    if (kind === SONG_POSITION || kind === STOP)
      this.#options.transport.locate(this.#follower.ticksAt(atMs))
  }

  #choose(port: string | null): void {
    if (port === this.#port) return
    this.#port = port
    this.#follower = new ClockFollower()
    this.#isDue = false
    if (port === null) this.#options.timed.bpm = null
  }

  #tick(nowMs: number): void {
    const { transport, timed, settings } = this.#options
    this.#choose(settings.followed)
    this.isAlive = this.#follower.isAlive(nowMs)
    this.bpm = this.#follower.bpm
    transport.isFollowing = this.isAlive && this.#follower.isRunning
    // While nobody leads, the song that is played by hand has its own tempo.
    if (!this.isAlive && !transport.isPlaying) timed.bpm = null
    if (!this.#follower.isRunning || !transport.isPlaying || transport.isRecording) return
    // A clock that is gone has nobody to say stop.
    if (!this.isAlive) {
      transport.stop()
      this.#follower.hear(STOP << 16, nowMs)
      this.#lostAtMs = nowMs
    } else if (nowMs > this.#comparedFromMs) this.#compare(nowMs)
  }

  #compare(nowMs: number): void {
    const { transport, timed } = this.#options
    const bpm = this.bpm
    if (bpm === null) return
    const isOtherTempo = timed.bpm === null || Math.abs(bpm / timed.bpm - 1) > OTHER_TEMPO
    const ticks = this.#follower.ticksAt(nowMs) - transport.positionTicks()
    const lateMs = (ticks / TICKS_PER_MINUTE_AT_1_BPM / bpm) * MS_PER_MINUTE
    this.#timesOff = Math.abs(lateMs) > MOST_OFF_MS ? this.#timesOff + 1 : 0
    if (!isOtherTempo && this.#timesOff < 2) return
    if (!isOtherTempo) this.#leadMs = Math.min(MOST_LEAD_MS, Math.max(0, this.#leadMs + lateMs))
    this.#lock(nowMs)
  }

  /** Plays from where the clock is. */
  #lock(nowMs: number): void {
    const { transport, timed } = this.#options
    this.#isDue = false
    this.#timesOff = 0
    this.#comparedFromMs = nowMs + SETTLE_MS
    const follower = this.#follower
    timed.bpm = follower.bpm ?? timed.bpm
    const start = async (): Promise<void> => {
      const { line, time } = await transport.prepare(follower.ticksAt(performance.now()))
      if (follower !== this.#follower || !follower.isRunning) return
      const now = performance.now()
      const aheadMs = this.#leadMs + (line.outputLatencySeconds?.() ?? 0) * 1000
      const at = follower.ticksAt(now)
      transport.play(time.tempo.ticksAt(time.tempo.secondsAt(at) + aheadMs / 1000))
    }
    // Without an output there is nothing to follow with; `play` says so where a person asks for it.
    start().catch(() => undefined)
  }
}

const SONG_POSITION = 0xf2
const CLOCK = 0xf8
const CONTINUE = 0xfb
const STOP = 0xfc
