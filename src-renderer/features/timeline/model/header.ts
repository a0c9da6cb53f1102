/** The rows above the tracks, from top to bottom, and where each of them is. Pure. */
import type { LaneKind } from "./time-lanes.ts"

export type HeaderKind = "ruler" | "sections" | LaneKind

/** Heights, px. */
export const HEADER_HEIGHTS: Record<HeaderKind, number> = {
  ...{ ruler: 30, sections: 24, chord: 22 },
  ...{ tempo: 44, meter: 22, key: 22 },
}
const ALWAYS: readonly HeaderKind[] = ["ruler", "sections", "chord"]
const UNFOLDED: readonly HeaderKind[] = [...ALWAYS, "tempo", "meter", "key"]

export interface HeaderRow {
  readonly kind: HeaderKind
  readonly topPx: number
  readonly heightPx: number
}

/** @param isUnfolded whether tempo, meter and key are shown, too */
export function headerRows(isUnfolded: boolean): HeaderRow[] {
  let topPx = 0
  return (isUnfolded ? UNFOLDED : ALWAYS).map((kind) => {
    const row = { kind, topPx, heightPx: HEADER_HEIGHTS[kind] }
    topPx += row.heightPx
    return row
  })
}

export const headerPx = (rows: readonly HeaderRow[]): number =>
  rows.reduce((sum, { heightPx }) => sum + heightPx, 0)
