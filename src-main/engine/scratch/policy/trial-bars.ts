/** Bars that a policy plays to learn from: what it knew and did, how likely that was, and what came of it. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import { nearNormal, type Random } from "#shared/music/random.ts"
import {
  decisionsFor,
  OBSERVATION,
  Observer,
  STEP_SECONDS,
  Traces,
  Worlds,
} from "../environment/index.ts"
import { barSteps, LEAD_BEATS, START_SECONDS } from "../gestures/index.ts"
import { Judge, OPEN_PLACE, OUTPUTS, Player, SKILL, SPEED_UNIT } from "./network.ts"
import { earnedIn } from "./trial-rewards.ts"
import { EXPLORING, trialLayout } from "./trial-graph.ts"

const WORLDS = 32
const [DISCOUNT, TRACE] = [0.995, 0.95]
const MIDDLE_SECONDS = 0.1

export interface Trials {
  count: number
  observations: Float32Array
  speeds: Float32Array
  opens: Float32Array
  /** Natural logarithm of how likely what was done was. */
  before: Float32Array
  advantages: Float32Array
  returns: Float32Array
  /** Mean of the bars, 0..1. */
  quality: number
}

/** Worlds side by side, a row for each world and step. */
export class TrialStage {
  readonly bars = WORLDS
  #settings: DiscoverySettings
  #worlds: Worlds
  #observer: Observer
  #traces: Traces
  #steps: number

  constructor(settings: DiscoverySettings) {
    this.#settings = settings
    this.#steps = barSteps(settings.bpm, 1)
    this.#worlds = new Worlds(WORLDS, settings.limits)
    this.#observer = new Observer(this.#worlds)
    this.#traces = new Traces(WORLDS, this.#steps)
  }

  play(weights: Float32Array, random: Random): Trials {
    const layout = trialLayout()
    const [player, judge] = [new Player(layout, weights), new Judge(layout, weights)]
    const trials = emptyTrials(WORLDS * this.#steps)
    const [hands, inputs] = [new Float64Array(OUTPUTS), new Float32Array(OBSERVATION + SKILL)]
    inputs.set(player.skill(0), OBSERVATION)
    const decisions = decisionsFor(WORLDS)
    this.#begin(random)
    for (let step = 0; step < this.#steps; step++) {
      const beat = (step * STEP_SECONDS * this.#settings.bpm) / 60 - LEAD_BEATS
      for (let world = 0; world < WORLDS; world++) {
        const row = world * this.#steps + step
        this.#observer.write(world, beat, inputs, 0)
        trials.observations.set(inputs.subarray(0, OBSERVATION), row * OBSERVATION)
        player.play(inputs, hands)
        const push = nearNormal(random)
        const logit = hands[1]!
        const isOpen = random() < 1 / (1 + Math.exp(-logit))
        trials.speeds[row] = hands[0]! + EXPLORING * push
        trials.opens[row] = isOpen ? 1 : 0
        trials.before[row] = -0.5 * push * push - Math.log1p(Math.exp(isOpen ? -logit : logit))
        decisions.speeds[world] = SPEED_UNIT * trials.speeds[row]
        decisions.faders[world] = isOpen ? OPEN_PLACE : 0
      }
      this.#worlds.step(decisions, this.#traces)
      this.#observer.advance()
    }
    this.#judge(trials, judge)
    return trials
  }

  #begin(random: Random): void {
    for (let world = 0; world < WORLDS; world++) {
      const seed = Math.floor(random() * 2 ** 31)
      this.#worlds.reset(world, seed, START_SECONDS + MIDDLE_SECONDS, OPEN_PLACE)
    }
    this.#traces.begin()
    this.#observer.begin()
  }

  /** Generalised advantages (Schulman et al. 2016), from each bar's end on; then all to mean 0 and deviation 1. */
  #judge(trials: Trials, judge: Judge): void {
    const { bpm, reward } = this.#settings
    const beatMs = 60_000 / bpm
    const earned = new Float32Array(this.#steps)
    for (let world = 0; world < WORLDS; world++) {
      const trace = this.#traces.of(world)
      const performance = { ...trace, bpm, beatMs, barFrom: LEAD_BEATS * beatMs }
      trials.quality += earnedIn(performance, reward, earned) / WORLDS
      let [after, advantage] = [0, 0]
      for (let step = this.#steps - 1; step >= 0; step--) {
        const row = world * this.#steps + step
        const value = judge.valueOf(trials.observations, row * OBSERVATION)
        const surprise = earned[step]! + DISCOUNT * after - value
        advantage = surprise + DISCOUNT * TRACE * advantage
        trials.advantages[row] = advantage
        trials.returns[row] = advantage + value
        after = value
      }
    }
    standardise(trials.advantages)
  }
}

const emptyTrials = (count: number): Trials => ({
  ...{ count, quality: 0, observations: new Float32Array(count * OBSERVATION) },
  ...{ speeds: new Float32Array(count), opens: new Float32Array(count) },
  ...{ before: new Float32Array(count), advantages: new Float32Array(count) },
  returns: new Float32Array(count),
})

function standardise(values: Float32Array): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  const scale = 1 / Math.sqrt(variance + 1e-8)
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean) * scale
}
