/** A value that goes to its target in a straight line, counted in frames: gains and mixes that step would be heard to. */
export const SMOOTHING_SECONDS = 0.01

export class Ramp {
  /** Where it stands at the present frame. */
  value: number
  /** Frames until it arrives; 0 where it rests. */
  left = 0
  #target: number
  #step = 0
  #frames: number

  constructor(rateHz: number, value = 0, lengthSeconds = SMOOTHING_SECONDS) {
    this.value = value
    this.#target = value
    this.#frames = Math.max(1, Math.round(lengthSeconds * rateHz))
  }

  set(target: number, isInstant: boolean): void {
    this.#target = target
    this.#step = (target - this.value) / this.#frames
    this.left = target === this.value ? 0 : this.#frames
    if (isInstant) this.finish()
  }

  /** Goes one frame on. @returns the value there */
  next(): number {
    if (this.left > 0) {
      this.left -= 1
      this.value = this.left === 0 ? this.#target : this.value + this.#step
    }
    return this.value
  }

  finish(): void {
    this.value = this.#target
    this.left = 0
  }
}
