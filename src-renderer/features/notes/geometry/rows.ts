/** The rows of the roll: one a pitch, the highest on top; of drums only those that have a name or a note. */
import { drumName, FIRST_DRUM_KEY } from "#shared/music/general-midi.ts"

export interface Rows {
  readonly kind: "keys" | "drums"
  /** From top to bottom. */
  readonly pitches: readonly number[]
  /** The row of each pitch 0..127; -1 where it has none. */
  readonly rowOf: Int16Array
}

const LAST_DRUM_KEY = 87

/** All 128 keys of a keyboard. */
export function keyRows(): Rows {
  return rowsOf(
    "keys",
    Array.from({ length: 128 }, (_, row) => 127 - row),
  )
}

/** The kit from 27 to 87, and other keys that have notes. @param used pitches of the notes */
export function drumRows(used: Iterable<number>): Rows {
  const pitches = new Set(used)
  for (let key = FIRST_DRUM_KEY; key <= LAST_DRUM_KEY; key++) pitches.add(key)
  return rowsOf(
    "drums",
    [...pitches].sort((a, b) => b - a),
  )
}

/** "Bass Drum 1", or the number of a key that has no name. */
export function drumLabel(pitch: number): string {
  return drumName(pitch) ?? `Key ${pitch}`
}

function rowsOf(kind: Rows["kind"], pitches: readonly number[]): Rows {
  const rowOf = new Int16Array(128).fill(-1)
  pitches.forEach((pitch, row) => (rowOf[pitch] = row))
  return { kind, pitches, rowOf }
}
