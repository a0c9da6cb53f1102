/** A pointer that turns a record: from places on the screen to the record's seconds. Pure. */

/** One turn of a record at 33 1/3 rpm. */
export const TURN_SECONDS = 1.8
/** The speed is that of the last moves within so long: pointers report every 4 to 16 ms. */
const SPEED_WITHIN_MS = 24
/** Nearer to the middle a small move is a large angle: it turns nothing. */
const HUB_PX = 24

export interface Turned {
  /** Record seconds in the hand's own count. */
  position: number
  /** Record seconds a second. */
  velocity: number
}

interface Report {
  ms: number
  position: number
}

export class PointerHand {
  #angle: number | null = null
  #position = 0
  #reports: Report[] = []

  /** The pointer takes hold. @param x, y from the middle of the record, px, y downwards */
  press(x: number, y: number, ms: number): Turned {
    this.#angle = angleOf(x, y)
    this.#reports = [{ ms, position: this.#position }]
    return { position: this.#position, velocity: 0 }
  }

  move(x: number, y: number, ms: number): Turned {
    const angle = angleOf(x, y)
    if (angle !== null) {
      if (this.#angle !== null) this.#position += between(this.#angle, angle) * TURN_SECONDS
      this.#angle = angle
    }
    return this.#reported(ms)
  }

  /** Keys and wheels: so many seconds on. */
  push(seconds: number, ms: number): Turned {
    this.#position += seconds
    return this.#reported(ms)
  }

  #reported(ms: number): Turned {
    const position = this.#position
    this.#reports = this.#reports.filter((report) => ms - report.ms <= SPEED_WITHIN_MS)
    const [first] = this.#reports
    this.#reports.push({ ms, position })
    const velocity =
      first && ms > first.ms ? ((position - first.position) * 1000) / (ms - first.ms) : 0
    return { position, velocity }
  }
}

/** Turns clockwise from the right; null at the hub. */
function angleOf(x: number, y: number): number | null {
  return Math.hypot(x, y) < HUB_PX ? null : Math.atan2(y, x) / (2 * Math.PI)
}

/** The shorter way from one angle to another, in turns. */
function between(from: number, to: number): number {
  const way = to - from
  return way - Math.round(way)
}
