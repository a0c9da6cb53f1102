/** Waveform pictures for lists: asked for once, a few at a time, the oldest forgotten. A part's sound never changes. */
import type { Client, Part, StudioContract } from "#shared/contract/index.ts"

const MOST_KEPT = 400
const AT_ONCE = 3

export class PeaksResource {
  #engine: Client<StudioContract>
  #kept = new Map<string, Promise<Float32Array>>()
  #running = 0
  #queue: (() => void)[] = []

  constructor(engine: Client<StudioContract>) {
    this.#engine = engine
  }

  /** Min, max pairs over the whole part: `count` of them or up to about twice as many. */
  get(part: Part, count: number): Promise<Float32Array> {
    const key = `${part.id} ${count}`
    const kept = this.#kept.get(key)
    if (kept) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept
    }
    const asked = this.#ask(part, count)
    this.#kept.set(key, asked)
    asked.catch(() => this.#kept.delete(key))
    const oldest = this.#kept.keys().next().value
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return asked
  }

  async #ask(part: Part, count: number): Promise<Float32Array> {
    if (this.#running >= AT_ONCE) await new Promise<void>((start) => this.#queue.push(start))
    this.#running += 1
    try {
      const framesPerPeak = Math.max(1, part.frames / count)
      const request = { partId: part.id, framesPerPeak, peaks: Math.min(count * 4, 65_536) }
      return (await this.#engine["audio.peaks"](request)).peaks
    } finally {
      this.#running -= 1
      this.#queue.shift()?.()
    }
  }
}
