/** The map that is shown: of each cell the best that lies behind it. */
import { type EliteArchive } from "./archive.ts"
import { cellOf, COLUMNS, ROWS } from "./niches.ts"

/** Niches by cell, row after row; -1 where nobody is. */
export function shownNiches(archive: EliteArchive): Int32Array {
  const shown = new Int32Array(COLUMNS * ROWS).fill(-1)
  for (const niche of archive.niches) {
    const { column, row } = cellOf(niche)
    const at = row * COLUMNS + column
    const best = shown[at]!
    if (best < 0 || archive.qualities[niche]! > archive.qualities[best]!) shown[at] = niche
  }
  return shown
}
