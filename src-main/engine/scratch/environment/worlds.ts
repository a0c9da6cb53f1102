/**
 * Many turntables with a hand on each, a column for each quantity: 1 kHz inside, a decision every 10 ms. A step allocates
 * nothing. Places are record seconds, speeds 1 at 33 1/3 rpm, the fader 0 closed to 1 open.
 */
import type { HumanLimits } from "#shared/contract/index.ts"
import { nearNormalOf, seedWorld } from "./chance.ts"
import {
  FADER_LEAD_MS,
  MOST_ACCELERATION,
  MOST_SPEED,
  type Physics,
  physicsOf,
  SUBSTEP_SECONDS,
  SUBSTEPS,
} from "./physics.ts"
import { placesOfStep, speedsOfStep } from "./step-buffer.ts"
import type { Traces } from "./traces.ts"

const PLATTER_SPEED = 1

/** A decision for every world. */
export interface Decisions {
  /** Of the hand's aim, -4..4. */
  speeds: Float32Array
  /** 1: the hand is on the record, 0: the slipmat takes it along. */
  grips: Uint8Array
  /** Where the fader goes, 0..1. */
  faders: Float32Array
}

export const decisionsFor = (count: number): Decisions => ({
  speeds: new Float32Array(count),
  grips: new Uint8Array(count).fill(1),
  faders: new Float32Array(count).fill(1),
})

export class Worlds {
  readonly count: number
  readonly physics: Physics
  readonly position: Float64Array
  readonly velocity: Float64Array
  readonly acceleration: Float64Array
  readonly fader: Float64Array
  /** -1, 0 or 1: which way the fader moves now. */
  readonly faderWay: Float64Array
  #aim: Float64Array
  #faderGoal: Float64Array
  #faderAsked: Float64Array
  /** Milliseconds until the finger begins; 0: nothing is asked. */
  #faderWait: Int32Array
  /** Milliseconds until it may turn round again. */
  #faderRest: Int32Array
  #chance: Uint32Array

  constructor(count: number, limits: HumanLimits) {
    const column = (): Float64Array => new Float64Array(count)
    this.count = count
    this.physics = physicsOf(limits)
    this.position = column()
    this.velocity = column()
    this.acceleration = column()
    this.fader = column().fill(1)
    this.faderWay = column()
    this.#aim = column()
    this.#faderGoal = column().fill(1)
    this.#faderAsked = column().fill(1)
    this.#faderWait = new Int32Array(count)
    this.#faderRest = new Int32Array(count)
    this.#chance = new Uint32Array(count)
    for (let world = 0; world < count; world++) this.reset(world, world)
  }

  /** The record stands, held; everything that chance does to it follows from the seed. */
  reset(world: number, seed: number, position = 0, fader = 1): void {
    this.position[world] = position
    this.#aim[world] = position
    this.velocity[world] = 0
    this.acceleration[world] = 0
    this.fader[world] = fader
    this.#faderGoal[world] = fader
    this.#faderAsked[world] = fader
    this.faderWay[world] = 0
    this.#faderWait[world] = 0
    this.#faderRest[world] = 0
    seedWorld(this.#chance, world, seed)
  }

  /** Ten milliseconds of every world. @param traces where its milliseconds are written down */
  step({ speeds, grips, faders }: Decisions, traces?: Traces): void {
    for (let world = 0; world < this.count; world++) {
      this.#ask(world, faders[world]!)
      const factor = 1 + this.physics.accelerationNoise * nearNormalOf(this.#chance, world)
      if (grips[world] === 1) this.#hold(world, speeds[world]!, factor)
      else this.#slip(world)
      traces?.write(world)
      this.#slide(world, traces)
    }
    traces?.advance()
  }

  /** A new wish of the finger begins after its lead, which chance lengthens or shortens. */
  #ask(world: number, fader: number): void {
    if (fader === this.#faderAsked[world]) return
    this.#faderAsked[world] = fader
    const lead = FADER_LEAD_MS + this.physics.faderNoiseMs * nearNormalOf(this.#chance, world)
    this.#faderWait[world] = Math.max(1, Math.round(lead), this.#faderRest[world]!)
  }

  #hold(world: number, aimSpeed: number, factor: number): void {
    const { stiffness, damping } = this.physics
    const [substeps, substep, most] = [SUBSTEPS, SUBSTEP_SECONDS, MOST_ACCELERATION]
    const [fastest, speeds, places] = [MOST_SPEED, speedsOfStep, placesOfStep]
    const way = Math.max(-MOST_SPEED, Math.min(MOST_SPEED, aimSpeed)) * SUBSTEP_SECONDS
    let aim = this.#aim[world]!
    let position = this.position[world]!
    let velocity = this.velocity[world]!
    let acceleration = 0
    for (let k = 0; k < substeps; k++) {
      aim += way
      acceleration = (stiffness * (aim - position) - damping * velocity) * factor
      if (acceleration > most) acceleration = most
      else if (acceleration < -most) acceleration = -most
      velocity += acceleration * substep
      if (velocity > fastest) velocity = fastest
      else if (velocity < -fastest) velocity = -fastest
      position += velocity * substep
      speeds[k] = velocity
      places[k] = position
    }
    this.#aim[world] = aim
    this.position[world] = position
    this.velocity[world] = velocity
    this.acceleration[world] = acceleration
  }

  /** The hand is away: friction takes the record to the platter's speed. */
  #slip(world: number): void {
    let position = this.position[world]!
    let velocity = this.velocity[world]!
    const before = velocity
    const most = this.physics.slip * SUBSTEP_SECONDS
    for (let k = 0; k < SUBSTEPS; k++) {
      const way = PLATTER_SPEED - velocity
      velocity += way > most ? most : way < -most ? -most : way
      position += velocity * SUBSTEP_SECONDS
      speedsOfStep[k] = velocity
      placesOfStep[k] = position
    }
    this.#aim[world] = position
    this.position[world] = position
    this.velocity[world] = velocity
    this.acceleration[world] = (velocity - before) / (SUBSTEPS * SUBSTEP_SECONDS)
  }

  #slide(world: number, traces?: Traces): void {
    const { faderStep, faderRestMs } = this.physics
    let place = this.fader[world]!
    let goal = this.#faderGoal[world]!
    let wait = this.#faderWait[world]!
    let rest = this.#faderRest[world]!
    if (wait === 0 && place === goal && rest === 0) {
      this.faderWay[world] = 0
      traces?.writeStill(world, place)
      return
    }
    for (let k = 0; k < SUBSTEPS; k++) {
      if (rest > 0) rest--
      if (wait > 0 && --wait === 0) {
        goal = this.#faderAsked[world]!
        rest = faderRestMs
      }
      if (place < goal) place = Math.min(goal, place + faderStep)
      else if (place > goal) place = Math.max(goal, place - faderStep)
      traces?.writeFader(world, k, place)
    }
    this.faderWay[world] = Math.sign(goal - place)
    this.fader[world] = place
    this.#faderGoal[world] = goal
    this.#faderWait[world] = wait
    this.#faderRest[world] = rest
  }
}
