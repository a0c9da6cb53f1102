/** Where a track goes that is dragged among the heads. Pure. */
import type { Row, TrackRow } from "../model/rows.ts"

export interface DropPlace {
  /** The track before which it goes; null: at the end. */
  readonly beforeId: string | null
  /** The group it would be in, that of the track it goes before. */
  readonly parentId: string | null
  /** Of the line between the heads. */
  readonly topPx: number
}

/** @param y px from the top of the rows */
export function dropPlace(rows: readonly Row[], y: number): DropPlace {
  const heads = rows.filter((row): row is TrackRow => row.kind === "track")
  const next = heads.find(({ topPx, heightPx }) => y < topPx + heightPx / 2)
  const last = rows.at(-1)
  if (!next) return { beforeId: null, parentId: null, topPx: last ? last.topPx + last.heightPx : 0 }
  return { beforeId: next.track.id, parentId: next.track.parentId ?? null, topPx: next.topPx }
}
