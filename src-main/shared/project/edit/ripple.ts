/** Time put into the piece or taken out of it: all tracks and all lanes move together. */
import { fail } from "#shared/contract/errors.ts"
import type { TempoMap } from "#shared/music/index.ts"
import {
  emptyTable,
  entitiesOf,
  entityOf,
  mappedEntities,
  MOST_TICKS,
  withEntities,
  withoutEntities,
  type AutomationPoint,
  type Clip,
  type ClipId,
  type Project,
} from "../model/index.ts"
import { endTicks } from "../clips-of.ts"
import { keepsSeconds, retimed } from "./audio-time.ts"
import { cutClip } from "./cut.ts"
import { tempoMapOf } from "./maps.ts"
import { isSame, patched } from "./patched.ts"
import { putTracks } from "./put.ts"
import * as after from "./ripple-events.ts"

/**
 * Clips that reach over the place are cut there; the part behind gets an id that follows from its clip's.
 * @throws StudioError invalid-input where the piece would become too long to count
 */
export function insertTime(project: Project, atTicks: number, lengthTicks: number): Project {
  if (Math.max(endTicks(project), atTicks) + lengthTicks > MOST_TICKS)
    fail("invalid-input", "The piece would become too long")
  const names = idMaker(project)
  const tempo = tempoMapOf(project)
  const later = (clip: Clip): Clip => ({ ...clip, startTicks: clip.startTicks + lengthTicks })
  const fresh: Clip[] = []
  const clips = mappedEntities(project.clips, (clip) => {
    if (clip.startTicks >= atTicks) return later(clip)
    if (clip.startTicks + clip.lengthTicks <= atTicks) return clip
    const [left, right] = cutClip(clip, atTicks, names(clip.id), tempo)
    fresh.push(later(right))
    return left
  })
  const changed = movedPoints(project, (points) =>
    after.pointsAfterInsert(points, atTicks, lengthTicks),
  )
  const markers = entitiesOf(project.markers)
  return patched(changed, {
    clips: withEntities(clips, fresh),
    tempo: after.tempoAfterInsert(project.tempo, atTicks, lengthTicks),
    meters: after.eventsAfterInsert(project.meters, atTicks, lengthTicks, true),
    keys: after.eventsAfterInsert(project.keys, atTicks, lengthTicks, true),
    chords: after.eventsAfterInsert(project.chords, atTicks, lengthTicks, false),
    markers: withEntities(
      project.markers,
      markers.map((marker) => after.markerAfterInsert(marker, atTicks, lengthTicks)),
    ),
    loop: after.loopAfterInsert(project.loop, atTicks, lengthTicks),
  })
}

/** What stands in [fromTicks, fromTicks + lengthTicks) goes; clips that reach over an edge keep what is outside. */
export function deleteTime(project: Project, fromTicks: number, lengthTicks: number): Project {
  const range = { fromTicks, toTicks: fromTicks + lengthTicks }
  const names = idMaker(project)
  const before = tempoMapOf(project)
  const tempo = after.tempoAfterDelete(project.tempo, range)
  const now = tempoMapOf({ tempo })
  const [fresh, gone]: [Clip[], ClipId[]] = [[], []]
  const placed = ({ clip, isLater }: Part): Clip => {
    if (isLater) return { ...clip, startTicks: clip.startTicks - lengthTicks }
    return keepsSeconds(clip) ? retimed(clip, before, now) : clip
  }
  const clips = mappedEntities(project.clips, (clip) => {
    // The first part has the clip's own id.
    const [first, second] = partsOutside(clip, range, names, before)
    if (second) fresh.push(placed(second))
    if (!first) gone.push(clip.id)
    return first ? placed(first) : clip
  })
  const changed = movedPoints(project, (points) => after.pointsAfterDelete(points, range))
  const markers = entitiesOf(project.markers).flatMap(
    (marker) => after.markerAfterDelete(marker, range) ?? [],
  )
  return patched(changed, {
    clips: withEntities(withoutEntities(clips, gone), fresh),
    tempo,
    meters: after.eventsAfterDelete(project.meters, range),
    keys: after.eventsAfterDelete(project.keys, range),
    chords: after.eventsAfterDelete(project.chords, range),
    markers: withEntities(emptyTable(), markers),
    loop: after.loopAfterDelete(project.loop, range),
  })
}

interface Part {
  readonly clip: Clip
  readonly isLater: boolean
}

function partsOutside(
  clip: Clip,
  { fromTicks, toTicks }: after.Range,
  names: (id: ClipId) => ClipId,
  tempo: TempoMap,
): Part[] {
  const endTicks = clip.startTicks + clip.lengthTicks
  if (endTicks <= fromTicks) return [{ clip, isLater: false }]
  if (clip.startTicks >= toTicks) return [{ clip, isLater: true }]
  const parts: Part[] = []
  if (clip.startTicks < fromTicks)
    parts.push({ clip: cutClip(clip, fromTicks, clip.id, tempo)[0], isLater: false })
  if (endTicks > toTicks) {
    const id = parts.length > 0 ? names(clip.id) : clip.id
    parts.push({ clip: cutClip(clip, toTicks, id, tempo)[1], isLater: true })
  }
  return parts
}

function movedPoints(
  project: Project,
  move: (points: readonly AutomationPoint[]) => AutomationPoint[],
): Project {
  const tracks = entitiesOf(project.tracks).map((track) => {
    const automation = track.automation.map((lane) => ({ ...lane, points: move(lane.points) }))
    return isSame(automation, track.automation) ? track : { ...track, automation }
  })
  return putTracks(project, tracks)
}

/** Ids for the parts behind a cut: the clip's own with a number, the first that is free. */
function idMaker(project: Project): (id: ClipId) => ClipId {
  const taken = new Set<string>()
  return (id) => {
    // A number that an earlier cut put there is counted on, so that ids do not grow with every cut.
    const stem = id.replace(/\.\d+$/, "")
    for (let i = 2; ; i++) {
      const fresh = `${stem}.${i}`
      if (taken.has(fresh) || entityOf(project.clips, fresh)) continue
      taken.add(fresh)
      return fresh as ClipId
    }
  }
}
