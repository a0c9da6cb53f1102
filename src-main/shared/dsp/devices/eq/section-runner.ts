/**
 * Runs one filter section over two channels, in double precision. A new filter is reached along a straight line, as a state
 * variable filter, which is stable on all ways; a filter at rest runs as the cheaper transposed direct form II, into which its
 * state is carried over: both are the same system in other coordinates. The strip's kernel runs filters at rest on the same
 * memory (engine/kernels/assembly/strip/sections.ts).
 */
import { flushed } from "../kernel.ts"
import { SMOOTHING_SECONDS } from "../ramp.ts"
import { directForm } from "./direct-form.ts"
import type { Section } from "./section.ts"

/** Of memory that a section takes. */
export const SECTION_DOUBLES = 10
const LEFT1 = 6
const RIGHT1 = 7
const LEFT2 = 8
const RIGHT2 = 9
const LEAST_DETERMINANT = 1e-24
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
  /** The state space of the present filter: state' = A state + b x, y = c state + d x. */
  #space = new Float64Array(7)
  /** Its coefficients b0, b1, b2, a1, a2, then the state, left and right. */
  #memory: Float64Array
  /** The direct form's state in terms of the other: p = m0 s1 + m1 s2, q = m2 s1 + m3 s2. */
  #map = new Float64Array(4)
  /** In which coordinates the state stands. */
  #isDirect = false

  /** @param memory SECTION_DOUBLES zeros */
  constructor(rateHz: number, memory: Float64Array = new Float64Array(SECTION_DOUBLES)) {
    this.#memory = memory
    this.#rampFrames = Math.max(1, Math.round(SMOOTHING_SECONDS * rateHz))
  }

  /** Is it on its way to another filter? */
  get isMoving(): boolean {
    return this.#left > 0
  }

  /** Does nothing sound on in it, nor move? */
  get isStill(): boolean {
    const memory = this.#memory
    return (
      this.#left === 0 &&
      memory[LEFT1] === 0 &&
      memory[RIGHT1] === 0 &&
      memory[LEFT2] === 0 &&
      memory[RIGHT2] === 0
    )
  }

  /** Heads for a filter; null for none at all. */
  aim(section: Section | null, isInstant: boolean): void {
    if (!section && !this.isActive) return
    if (section && !this.isActive) setPassing(this.#now, section)
    if (section) Object.assign(this.#goal, section)
    else setPassing(this.#goal, this.#now)
    this.#leaveDirect()
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
    this.#leaveDirect()
    Object.assign(this.#now, this.#goal)
    this.#setSpace()
    this.#enterDirect()
  }

  clear(): void {
    this.#memory.fill(0, LEFT1)
  }

  flush(): void {
    const memory = this.#memory
    memory[LEFT1] = flushed(memory[LEFT1]!)
    memory[RIGHT1] = flushed(memory[RIGHT1]!)
    memory[LEFT2] = flushed(memory[LEFT2]!)
    memory[RIGHT2] = flushed(memory[RIGHT2]!)
  }

  /** Filters the first `count` frames in place. */
  run(left: Float64Array, right: Float64Array, count: number): void {
    let from = 0
    while (this.#left > 0 && from < count) {
      this.#advance()
      if (this.#isDirect) this.#filterDirect(left, right, from, from + 1)
      else this.#filter(left, right, from)
      from += 1
    }
    if (from < count && this.isActive) this.#filterDirect(left, right, from, count)
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

  #filter(left: Float64Array, right: Float64Array, frame: number): void {
    const space = this.#space
    const memory = this.#memory
    const l = left[frame]!
    const r = right[frame]!
    const l1 = memory[LEFT1]!
    const l2 = memory[LEFT2]!
    const r1 = memory[RIGHT1]!
    const r2 = memory[RIGHT2]!
    left[frame] = space[6]! * l + space[4]! * l1 + space[5]! * l2
    right[frame] = space[6]! * r + space[4]! * r1 + space[5]! * r2
    memory[LEFT1] = space[1]! * (l - l2) + space[0]! * l1
    memory[RIGHT1] = space[1]! * (r - r2) + space[0]! * r1
    memory[LEFT2] = space[3]! * l + space[2]! * l2 + space[1]! * l1
    memory[RIGHT2] = space[3]! * r + space[2]! * r2 + space[1]! * r1
  }

  #filterDirect(left: Float64Array, right: Float64Array, from: number, to: number): void {
    const memory = this.#memory
    const b0 = memory[0]!
    const b1 = memory[1]!
    const b2 = memory[2]!
    const a1 = memory[3]!
    const a2 = memory[4]!
    let l1 = memory[LEFT1]!
    let l2 = memory[LEFT2]!
    let r1 = memory[RIGHT1]!
    let r2 = memory[RIGHT2]!
    for (let i = from; i < to; i++) {
      const l = left[i]!
      const r = right[i]!
      const outLeft = b0 * l + l1
      const outRight = b0 * r + r1
      l1 = b1 * l + l2 - a1 * outLeft
      r1 = b1 * r + r2 - a1 * outRight
      l2 = b2 * l - a2 * outLeft
      r2 = b2 * r - a2 * outRight
      left[i] = outLeft
      right[i] = outRight
    }
    memory[LEFT1] = l1
    memory[LEFT2] = l2
    memory[RIGHT1] = r1
    memory[RIGHT2] = r2
  }

  #enterDirect(): void {
    directForm(this.#space, this.#memory, this.#map)
    const [m0 = 0, m1 = 0, m2 = 0, m3 = 0] = this.#map
    this.#turn(m0, m1, m2, m3)
    this.#isDirect = true
  }

  #leaveDirect(): void {
    if (!this.#isDirect) return
    this.#isDirect = false
    const [m0 = 0, m1 = 0, m2 = 0, m3 = 0] = this.#map
    const determinant = m0 * m3 - m1 * m2
    // A filter that passes everything has no state to speak of.
    const scale = Math.abs(determinant) < LEAST_DETERMINANT ? 0 : 1 / determinant
    this.#turn(scale * m3, -scale * m1, -scale * m2, scale * m0)
  }

  /** Carries the state of both channels over into other coordinates. */
  #turn(m0: number, m1: number, m2: number, m3: number): void {
    const memory = this.#memory
    for (let side = 0; side < 2; side++) {
      const first = memory[LEFT1 + side]!
      const second = memory[LEFT2 + side]!
      memory[LEFT1 + side] = m0 * first + m1 * second
      memory[LEFT2 + side] = m2 * first + m3 * second
    }
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
