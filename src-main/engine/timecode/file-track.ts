import type { TimecodeRecords } from "#shared/timecode/index.ts"

/** 50 ms at 48 kHz. */
const CHANCE_STEPS = 75

/** A decoder's records of a whole file. */
export class FileTrack {
  readonly #times: Float64Array[] = []
  readonly #positions: Float64Array[] = []
  readonly #velocities: Float64Array[] = []
  #count = 0
  #withSignal = 0
  #placed = 0
  #leastTravel = Infinity
  #mostTravel = -Infinity

  push(records: TimecodeRecords): void {
    const { count } = records
    this.#times.push(records.timeSeconds.slice(0, count))
    this.#positions.push(records.positionSeconds.slice(0, count))
    this.#velocities.push(records.velocity.slice(0, count))
    this.#count += count
    for (let i = 0; i < count; i++) {
      this.#withSignal += records.hasSignal[i]!
      if (!Number.isNaN(records.positionSeconds[i])) this.#placed += 1
      this.#leastTravel = Math.min(this.#leastTravel, records.travelSeconds[i]!)
      this.#mostTravel = Math.max(this.#mostTravel, records.travelSeconds[i]!)
    }
  }

  /** Whether the place was known for longer than chance lets one seem so: 50 ms in all. */
  get isPlaced(): boolean {
    return this.#placed > CHANCE_STEPS
  }

  /** How far the record was turned in all, from end to end. */
  get spanSeconds(): number {
    return Math.max(0, this.#mostTravel - this.#leastTravel)
  }

  /** Of all time, 0 to 1. */
  get signalShare(): number {
    return this.#count > 0 ? this.#withSignal / this.#count : 0
  }

  arrays(): Record<"timeSeconds" | "positionSeconds" | "velocity", Float64Array> {
    return {
      timeSeconds: joined(this.#times, this.#count),
      positionSeconds: joined(this.#positions, this.#count),
      velocity: joined(this.#velocities, this.#count),
    }
  }
}

function joined(parts: readonly Float64Array[], length: number): Float64Array {
  const whole = new Float64Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
