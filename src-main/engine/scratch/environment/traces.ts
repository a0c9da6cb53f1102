/** What many worlds did, millisecond by millisecond: a row of places, speeds and fader for each. */
import { SUBSTEPS } from "./physics.ts"
import { placesOfStep, speedsOfStep } from "./step-buffer.ts"

/** Of one world; views upon the rows. */
export interface Trace {
  places: Float32Array
  speeds: Float32Array
  faders: Float32Array
}

export class Traces {
  readonly milliseconds: number
  #places: Float32Array
  #speeds: Float32Array
  #faders: Float32Array
  #at = 0

  constructor(worlds: number, steps: number) {
    this.milliseconds = steps * SUBSTEPS
    this.#places = new Float32Array(worlds * this.milliseconds)
    this.#speeds = new Float32Array(worlds * this.milliseconds)
    this.#faders = new Float32Array(worlds * this.milliseconds)
  }

  /** From the first millisecond on again. */
  begin(): void {
    this.#at = 0
  }

  of(world: number): Trace {
    const [from, to] = [world * this.milliseconds, (world + 1) * this.milliseconds]
    return {
      places: this.#places.subarray(from, to),
      speeds: this.#speeds.subarray(from, to),
      faders: this.#faders.subarray(from, to),
    }
  }

  write(world: number): void {
    const from = world * this.milliseconds + this.#at
    this.#places.set(placesOfStep, from)
    this.#speeds.set(speedsOfStep, from)
  }

  writeStill(world: number, place: number): void {
    const from = world * this.milliseconds + this.#at
    this.#faders.fill(place, from, from + SUBSTEPS)
  }

  writeFader(world: number, k: number, place: number): void {
    this.#faders[world * this.milliseconds + this.#at + k] = place
  }

  advance(): void {
    this.#at += SUBSTEPS
  }
}
