/**
 * What a player knows, 24 numbers of about -1..1: where the beat is, and what the hands do, which is seen a reaction late. The
 * beat is not: whoever plays along expects it.
 */
import { OPEN_FROM } from "./physics.ts"
import type { Worlds } from "./worlds.ts"

/** Rounds in a beat: the bar, half of it, the beat, and what divides it. */
const ROUNDS = [1 / 4, 1 / 2, 1, 2, 3, 4, 8]
const SEEN = 10
export const OBSERVATION = 2 * ROUNDS.length + SEEN
const HEARD_SPEED = 0.1
const MOST_SILENCE_STEPS = 100
/** Of the sound on the record, which begins at once and fades to its end. */
const SAMPLE_SECONDS = 1
const ATTACK_SECONDS = 0.03

export class Observer {
  #worlds: Worlds
  /** The last steps of what is seen, a ring for each world. */
  #ring: Float32Array
  #length: number
  #silence: Int32Array
  #way: Float64Array
  #at = 0

  constructor(worlds: Worlds) {
    this.#worlds = worlds
    this.#length = worlds.physics.reactionSteps + 1
    this.#ring = new Float32Array(worlds.count * this.#length * SEEN)
    this.#silence = new Int32Array(worlds.count)
    this.#way = new Float64Array(worlds.count)
  }

  /** After the worlds were reset: what is seen first is how they are. */
  begin(): void {
    this.#silence.fill(MOST_SILENCE_STEPS)
    this.#way.fill(0)
    this.#at = 0
    for (let world = 0; world < this.#worlds.count; world++)
      for (let step = 0; step < this.#length; step++) this.#see(world, step)
  }

  /** After each step of the worlds. */
  advance(): void {
    this.#at = (this.#at + 1) % this.#length
    for (let world = 0; world < this.#worlds.count; world++) {
      this.#listen(world)
      this.#see(world, this.#at)
    }
  }

  /** @param beat that is now, of the bar @param into a row from `offset` on */
  write(world: number, beat: number, into: Float32Array, offset: number): void {
    for (let i = 0; i < ROUNDS.length; i++) {
      const turn = 2 * Math.PI * ROUNDS[i]! * beat
      into[offset + 2 * i] = Math.sin(turn)
      into[offset + 2 * i + 1] = Math.cos(turn)
    }
    const oldest = (world * this.#length + ((this.#at + 1) % this.#length)) * SEEN
    const from = offset + 2 * ROUNDS.length
    for (let i = 0; i < SEEN; i++) into[from + i] = this.#ring[oldest + i]!
  }

  #listen(world: number): void {
    const { velocity, fader } = this.#worlds
    const speed = velocity[world]!
    const way = fader[world]! > OPEN_FROM && Math.abs(speed) > HEARD_SPEED ? Math.sign(speed) : 0
    const begins = way !== 0 && way !== this.#way[world]
    this.#way[world] = way
    this.#silence[world] = begins ? 0 : Math.min(MOST_SILENCE_STEPS, this.#silence[world]! + 1)
  }

  #see(world: number, step: number): void {
    const { position, velocity, acceleration, fader, faderWay } = this.#worlds
    const place = position[world]!
    const turn = 2 * Math.PI * place
    const row = (world * this.#length + step) * SEEN
    const ring = this.#ring
    ring[row] = 2 * place - 1
    ring[row + 1] = Math.sin(turn)
    ring[row + 2] = Math.cos(turn)
    ring[row + 3] = velocity[world]! / 2
    ring[row + 4] = acceleration[world]! / 60
    ring[row + 5] = fader[world]!
    ring[row + 6] = faderWay[world]!
    ring[row + 7] = fader[world]! > OPEN_FROM ? 1 : 0
    ring[row + 8] = this.#silence[world]! / MOST_SILENCE_STEPS
    ring[row + 9] = envelopeAt(place)
  }
}

function envelopeAt(place: number): number {
  if (place < 0 || place > SAMPLE_SECONDS) return 0
  return Math.min(1, place / ATTACK_SECONDS) * (1 - 0.6 * place)
}
