/** Where a track goes that is dragged among the heads, and what its sound goes through there. Pure. */
import { trackOf, type Project, type Track } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import type { Row, TrackRow } from "../model/rows.ts"

export interface DropPlace {
  /** The track before which it goes; null: at the end. */
  readonly beforeId: string | null
  /** The group it would be in: that of the track under the hand, or that track itself. */
  readonly parentId: string | null
  /** Of the line between the heads. */
  readonly topPx: number
}

/**
 * @param y px from the top of the rows
 * @param isGroup whether a bus takes tracks in that are dropped on the lower half of its head
 */
export function dropPlace(
  rows: readonly Row[],
  y: number,
  isGroup: (track: Track) => boolean = () => false,
): DropPlace {
  const heads = rows.filter((row): row is TrackRow => row.kind === "track")
  const next = heads.find(({ topPx, heightPx }) => y < topPx + heightPx / 2)
  const over = heads.find(({ topPx, heightPx }) => y >= topPx && y < topPx + heightPx)
  const parentId = (over && parentUnder(over.track, over === next, isGroup)) ?? null
  const last = rows.at(-1)
  if (!next) return { beforeId: null, parentId, topPx: last ? last.topPx + last.heightPx : 0 }
  const isBetween = over === undefined
  return {
    beforeId: next.track.id,
    parentId: isBetween ? (next.track.parentId ?? null) : parentId,
    topPx: next.topPx,
  }
}

const parentUnder = (
  track: Track,
  isUpperHalf: boolean,
  isGroup: (track: Track) => boolean,
): string | undefined => (!isUpperHalf && isGroup(track) ? track.id : track.parentId)

/** A bus with tracks in it, or one that nobody sends to: an effect's bus takes none in. */
export function isGroup(project: Project, { id, kind }: Track): boolean {
  if (kind !== "bus") return false
  const all = project.trackOrder.map((each) => trackOf(project, each))
  const hasTracks = all.some(({ parentId }) => parentId === id)
  return hasTracks || !all.some(({ sends }) => sends.some(({ busId }) => busId === id))
}

/** Moves a track, and leads its sound through the group it comes into where it went the way of its place until now. */
export function moveSteps(
  { masterTrackId }: Project,
  { id, parentId: before, outputId }: Track,
  to: { index: number; parentId: string | null },
): Step[] {
  const move: Step = { name: "track.move", args: { trackIds: [id], ...to } }
  const isOwnWay = outputId === (before ?? masterTrackId)
  const isSameGroup = (before ?? null) === to.parentId
  if (isSameGroup || !isOwnWay) return [move]
  const output = { trackIds: [id], outputId: to.parentId ?? masterTrackId }
  return [move, { name: "track.output", args: output }]
}
