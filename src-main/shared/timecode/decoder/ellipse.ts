/**
 * What cable, cartridge and preamplifier make of the circle: another centre, unequal axes and a skew. Learnt from whole cycles
 * without a dip, by least squares over the last 200 ms of movement, and undone.
 */
import { exactExp } from "../../dsp/exact-math.ts"

const MEMORY_SECONDS = 0.2
/** So many cycles before anything is undone, and nothing flatter than this (a circle has 0.5) is believed. */
const LEAST_CYCLES = 16
const LEAST_ROUNDNESS = 0.3

/** Sums over one cycle, each sample weighted by the phase it passes. */
export interface CycleMoments {
  weight: number
  x: number
  y: number
  xx: number
  yy: number
  xy: number
}

export class Ellipse {
  centreX = 0
  centreY = 0
  /** The symmetric matrix that makes a circle of it, so that neither channel is believed more than the other. */
  xx = 1
  xy = 0
  yy = 1
  #cycles = 0
  readonly #kept: number
  readonly #means = { weight: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }

  /** @param resolutionHz cycles in a second of record */
  constructor(resolutionHz: number) {
    this.#kept = exactExp(-1 / (MEMORY_SECONDS * resolutionHz))
  }

  reset(): void {
    this.#cycles = 0
    this.centreX = 0
    this.centreY = 0
    this.xx = 1
    this.xy = 0
    this.yy = 1
    const means = this.#means
    means.x = means.y = means.xx = means.yy = means.xy = means.weight = 0
  }

  /** Takes what was measured, before any correction, in one whole cycle that has no dip. */
  learn(cycle: CycleMoments): void {
    const means = this.#means
    const share = 1 / cycle.weight
    means.weight = this.#kept * means.weight + 1
    const taken = 1 / means.weight
    means.x += taken * (cycle.x * share - means.x)
    means.y += taken * (cycle.y * share - means.y)
    means.xx += taken * (cycle.xx * share - means.xx)
    means.yy += taken * (cycle.yy * share - means.yy)
    means.xy += taken * (cycle.xy * share - means.xy)
    if (++this.#cycles >= LEAST_CYCLES) this.#solve()
  }

  /** The inverse square root of the covariance, of determinant 1. */
  #solve(): void {
    const { x, y } = this.#means
    const a = this.#means.xx - x * x
    const b = this.#means.yy - y * y
    const c = this.#means.xy - x * y
    const root = Math.sqrt(a * b - c * c)
    const isOdd = !(a > 0 && b > 0 && root > LEAST_ROUNDNESS * (a + b))
    if (isOdd || x * x + y * y > a + b) return
    const scale = 1 / Math.sqrt((a + b + 2 * root) * root)
    this.centreX = x
    this.centreY = y
    this.xx = scale * (b + root)
    this.xy = -scale * c
    this.yy = scale * (a + root)
  }
}
