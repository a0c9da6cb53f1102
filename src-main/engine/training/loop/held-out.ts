/** The held-out music that a run is measured by: the same at every measurement. */
import { type Rows, rowsBetween } from "../language/language.ts"

/** Windows of it that are measured: enough for the third digit. */
const MOST_READINGS = 320

/** Of every piece its beginning, as much of each as there is time for. */
export function heldOut(all: readonly Rows[], context: number): Rows[] {
  // Of many short pieces some, evenly: those of one work follow each other.
  const apart = Math.max(1, all.length / MOST_READINGS)
  const pieces = all.filter((_, at) => Math.floor(at / apart) > Math.floor((at - 1) / apart))
  let room = (MOST_READINGS * context) / 2
  const byLength = [...pieces].sort((a, b) => a.length - b.length)
  const most = new Map<Rows, number>()
  for (const [at, rows] of byLength.entries()) {
    const share = Math.max(context, Math.floor(room / (byLength.length - at)))
    most.set(rows, Math.min(rows.length, share))
    room -= most.get(rows)!
  }
  return pieces.map((rows) => rowsBetween(rows, 0, most.get(rows)!))
}
