/** How this person records: the count-in, and how late each device is. Kept with the preferences. */
import { z } from "zod"
import type { Preferences } from "../../session/index.ts"
import type { PlayerLine } from "../player-protocol.ts"
import type { OpenInput } from "./audio-inputs.svelte.ts"

export const COUNT_IN_BARS = [0, 1, 2] as const
const COUNT_IN = "recording.countInBars"
const ROUND_TRIPS = "recording.roundTripSeconds"
const RoundTrips = z.record(z.string(), z.number().min(0).max(2))

export class RecordingSettings {
  #preferences: Preferences

  constructor(preferences: Preferences) {
    this.#preferences = preferences
  }

  get countInBars(): number {
    return this.#preferences.read(COUNT_IN, z.literal(COUNT_IN_BARS), 1)
  }

  set countInBars(bars: number) {
    this.#preferences.write(COUNT_IN, bars)
  }

  /** As measured with this device; else what the system says, which leaves out converters and air. */
  roundTripSeconds({ label, latencySeconds }: OpenInput, line: PlayerLine): number {
    const told = (line.outputLatencySeconds?.() ?? 0) + latencySeconds
    return this.measured(label) ?? told
  }

  measured(label: string): number | undefined {
    return this.#preferences.read(ROUND_TRIPS, RoundTrips, {})[label]
  }

  setMeasured(label: string, seconds: number): void {
    const all = this.#preferences.read(ROUND_TRIPS, RoundTrips, {})
    this.#preferences.write(ROUND_TRIPS, { ...all, [label]: seconds })
  }
}
