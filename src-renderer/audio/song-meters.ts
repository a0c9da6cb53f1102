/** What the meters show: the last that the audio thread has told of strips and master. */
import { masterValues, type MasterValues } from "#shared/dsp/meters/index.ts"

export interface Levels {
  /** Linear peaks. */
  left: number
  right: number
}

const SILENT: Levels = { left: 0, right: 0 }
const LEVELS_A_CHANNEL = 4

export class SongMeters {
  #levels: Float32Array = new Float32Array(0)
  #master: Float32Array | null = null

  takeLevels(levels: Float32Array): void {
    this.#levels = levels
  }

  takeMaster(report: Float32Array): void {
    this.#master = report
  }

  /** Nothing plays any more. */
  rest(): void {
    this.#levels.fill(0)
    this.#master = null
  }

  /** @param channel in the order of the graph; below 0 for none */
  levels(channel: number): Levels {
    const at = channel * LEVELS_A_CHANNEL
    if (at < 0 || at >= this.#levels.length) return SILENT
    return { left: this.#levels[at]!, right: this.#levels[at + 1]! }
  }

  master(): MasterValues | null {
    return this.#master && masterValues(this.#master)
  }
}
