/** What the meters show: the last that the audio thread has told of strips, devices and master. */
import { masterValues, type MasterValues } from "#shared/dsp/meters/index.ts"
import type { DeviceReading } from "./graph-protocol.ts"
import type { FromAudio } from "./player-protocol.ts"

interface Levels {
  /** Linear peaks. */
  left: number
  right: number
  /** Mean powers. */
  leftPower: number
  rightPower: number
}

const SILENT: Levels = { left: 0, right: 0, leftPower: 0, rightPower: 0 }
const LEVELS_A_CHANNEL = 4

export class SongMeters {
  /** The order of the reports to come: a track that is added is in the window before it is in the graph. */
  #coming: ReadonlyMap<string, number> = new Map()
  #places: ReadonlyMap<string, number> = new Map()
  #levels: Float32Array = new Float32Array(0)
  #master: Float32Array | null = null
  #devices: readonly DeviceReading[] = []
  #isResting = true

  take(told: FromAudio): void {
    if (told.kind === "graph-order")
      this.#coming = new Map(told.channelIds.map((id, place) => [id, place]))
    else if (told.kind === "graph-levels") {
      this.#places = this.#coming
      this.#levels = told.levels
    } else if (told.kind === "graph-devices") this.#devices = told.readings
    // A report may have been on its way when the song stopped.
    else if (told.kind === "graph-master" && !this.#isResting) this.#master = told.report
  }

  wake(): void {
    this.#isResting = false
  }

  /** Nothing plays any more. */
  rest(): void {
    this.#isResting = true
    this.#levels.fill(0)
    this.#master = null
    this.#devices = []
  }

  /** Of a track, since the last report. */
  levels(trackId: string): Levels {
    const at = (this.#places.get(trackId) ?? -1) * LEVELS_A_CHANNEL
    const levels = this.#levels
    if (at < 0 || at >= levels.length) return SILENT
    return {
      left: levels[at]!,
      right: levels[at + 1]!,
      leftPower: levels[at + 2]!,
      rightPower: levels[at + 3]!,
    }
  }

  /** Of a device that is watched; undefined while nothing plays. */
  device(deviceId: string): DeviceReading | undefined {
    return this.#devices.find(({ id }) => id === deviceId)
  }

  /** What is heard of the whole; null while nothing plays. */
  master(): MasterValues | null {
    return this.#master && masterValues(this.#master)
  }
}
