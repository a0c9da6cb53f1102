/** Runs one filter section over two channels, in double precision. A new filter is reached along a straight line. */
import { flushed } from "../kernel.ts"
import { SMOOTHING_SECONDS } from "../ramp.ts"
import type { Section } from "./section.ts"

const IDENTITY: Readonly<Section> = { warp: 0.1, damping: 1, low: 1, band: 1, high: 1 }

export class SectionRunner {
  /** False where it passes sound as it is, and need not run. */
  isActive = false
  #now: Section = { ...IDENTITY }
  #goal: Section = { ...IDENTITY }
  #step: Section = { ...IDENTITY }
  /** Frames until the goal is reached. */
  #left = 0
  #rampFrames: number
  #goesOut = false
  #left1 = 0
  #left2 = 0
  #right1 = 0
  #right2 = 0
  /** The state space of the present filter: state' = A state + b x, y = c state + d x. */
  #space = new Float64Array(7)

  constructor(rateHz: number) {
    this.#rampFrames = Math.max(1, Math.round(SMOOTHING_SECONDS * rateHz))
  }

  /** Heads for a filter; null for none at all. */
  aim(section: Section | null, isInstant: boolean): void {
    if (!section && !this.isActive) return
    if (section && !this.isActive) setPassing(this.#now, section)
    if (section) Object.assign(this.#goal, section)
    else setPassing(this.#goal, this.#now)
    this.#goesOut = !section
    this.isActive = true
    this.#left = this.#rampFrames
    if (isInstant) this.finish()
    else setStep(this.#step, this.#now, this.#goal, this.#rampFrames)
  }

  finish(): void {
    this.#left = 0
    if (this.#goesOut) {
      this.isActive = false
      this.#goesOut = false
      this.clear()
    }
    Object.assign(this.#now, this.#goal)
    this.#setSpace()
  }

  clear(): void {
    this.#left1 = this.#left2 = this.#right1 = this.#right2 = 0
  }

  flush(): void {
    this.#left1 = flushed(this.#left1)
    this.#left2 = flushed(this.#left2)
    this.#right1 = flushed(this.#right1)
    this.#right2 = flushed(this.#right2)
  }

  /** Filters the first `count` frames in place. */
  run(left: Float64Array, right: Float64Array, count: number): void {
    let from = 0
    while (this.#left > 0 && from < count) {
      this.#advance()
      this.#filter(left, right, from, from + 1)
      from += 1
    }
    if (from < count && this.isActive) this.#filter(left, right, from, count)
  }

  #advance(): void {
    this.#left -= 1
    if (this.#left === 0) {
      this.finish()
      return
    }
    const now = this.#now
    const step = this.#step
    now.warp += step.warp
    now.damping += step.damping
    now.low += step.low
    now.band += step.band
    now.high += step.high
    this.#setSpace()
  }

  #setSpace(): void {
    const { warp, damping, low, band, high } = this.#now
    const a1 = 1 / (1 + warp * (warp + damping))
    const a2 = warp * a1
    const a3 = warp * a2
    const fromBand = band - damping * high
    const fromLow = low - high
    const space = this.#space
    space[0] = 2 * a1 - 1
    space[1] = 2 * a2
    space[2] = 1 - 2 * a3
    space[3] = 2 * a3
    space[4] = fromBand * a1 + fromLow * a2
    space[5] = fromLow * (1 - a3) - fromBand * a2
    space[6] = high + fromBand * a2 + fromLow * a3
  }

  #filter(left: Float64Array, right: Float64Array, from: number, to: number): void {
    const space = this.#space
    const a11 = space[0]!
    const a21 = space[1]!
    const a22 = space[2]!
    const b2 = space[3]!
    const c1 = space[4]!
    const c2 = space[5]!
    const d = space[6]!
    let l1 = this.#left1
    let l2 = this.#left2
    let r1 = this.#right1
    let r2 = this.#right2
    for (let i = from; i < to; i++) {
      const l = left[i]!
      const r = right[i]!
      left[i] = d * l + c1 * l1 + c2 * l2
      right[i] = d * r + c1 * r1 + c2 * r2
      const nextL1 = a21 * l + a11 * l1 - a21 * l2
      const nextR1 = a21 * r + a11 * r1 - a21 * r2
      l2 = b2 * l + a22 * l2 + a21 * l1
      r2 = b2 * r + a22 * r2 + a21 * r1
      l1 = nextL1
      r1 = nextR1
    }
    this.#left1 = l1
    this.#left2 = l2
    this.#right1 = r1
    this.#right2 = r2
  }
}

/** Sets `section` to the filter with the poles of `like` that passes sound as it is. */
function setPassing(section: Section, like: Section): void {
  section.warp = like.warp
  section.damping = like.damping
  section.low = 1
  section.band = like.damping
  section.high = 1
}

function setStep(step: Section, now: Section, goal: Section, frames: number): void {
  step.warp = (goal.warp - now.warp) / frames
  step.damping = (goal.damping - now.damping) / frames
  step.low = (goal.low - now.low) / frames
  step.band = (goal.band - now.band) / frames
  step.high = (goal.high - now.high) / frames
}
