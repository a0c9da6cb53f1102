/** The meters of all strips, by track. */
import type { StripLevels } from "../mixer-transport.ts"
import { Meter } from "./ballistics.ts"

/** A frame that came late moves meters as far as this one. */
const LONGEST_SECONDS = 0.25

interface Source {
  levels(trackId: string): StripLevels
}

export class MeterBank {
  #meters = new Map<string, Meter>()
  #lastMs = 0
  #isMoving = false

  of(trackId: string): Meter {
    const known = this.#meters.get(trackId)
    if (known) return known
    const meter = new Meter()
    this.#meters.set(trackId, meter)
    return meter
  }

  /**
   * Reads all tracks, also those that are not seen: they may go over. In one frame only once, whoever asks.
   * @returns whether anything still moves
   */
  read(trackIds: Iterable<string>, source: Source, nowMs: number): boolean {
    if (nowMs === this.#lastMs) return this.#isMoving
    const seconds = Math.min(LONGEST_SECONDS, Math.max(0, (nowMs - this.#lastMs) / 1000))
    this.#lastMs = nowMs
    let isMoving = false
    for (const id of trackIds) {
      const meter = this.of(id)
      meter.read(source.levels(id), seconds)
      if (!meter.isAtRest) isMoving = true
    }
    this.#isMoving = isMoving
    return isMoving
  }

  clearAll(): void {
    for (const meter of this.#meters.values()) meter.clear()
  }
}
