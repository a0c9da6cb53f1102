/** Where the needle is, frame by frame: a trajectory integrated in float64, with what the turntable adds to it. */
import { exactCos, exactSin } from "../../dsp/exact-math.ts"
import type { Impairments } from "./impairments.ts"
import { speedAt, type Trajectory } from "./trajectory.ts"

const REVOLUTION_SECONDS = 1.8
const FLUTTER_HZ = 9

export class Movement {
  positionSeconds: number
  speed = 0
  readonly #trajectory: Trajectory
  readonly #impairments: Impairments
  readonly #frameSeconds: number
  #frame = 0
  #skipsDone = 0

  constructor(
    trajectory: Trajectory,
    impairments: Impairments,
    { startSeconds, rateHz }: { startSeconds: number; rateHz: number },
  ) {
    this.#trajectory = trajectory
    this.#impairments = impairments
    this.#frameSeconds = 1 / rateHz
    this.positionSeconds = startSeconds
    this.speed = this.#speedAt(0)
  }

  /** Goes on by a frame: the speed half way there moves the needle, the speed there is kept. */
  advance(): void {
    const dt = this.#frameSeconds
    this.positionSeconds += this.#speedAt((this.#frame + 0.5) * dt) * dt
    this.#frame += 1
    this.speed = this.#speedAt(this.#frame * dt)
    const skip = this.#impairments.skips?.[this.#skipsDone]
    if (skip && this.#frame * dt >= skip.atSeconds) {
      this.positionSeconds += skip.bySeconds
      this.#skipsDone += 1
    }
  }

  #speedAt(seconds: number): number {
    const { wow = 0, flutter = 0, offCentre = 0 } = this.#impairments
    let factor = 1
    if (wow) factor += wow * exactSin(2 * Math.PI * ((seconds / REVOLUTION_SECONDS) % 1))
    if (flutter) factor += flutter * exactSin(2 * Math.PI * ((FLUTTER_HZ * seconds) % 1))
    if (offCentre)
      factor +=
        offCentre * exactCos(2 * Math.PI * ((this.positionSeconds / REVOLUTION_SECONDS) % 1))
    return factor * speedAt(this.#trajectory, seconds)
  }
}
