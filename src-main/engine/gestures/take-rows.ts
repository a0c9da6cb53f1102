/** What the database keeps of takes, as what it means. */
import {
  bytesOfHex,
  takeOfEvents,
  type SourceProfile,
  type GestureTake,
} from "#shared/gesture/index.ts"

/** Microseconds of the system's monotonic clock, bytes in hex, the name of the port. */
export type RawRow = readonly [micros: number, hex: string, port: string]

export const takeOfRows = (
  rows: readonly RawRow[],
  profile: SourceProfile | undefined,
  title: string,
): GestureTake =>
  takeOfEvents(
    rows.map(([atMicros, hex, port]) => ({ atMicros, bytes: bytesOfHex(hex), port })),
    profile,
    title,
  )
