/** The rows from top to bottom: tracks, and under those that show them their takes and their automation. Pure. */
import {
  entityOf,
  takesOf,
  type AutomationLane,
  type Clip,
  type Project,
  type Track,
} from "#shared/project/index.ts"
import { firstIndexWhere } from "#shared/sorted.ts"

interface Place {
  readonly track: Track
  /** Of its place among all tracks, folded ones too. */
  readonly index: number
  readonly topPx: number
  readonly heightPx: number
  /** How many groups it stands in. */
  readonly depth: number
}

export interface TrackRow extends Place {
  readonly kind: "track"
  /** A group can be folded; null where there is nothing in it. */
  readonly isFolded: boolean | null
}

export interface LaneRow extends Place {
  readonly kind: "lane"
  readonly lane: AutomationLane
}

export interface TakeRow extends Place {
  readonly kind: "take"
  /** From 1. */
  readonly lane: number
  readonly takes: readonly Clip[]
}

export type Row = TrackRow | TakeRow | LaneRow

/** Unique among the rows. */
export function rowKey(row: Row): string {
  if (row.kind === "track") return row.track.id
  return row.kind === "take" ? `${row.track.id} take ${row.lane}` : `${row.track.id} ${row.lane.id}`
}

export const LANE_PX = 46
export const LEAST_TRACK_PX = 32
const HEIGHTS_PX: Partial<Record<Track["kind"], number>> = { gesture: 112, bus: 46 }
const TRACK_PX = 46
const DEEPEST = 8

export interface Unfolding {
  /** Ids of groups whose tracks are hidden. */
  readonly folded: ReadonlySet<string>
  /** Ids of tracks whose automation is shown. */
  readonly automated: ReadonlySet<string>
  /** Ids of tracks whose takes are shown. */
  readonly taken: ReadonlySet<string>
}

export const heightOf = (track: Track): number =>
  Math.max(LEAST_TRACK_PX, track.heightPixels ?? HEIGHTS_PX[track.kind] ?? TRACK_PX)

export function rowsOf(project: Project, { folded, automated, taken }: Unfolding): Row[] {
  const tracks = project.trackOrder.flatMap((id) => entityOf(project.tracks, id) ?? [])
  const parents = new Set(tracks.flatMap(({ parentId }) => parentId ?? []))
  const rows: Row[] = []
  let topPx = 0
  const add = (row: Row): void => {
    rows.push(row)
    topPx += row.heightPx
  }
  tracks.forEach((track, index) => {
    const above = groupsOf(project, track)
    if (above.some((id) => folded.has(id))) return
    const depth = above.length
    const isFolded = parents.has(track.id) ? folded.has(track.id) : null
    const heightPx = heightOf(track)
    add({ kind: "track", track, index, topPx, heightPx, depth, isFolded })
    if (taken.has(track.id))
      for (const [lane, takes] of takeLanes(project, track.id))
        add({ kind: "take", track, lane, takes, index, topPx, heightPx: LANE_PX, depth: depth + 1 })
    if (!automated.has(track.id)) return
    for (const lane of track.automation)
      add({ kind: "lane", track, lane, index, topPx, heightPx: LANE_PX, depth: depth + 1 })
  })
  return rows
}

/** Takes by their lanes, the first lane first. */
function takeLanes(project: Project, trackId: string): [number, Clip[]][] {
  const lanes = new Map<number, Clip[]>()
  for (const take of takesOf(project, trackId)) {
    const lane = take.takeLane ?? 1
    lanes.set(lane, [...(lanes.get(lane) ?? []), take])
  }
  return [...lanes].sort(([a], [b]) => a - b)
}

export const totalPx = (rows: readonly Row[]): number => {
  const last = rows.at(-1)
  return last ? last.topPx + last.heightPx : 0
}

/** Index of the row at a height; -1 above and below all. */
export function rowIndexAt(rows: readonly Row[], y: number): number {
  const index = firstIndexWhere(rows.length, (at) => rows[at]!.topPx > y) - 1
  const row = rows[index]
  return row && y < row.topPx + row.heightPx ? index : -1
}

/** First and one after the last row that touch from..to px. */
export function rowsBetween(rows: readonly Row[], fromPx: number, toPx: number): [number, number] {
  let first = 0
  while (first < rows.length && rows[first]!.topPx + rows[first]!.heightPx <= fromPx) first++
  let end = first
  while (end < rows.length && rows[end]!.topPx < toPx) end++
  return [first, end]
}

/** The groups that a track stands in, the innermost first. */
function groupsOf(project: Project, track: Track): string[] {
  const groups: string[] = []
  let { parentId } = track
  while (parentId !== undefined && groups.length < DEEPEST) {
    groups.push(parentId)
    parentId = entityOf(project.tracks, parentId)?.parentId
  }
  return groups
}
