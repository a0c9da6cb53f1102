/**
 * Whether a hand is on the platter. Surfaces that feel a hand flicker: only a release that lasts counts (20 ms, as the mappings
 * of some controllers wait). Live, that makes the release as much later; looking back, it is where it was.
 */
export const RELEASE_MICROS = 20_000

export class TouchGate {
  #isDown = false
  #releasedAtMicros = -Infinity

  push(isDown: boolean, atMicros: number): void {
    if (this.#isDown && !isDown) this.#releasedAtMicros = atMicros
    this.#isDown = isDown
  }

  isTouchedAt(micros: number): boolean {
    return this.#isDown || micros - this.#releasedAtMicros < RELEASE_MICROS
  }
}

export interface TouchEdge {
  atMicros: number
  isDown: boolean
}

/** The edges of a whole take without the releases that were shorter than a hand's. Edges come in the order of time. */
export function steadyTouch(edges: readonly TouchEdge[]): TouchEdge[] {
  const steady: TouchEdge[] = []
  for (const edge of edges) {
    const last = steady.at(-1)
    if (last?.isDown === edge.isDown || (!last && !edge.isDown)) continue
    const isFlicker = last && edge.isDown && edge.atMicros - last.atMicros < RELEASE_MICROS
    if (isFlicker) steady.pop()
    else steady.push(edge)
  }
  return steady
}
