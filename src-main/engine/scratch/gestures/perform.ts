/** Plans of gestures played by hands with their limits: one bar of four beats, after one beat to come into it. */
import type { HumanLimits } from "#shared/contract/index.ts"
import {
  type Decisions,
  decisionsFor,
  FADER_LEAD_MS,
  STEP_SECONDS,
  type Trace,
  Traces,
  Worlds,
} from "../environment/index.ts"
import { beatAt, faderPlaceAt, placeAt } from "./curves.ts"
import { type GesturePlan, planOf } from "./genes.ts"

export const BAR_BEATS = 4
export const LEAD_BEATS = 1
/** The hand begins here on the record, so that it may go back. */
export const START_SECONDS = 0.25

export interface Performance extends Trace {
  bpm: number
  /** Milliseconds to the bar's beginning; what is before leads into it. */
  barFrom: number
  /** A beat's length in milliseconds. */
  beatMs: number
}

/** Decisions of a lead and so many bars. */
export const barSteps = (bpm: number, bars: number): number =>
  Math.ceil(((LEAD_BEATS + bars * BAR_BEATS) * 60) / bpm / STEP_SECONDS)

/** What the hands of a gesture want at each decision, from the first one of the lead on. */
export interface WantedHands {
  /** In record seconds; what the hand wants it to be then, it has to aim at now. */
  placeAt(step: number): number
  isOpenAt(step: number): boolean
}

export function handsOf(genes: Float32Array, bpm: number, handLeadSeconds: number): WantedHands {
  const plan = planOf(genes)
  const lead = LEAD_BEATS * (60 / bpm)
  const beat = (step: number, ahead: number): number =>
    beatAt(step * STEP_SECONDS - lead + ahead, plan, bpm)
  return {
    placeAt: (step) => placeAt(beat(step, handLeadSeconds), plan),
    isOpenAt: (step) => faderPlaceAt(beat(step, FADER_LEAD_MS / 1000), plan.fader) > 0,
  }
}

/** Plays gestures side by side; its arrays are used again for every call. */
export class Stage {
  readonly bpm: number
  readonly bars: number
  #worlds: Worlds
  #traces: Traces
  #decisions: Decisions
  #steps: number

  constructor(count: number, bpm: number, limits: HumanLimits, bars = 1) {
    this.bpm = bpm
    this.bars = bars
    this.#steps = barSteps(bpm, bars)
    this.#worlds = new Worlds(count, limits)
    this.#traces = new Traces(count, this.#steps)
    this.#decisions = decisionsFor(count)
  }

  /** @param seedOf what chance does to each @returns views that hold until the next call */
  play(gestures: readonly Float32Array[], seedOf: (at: number) => number): Performance[] {
    const plans = gestures.map(planOf)
    const lead = LEAD_BEATS * (60 / this.bpm)
    const { handLeadSeconds } = this.#worlds.physics
    const aims = plans.map((plan, at) => {
      const first = placeAt(beatAt(handLeadSeconds - lead, plan, this.bpm), plan)
      const fader = this.#faderOf(plan, -lead)
      this.#worlds.reset(at, seedOf(at), START_SECONDS + first, fader)
      return first
    })
    this.#traces.begin()
    for (let step = 0; step < this.#steps; step++) {
      const seconds = step * STEP_SECONDS - lead
      for (let at = 0; at < plans.length; at++) {
        const plan = plans[at]!
        const ahead = seconds + STEP_SECONDS + handLeadSeconds
        const place = placeAt(beatAt(ahead, plan, this.bpm), plan)
        this.#decisions.speeds[at] = (place - aims[at]!) / STEP_SECONDS
        this.#decisions.faders[at] = this.#faderOf(plan, seconds)
        aims[at] = place
      }
      this.#worlds.step(this.#decisions, this.#traces)
    }
    return plans.map((_, at) => this.#performance(at))
  }

  #faderOf(plan: GesturePlan, seconds: number): number {
    return faderPlaceAt(beatAt(seconds + FADER_LEAD_MS / 1000, plan, this.bpm), plan.fader)
  }

  #performance(at: number): Performance {
    const beatMs = 60_000 / this.bpm
    return { ...this.#traces.of(at), bpm: this.bpm, barFrom: LEAD_BEATS * beatMs, beatMs }
  }
}
