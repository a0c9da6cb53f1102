/** The lanes of a DAWproject's arrangement as clips and automation of tracks. */
import { LaneId, type AutomationLane, type Clip, type Track, type TrackId } from "../model/index.ts"
import { readClip } from "./read-clips.ts"
import { unitOf, type ReadContext, type TimeUnit } from "./read-context.ts"
import { readAutomation } from "./read-points.ts"
import { childOf, childrenOf, type XmlElement } from "../xml/xml.ts"

/** The file's ids of tracks that hold notes anywhere. */
export function tracksWithNotes(lanes: XmlElement | undefined): Set<string> {
  const found = new Set<string>()
  const holdsNotes = (element: XmlElement): boolean =>
    element.name === "Notes" || element.children.some(holdsNotes)
  for (const lane of lanes?.children ?? []) {
    const track = lane.attributes["track"]
    if (track !== undefined && holdsNotes(lane)) found.add(track)
  }
  return found
}

/** Clips and automation of all tracks. */
export function readLanes(
  arrangement: XmlElement | undefined,
  tracks: readonly Track[],
  context: ReadContext,
): { tracks: Track[]; clips: Clip[] } {
  const outer = unitOf(arrangement, "beats")
  const clips: Clip[] = []
  const curves = new Map<TrackId, AutomationLane[]>()
  for (const lane of arrangement?.children ?? []) {
    const track = tracks.find(
      ({ id }) => id === context.trackIds.get(lane.attributes["track"] ?? ""),
    )
    const unit = unitOf(lane, outer)
    const parts = lane.name === "Lanes" ? lane.children : [lane]
    for (const part of parts) {
      const home =
        tracks.find(({ id }) => id === context.trackIds.get(part.attributes["track"] ?? "")) ??
        track
      if (part.name === "Clips" && home)
        for (const clip of childrenOf(part, "Clip"))
          clips.push(...[readClip(clip, home, unitOf(part, unit), context) ?? []].flat())
      else if (part.name === "Points") addCurve(curves, part, unit, context)
    }
  }
  const automated = tracks.map((track) => ({ ...track, automation: curves.get(track.id) ?? [] }))
  return { tracks: automated, clips }
}

function addCurve(
  curves: Map<TrackId, AutomationLane[]>,
  points: XmlElement,
  unit: TimeUnit,
  context: ReadContext,
): void {
  const known = context.parameters.get(childOf(points, "Target")?.attributes["parameter"] ?? "")
  if (!known) {
    context.lost("automation of what is not here")
    return
  }
  const { trackId, target } = known
  const lanes = curves.get(trackId) ?? []
  const id = LaneId.parse(`lane${lanes.length + 1}`)
  curves.set(trackId, [
    ...lanes,
    { id, target, points: readAutomation(points, known, unit, context) },
  ])
}
