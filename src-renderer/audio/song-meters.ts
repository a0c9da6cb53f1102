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
  #channelOf: (trackId: string) => number
  #levels: Float32Array = new Float32Array(0)
  #master: Float32Array | null = null
  #devices: readonly DeviceReading[] = []

  /** @param channelOf a track's place in the order of the graph; below 0 for none */
  constructor(channelOf: (trackId: string) => number) {
    this.#channelOf = channelOf
  }

  take(told: FromAudio): void {
    if (told.kind === "graph-levels") this.#levels = told.levels
    else if (told.kind === "graph-master") this.#master = told.report
    else if (told.kind === "graph-devices") this.#devices = told.readings
  }

  /** Nothing plays any more. */
  rest(): void {
    this.#levels.fill(0)
    this.#master = null
    this.#devices = []
  }

  /** Of a track, since the last report. */
  levels(trackId: string): Levels {
    const at = this.#channelOf(trackId) * LEVELS_A_CHANNEL
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
