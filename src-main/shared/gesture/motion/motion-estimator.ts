/**
 * Where a platter is, how fast it turns and how it accelerates, from counted ticks at the times of their events (scratch.md
 * 1.6, live). What a tick says is taken at its word: a report is sent because an edge was crossed since the last one, so the
 * platter is past that edge by no more than it moves in the time between two reports, which at low speed is far less than a
 * tick. Silence says something, too: while it lasts, the platter has not left the tick it is in.
 *
 * Positions are seconds of record at 33 1/3 rpm (a turn is 1.8 s), velocities record speed (1 = 33 1/3 rpm). Pure: the same
 * events give the same states, however often in between it is asked for one.
 */
import { exactExp } from "#shared/dsp/exact-math.ts"
import { FADE_SECONDS, Kalman3, type FilterTrace } from "./kalman3.ts"
import { RhythmOfReports } from "./rhythm-of-reports.ts"

export const SECONDS_PER_TURN = 1.8

export interface MotionOptions {
  ticksPerRevolution: number
  /** Between two reports of a moving platter, as far as known; learnt while it moves. */
  reportSeconds?: number
  /** Standard deviation of what the times of events are wrong by; learnt, too. */
  jitterSeconds?: number
  /** How suddenly the hand changes its force, (1/s^2)^2 per s. */
  jerk?: number
}

export interface Motion {
  /** Record seconds from where the platter was at the beginning. */
  positionSeconds: number
  velocity: number
  /** 1/s: change of record speed a second. */
  acceleration: number
}

/** A tenth of it for slow hands, three times for the fastest scribbles: between them it hardly matters. */
export const DEFAULT_JERK = 1e5
/** Coarse wheels tell of a turn so late that the filter must be readier for it. */
const COARSE_JERK = 2e5
const COARSE_TICKS = 256
const SILENT_STEP_SECONDS = 0.001
const DECAY_SECONDS = 0.02
/** After so long a silence the platter stands. */
const REST_SECONDS = 0.4
const MOST_INTERVAL_SECONDS = 0.1
/** A platter that seems to stand still moves by this much at least, or its edge would be known too well. */
const LEAST_VELOCITY = 0.02
const MOST_ACCELERATION = 150

export class MotionEstimator {
  readonly #filter: Kalman3
  readonly #rhythm: RhythmOfReports
  readonly #trace: FilterTrace | undefined
  readonly #tick: number
  readonly #jerk: number
  #ticks = 0
  #direction = 0
  #seconds = -Infinity
  #eventSeconds = -Infinity
  #intervalSeconds = MOST_INTERVAL_SECONDS

  constructor(options: MotionOptions, trace?: FilterTrace) {
    this.#tick = SECONDS_PER_TURN / options.ticksPerRevolution
    this.#jerk =
      options.jerk ?? (options.ticksPerRevolution > COARSE_TICKS ? DEFAULT_JERK : COARSE_JERK)
    this.#rhythm = new RhythmOfReports(options.reportSeconds, options.jitterSeconds)
    this.#trace = trace
    this.#filter = new Kalman3(trace)
    this.#filter.rest(this.#tick / 2, this.#tick ** 2 / 12)
  }

  /** The sum of all ticks: exact, whatever the filter believes. */
  get ticks(): number {
    return this.#ticks
  }

