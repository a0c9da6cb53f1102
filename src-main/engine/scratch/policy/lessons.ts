/** What the elites do, as lessons: what was known at each step, and what the hands did then. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import { nearNormal, type Random, seededRandom } from "#shared/music/random.ts"
import { decisionsFor, OBSERVATION, Observer, STEP_SECONDS, Worlds } from "../environment/index.ts"
import {
  barSteps,
  handsOf,
  LEAD_BEATS,
  START_SECONDS,
  type WantedHands,
} from "../gestures/index.ts"
import { OPEN_PLACE, SPEED_UNIT } from "./network.ts"

export interface Lessons {
  count: number
  /** count x 24. */
  observations: Float32Array
  skills: Int32Array
  /** Of the hand, in units of SPEED_UNIT. */
  speeds: Float32Array
  /** 1: open. */
  opens: Float32Array
}

/** Each skill is played so often, from other places and pushed about, so that coming back is learnt, too. */
const TIMES = 8
const START_OFF_SECONDS = 0.06
/** A push of the hand's speed, that lasts for a while. */
const PUSH = 0.1
const PUSH_KEEPS = 0.9
/** Of the way that is missing, in a second. */
const RETURN_PER_SECOND = 3

/** @param skills genes, of which each is one */
export function lessonsOf(
  skills: readonly Float32Array[],
  { bpm, limits, seed }: Pick<DiscoverySettings, "bpm" | "limits" | "seed">,
): Lessons {
  const random = seededRandom(seed ^ 0x1e550)
  const worlds = new Worlds(skills.length, limits)
  const observer = new Observer(worlds)
  const lead = worlds.physics.handLeadSeconds
  const teachers = skills.map((genes) => new Teacher(handsOf(genes, bpm, lead), random))
  const decisions = decisionsFor(skills.length)
  const steps = barSteps(bpm, 1)
  const lessons = emptyLessons(TIMES * steps * skills.length)
  let row = 0
  for (let time = 0; time < TIMES; time++) {
    for (const [world, teacher] of teachers.entries()) {
      const { place, fader } = teacher.begin()
      worlds.reset(world, Math.floor(random() * 2 ** 31), place, fader)
    }
    observer.begin()
    for (let step = 0; step < steps; step++) {
      const beat = (step * STEP_SECONDS * bpm) / 60 - LEAD_BEATS
      for (const [world, teacher] of teachers.entries()) {
        const { speed, pushed, isOpen } = teacher.decide(step)
        observer.write(world, beat, lessons.observations, row * OBSERVATION)
        lessons.skills[row] = world
        lessons.speeds[row] = speed / SPEED_UNIT
        lessons.opens[row] = isOpen ? 1 : 0
        decisions.speeds[world] = pushed
        decisions.faders[world] = isOpen ? OPEN_PLACE : 0
        row++
      }
      worlds.step(decisions)
      observer.advance()
    }
  }
  return lessons
}

const emptyLessons = (count: number): Lessons => ({
  ...{ count, observations: new Float32Array(count * OBSERVATION) },
  ...{ skills: new Int32Array(count), speeds: new Float32Array(count) },
  opens: new Float32Array(count),
})

/** Plays a gesture from where it is pushed to, and says what the hands ought to do there. */
class Teacher {
  readonly #hands: WantedHands
  readonly #random: Random
  #aim = 0
  #push = 0

  constructor(hands: WantedHands, random: Random) {
    this.#hands = hands
    this.#random = random
  }

  begin(): { place: number; fader: number } {
    const off = START_OFF_SECONDS * nearNormal(this.#random)
    this.#aim = START_SECONDS + this.#hands.placeAt(0) + off
    this.#push = 0
    return { place: this.#aim, fader: this.#hands.isOpenAt(0) ? OPEN_PLACE : 0 }
  }

  /** Of the speed what is right, and what is done under the push. */
  decide(step: number): { speed: number; pushed: number; isOpen: boolean } {
    const [now, next] = [this.#hands.placeAt(step), this.#hands.placeAt(step + 1)]
    const missing = START_SECONDS + now - this.#aim
    const speed = (next - now) / STEP_SECONDS + RETURN_PER_SECOND * missing
    this.#push = PUSH_KEEPS * this.#push + PUSH * nearNormal(this.#random)
    const pushed = speed + this.#push
    this.#aim += pushed * STEP_SECONDS
    return { speed, pushed, isOpen: this.#hands.isOpenAt(step) }
  }
}
