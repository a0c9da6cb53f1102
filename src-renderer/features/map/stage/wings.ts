/** Flight by keys: W A S D, Q and E, as long as they are held. */
import { shift } from "../scene/view.ts"
import type { MapStage } from "./map-stage.ts"

/** Sizes of the cloud a second. */
const SPEED = 0.7
const FAST = 3

export class Wings {
  #stage: MapStage
  #held = new Set<string>()
  #beforeMs = 0

  constructor(stage: MapStage) {
    this.#stage = stage
  }

  /** From now on each frame moves the eye by the keys that are held. */
  spread(): void {
    this.#beforeMs = performance.now()
    this.#stage.propel = (nowMs) => this.#beat(nowMs)
    this.#stage.requestOverlay()
  }

  land(): void {
    this.#held.clear()
    this.#stage.propel = undefined
  }

  /** @returns whether it is a key of flight. */
  press(key: string): boolean {
    if (!/^([wasdqe]|Shift)$/i.test(key)) return false
    if (!this.#stage.propel) this.spread()
    this.#held.add(nameOf(key))
    return true
  }

  release(key: string): void {
    this.#held.delete(nameOf(key))
  }

  #beat(nowMs: number): boolean {
    const seconds = Math.min(0.1, Math.max(0, (nowMs - this.#beforeMs) / 1000))
    this.#beforeMs = nowMs
    const way = SPEED * seconds * (this.#held.has("Shift") ? FAST : 1) * this.#stage.flightScale
    const axis = (plus: string, minus: string): number =>
      Number(this.#held.has(plus)) - Number(this.#held.has(minus))
    const [right, up, ahead] = [axis("D", "A"), axis("E", "Q"), axis("W", "S")]
    if (right === 0 && up === 0 && ahead === 0) return false
    const { flight } = this.#stage
    flight.jump(shift(flight.view, right * way, up * way, ahead * way))
    return true
  }
}

const nameOf = (key: string): string => (key.length === 1 ? key.toUpperCase() : key)
