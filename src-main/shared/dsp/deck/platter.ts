/**
 * A record on a turntable: the motor turns the platter, the slipmat's friction takes the record along, a hand holds it back.
 * Speeds are in record seconds a second: 1 is 33 1/3 rpm.
 */
export interface PlatterPhysics {
  /** From standstill to speed 1. A direct drive needs .7 s (data sheet of the SL-1200). */
  startSeconds: number
  /** From speed 1 to standstill by the brake. */
  brakeSeconds: number
  /** A record let go at standstill reaches speed 1: inertia x speed / friction = 1.5e-3 x 3.49 / .025. */
  slipSeconds: number
}

export const DIRECT_DRIVE: PlatterPhysics = {
  startSeconds: 0.7,
  brakeSeconds: 0.7,
  slipSeconds: 0.21,
}

export class Platter {
  /** What the motor goes for: 0 with the brake on. */
  targetSpeed = 0
  platterSpeed = 0
  recordSpeed = 0
  #physics: PlatterPhysics

  constructor(physics: PlatterPhysics = DIRECT_DRIVE) {
    this.#physics = physics
  }

  /** Speed at once, as when a song begins in the middle. */
  set(speed: number): void {
    this.targetSpeed = speed
    this.platterSpeed = speed
    this.recordSpeed = speed
  }

  /** Goes on by `seconds`. @param heldSpeed of the record where a hand holds it; the platter slips below */
  advance(seconds: number, heldSpeed?: number): void {
    const { startSeconds, brakeSeconds, slipSeconds } = this.#physics
    const isStarting = Math.abs(this.targetSpeed) > Math.abs(this.platterSpeed)
    const motor = seconds / (isStarting ? startSeconds : brakeSeconds)
    this.platterSpeed = towards(this.platterSpeed, this.targetSpeed, motor)
    this.recordSpeed =
      heldSpeed ?? towards(this.recordSpeed, this.platterSpeed, seconds / slipSeconds)
  }
}

function towards(value: number, target: number, most: number): number {
  const way = target - value
  return Math.abs(way) <= most ? target : value + (way > 0 ? most : -most)
}