  /** Seconds since it last moved; Infinity before. */
  idleAt(seconds: number): number {
    return Math.max(0, seconds - this.#eventSeconds)
  }

  /** The platter was reported to have moved by whole ticks. Times that go back count as now. */
  moved(atSeconds: number, ticks: number): void {
    if (ticks === 0) return
    const seconds = Math.max(atSeconds, this.#seconds)
    this.#advance(seconds)
    if (this.#eventSeconds === -Infinity) this.#trace?.started(seconds, this.#filter)
    if (seconds > this.#seconds) this.#filter.predict(seconds - this.#seconds, this.#jerk)
    this.#seconds = seconds
    const sinceEvent = seconds - this.#eventSeconds
    this.#rhythm.heard(sinceEvent, ticks)
    this.#intervalSeconds = Math.min(MOST_INTERVAL_SECONDS, sinceEvent)
    this.#eventSeconds = seconds
    this.#ticks += ticks
    this.#measure(Math.sign(ticks))
  }

  /** The state at a time at or after the last event. */
  at(seconds: number): Motion {
    this.#advance(seconds)
    return this.#ahead(Math.max(0, seconds - this.#seconds))
  }

  /** What will be `aheadSeconds` (at most 8 ms) after the last step: for a deck whose sound is heard later. */
  predicted(seconds: number, aheadSeconds: number): Motion {
    this.#advance(seconds)
    const ahead = Math.min(aheadSeconds, 0.008) + Math.max(0, seconds - this.#seconds)
    const limited = Math.max(-MOST_ACCELERATION, Math.min(MOST_ACCELERATION, this.#filter.a))
    const { x, v } = this.#filter
    return {
      positionSeconds: x + v * ahead + (limited * ahead * ahead) / 2,
      velocity: v + limited * ahead,
      acceleration: limited,
    }
  }

  #ahead(dt: number): Motion {
    const { x, v, a } = this.#filter
    const fade = exactExp(-dt / FADE_SECONDS)
    const c1 = FADE_SECONDS * (1 - fade)
    return {
      positionSeconds: x + v * dt + FADE_SECONDS * (dt - c1) * a,
      velocity: v + c1 * a,
      acceleration: a * fade,
    }
  }

  #measure(direction: number): void {
    const { reportSeconds, jitterSeconds } = this.#rhythm
    const tick = this.#tick
    const speed = Math.abs(this.#filter.v)
    const beyond = Math.min(tick, Math.max(speed, LEAST_VELOCITY) * reportSeconds)
    const edge = direction > 0 ? this.#ticks * tick : (this.#ticks + 1) * tick
    // Some encoders have play: after a turn their edge may lie a tick away.
    const play = this.#direction !== 0 && this.#direction !== direction ? tick ** 2 / 12 : 0
    this.#direction = direction
    const variance = beyond ** 2 / 12 + play + (jitterSeconds * speed) ** 2 + 1e-12
    this.#filter.update(edge + (direction * beyond) / 2, variance)
  }

  /** Steps through a silence in steps of its own, so that it does not matter when the state is asked for. */
  #advance(to: number): void {
    const { reportSeconds, jitterSeconds } = this.#rhythm
    if (this.#eventSeconds === -Infinity) {
      this.#seconds = Math.max(this.#seconds, to)
      return
    }
    const quiet = 1.5 * reportSeconds + 2 * jitterSeconds
    const expected = 2 * this.#intervalSeconds + reportSeconds
    const silentUntil = Math.min(to, this.#eventSeconds + REST_SECONDS)
    while (this.#seconds + SILENT_STEP_SECONDS <= silentUntil) {
      const idle = this.#seconds + SILENT_STEP_SECONDS - this.#eventSeconds
      const damping = idle > expected ? DECAY_PER_STEP : 1
      this.#filter.predict(SILENT_STEP_SECONDS, this.#jerk, damping)
      this.#seconds += SILENT_STEP_SECONDS
      if (idle > quiet) this.#stayInTick()
    }
    if (to > silentUntil) this.#stand(to)
  }

  #stand(to: number): void {
    const low = this.#ticks * this.#tick
    const x = Math.max(low, Math.min(low + this.#tick, this.#filter.x))
    this.#filter.rest(x, this.#tick ** 2 / 12)
    this.#seconds = to
    this.#trace?.rested(this.#filter, to)
  }

  #stayInTick(): void {
    const low = this.#ticks * this.#tick
    const variance = (this.#tick / 5) ** 2
    const { x } = this.#filter
    if (x > low + this.#tick) this.#filter.update(low + 0.9 * this.#tick, variance)
    else if (x < low) this.#filter.update(low + 0.1 * this.#tick, variance)
  }
}

const DECAY_PER_STEP = exactExp(-SILENT_STEP_SECONDS / DECAY_SECONDS)
