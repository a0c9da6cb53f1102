/** Which strips stand where: tracks and groups as in the piece, then the buses that stand alone. The master has its own place. */
import { entityOf, type Project, type Track, type TrackId } from "#shared/project/index.ts"

export interface Place {
  readonly track: Track
  /** Left edge in px. */
  readonly x: number
  /** In how many groups it stands. */
  readonly depth: number
  /** Its group's colour, where it stands in one. */
  readonly groupColour: number | null
  /** How many strips its group holds; 0 where it is none. */
  readonly held: number
  readonly isFolded: boolean
  /** The first of the buses that stand alone: a gap is left before it. */
  readonly startsBuses: boolean
}

interface Arrangement {
  readonly places: readonly Place[]
  readonly widthPx: number
}

export const GAP_PX = 8

/** @param folded groups whose strips are not shown */
export function arrange(
  project: Pick<Project, "tracks" | "trackOrder">,
  widthPx: number,
  folded: ReadonlySet<string>,
): Arrangement {
  const tracks = project.trackOrder.flatMap((id) => entityOf(project.tracks, id) ?? [])
  const byId = new Map(tracks.map((track) => [track.id, track]))
  const held = new Map<TrackId, number>()
  for (const { parentId } of tracks)
    if (parentId !== undefined) held.set(parentId, (held.get(parentId) ?? 0) + 1)
  const isLone = ({ id, kind, parentId }: Track): boolean =>
    kind === "bus" && parentId === undefined && !held.has(id)
  const shown = tracks.filter((track) => !isHidden(track, byId, folded))
  const sorted = [...shown.filter((track) => !isLone(track)), ...shown.filter(isLone)]
  const firstBus = sorted.findIndex(isLone)
  const places = sorted.map((track, index) => ({
    track,
    x: index * widthPx + (firstBus > 0 && index >= firstBus ? GAP_PX : 0),
    depth: parentsOf(track, byId).length,
    groupColour: parentsOf(track, byId)[0]?.colour ?? null,
    held: held.get(track.id) ?? 0,
    isFolded: folded.has(track.id),
    startsBuses: firstBus > 0 && index === firstBus,
  }))
  const last = places.at(-1)
  return { places, widthPx: last ? last.x + widthPx : 0 }
}

/** What is seen of the strips through a window, and one more on each side. */
export function visibleOf(
  { places }: Arrangement,
  { leftPx, widthPx, stripPx }: { leftPx: number; widthPx: number; stripPx: number },
): readonly Place[] {
  return places.filter(({ x }) => x + 2 * stripPx > leftPx && x - stripPx < leftPx + widthPx)
}

/** The groups that a track stands in, the nearest first. */
function parentsOf({ parentId }: Track, byId: ReadonlyMap<string, Track>): Track[] {
  const parent = parentId === undefined ? undefined : byId.get(parentId)
  return parent ? [parent, ...parentsOf(parent, byId)] : []
}

const isHidden = (
  track: Track,
  byId: ReadonlyMap<string, Track>,
  folded: ReadonlySet<string>,
): boolean => parentsOf(track, byId).some(({ id }) => folded.has(id))
