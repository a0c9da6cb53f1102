/** What a deck did in the last minute, a sample for each drawn frame: the lanes are drawn from it. */
const CAPACITY = 4096

export interface TraceSample {
  ms: number
  positionSeconds: number
  speed: number
  /** What the fader lets through, 0 to 1. */
  open: number
}

export class Trace {
  #ms = new Float64Array(CAPACITY)
  #values = new Float32Array(CAPACITY * 3)
  #count = 0

  get length(): number {
    return Math.min(this.#count, CAPACITY)
  }

  add({ ms, positionSeconds, speed, open }: TraceSample): void {
    const at = this.#count++ % CAPACITY
    this.#ms[at] = ms
    this.#values.set([positionSeconds, speed, open], at * 3)
  }

  /** @param index 0 the oldest that is kept. `into` is filled, so that drawing makes nothing new. */
  read(index: number, into: TraceSample): TraceSample {
    const at = (Math.max(0, this.#count - CAPACITY) + index) % CAPACITY
    into.ms = this.#ms[at]!
    into.positionSeconds = this.#values[at * 3]!
    into.speed = this.#values[at * 3 + 1]!
    into.open = this.#values[at * 3 + 2]!
    return into
  }

  /** The first sample at or after a moment. */
  from(ms: number): number {
    let [low, high] = [0, this.length]
    const sample = { ms: 0, positionSeconds: 0, speed: 0, open: 0 }
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.read(middle, sample).ms < ms) low = middle + 1
      else high = middle
    }
    return low
  }
}
