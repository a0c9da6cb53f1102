/**
 * The menu of what lies under the pointer on the timeline. What it is about is selected first, or the playhead put there,
 * so that its entries are the commands that keys and palette have.
 */
import { trackOf } from "#shared/project/index.ts"
import { trackMidiItems } from "../../../control/index.ts"
import { commandItems } from "../../../session/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import { takesNotes } from "../edit/move.ts"
import { removeStep, isAnchored, type LaneKind } from "../model/time-lanes.ts"
import type { LaneRow, TrackRow } from "../model/rows.ts"
import { clipHit } from "../model/hits.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { nextCurve, pointAt, removePoint } from "./automation-points.ts"
import { addClipInBar } from "./draw-clip.ts"
import type { Spot } from "./gesture.ts"
import { takeMenu } from "./choose-take.ts"
import { markerHit } from "./sections.ts"
import { headerRowAt, laneEventAt, laneTick, toggleRamp } from "./time-lanes.ts"

const CLIP = [
  ["timeline.open", "timeline.continue", "timeline.play-selection"],
  ["timeline.cut", "timeline.copy", "timeline.paste"],
  ["timeline.duplicate", "timeline.split", "timeline.join", "timeline.mute"],
  ["timeline.loop", "timeline.section", "timeline.insert-time", "timeline.delete-time"],
  ["timeline.remove"],
]
const TRACK = [
  ["timeline.rename-track", "timeline.duplicate-track", "timeline.group", "timeline.paste"],
  ["timeline.automate-level", "timeline.automate-pan"],
  ["timeline.remove"],
]
const RULER = [
  ["timeline.marker", "timeline.section", "timeline.loop", "timeline.paste"],
  ["transport.record-range"],
  ["timeline.set-tempo", "timeline.set-meter", "timeline.set-key", "timeline.set-chord"],
  ["timeline.insert-time", "timeline.delete-time"],
]
const MARKER = [["timeline.rename-marker"], ["timeline.remove-marker"]]

/** @param spot undefined: asked for by a key, about what is selected */
export function menuAt(state: TimelineState, spot: Spot | undefined): readonly MenuItem[] {
  const { commands } = state.studio
  if (!spot) {
    if (state.selectedClips.length > 0) return commandItems(commands, ...CLIP)
    return state.selectedTracks.length > 0 ? commandItems(commands, ...TRACK) : []
  }
  if (spot.y < state.headerPx) return headerMenu(state, spot)
  const row = state.rows[spot.rowIndex]
  if (!row)
    return commandItems(commands, [
      "timeline.add-instrument",
      "timeline.add-drums",
      "timeline.add-audio",
    ])
  if (row.kind === "take") return takeMenu(state, row, spot)
  return row.kind === "lane" ? laneMenu(state, row, spot) : trackMenu(state, row, spot)
}

/** Of a head, too. */
export function menuOfTrack(state: TimelineState, trackId: string): readonly MenuItem[] {
  const { commands, selection } = state.studio
  if (!selection.has("track", trackId)) selection.set("track", [trackId])
  const midi = trackMidiItems(state.studio, trackOf(state.project, trackId))
  const ofMidi = { label: "MIDI", items: midi, startsGroup: true, run: () => undefined }
  return [...commandItems(commands, ...TRACK), ...(midi.length > 0 ? [ofMidi] : [])]
}

function trackMenu(state: TimelineState, row: TrackRow, spot: Spot): readonly MenuItem[] {
  const { track } = row
  const hit = clipHit(state.clipsOn(track.id), state.view, spot.x, spot.rowsY - row.topPx)
  if (hit) {
    if (!state.selectedIds.has(hit.clip.id)) state.select([hit.clip.id])
    state.currentClipId = hit.clip.id
    return commandItems(state.studio.commands, ...CLIP)
  }
  const clipHere: MenuItem = {
    label: "New clip in this bar",
    run: () => addClipInBar(state, spot.tick, track),
  }
  const [first, ...rest] = menuOfTrack(state, track.id)
  const own = takesNotes(track) ? [clipHere] : []
  return [...own, ...(first ? [first] : []), ...rest]
}

function laneMenu(state: TimelineState, row: LaneRow, spot: Spot): readonly MenuItem[] {
  const { project } = state.studio
  const point = pointAt(state, row, spot)
  const place = { trackId: row.track.id, laneId: row.lane.id }
  const ofPoint: MenuItem[] = point
    ? [
        { label: "Next curve", keys: "Shift+click", run: () => nextCurve(state, row, point) },
        {
          ...{ label: "Remove the point", keys: "Alt+click", isDanger: true },
          run: () => removePoint(state, row, point),
        },
      ]
    : []
  const remove: MenuItem = {
    ...{ label: "Remove the lane", isDanger: true, startsGroup: true },
    run: () => project.run("automation.remove-lane", place),
  }
  return [...ofPoint, remove]
}

function headerMenu(state: TimelineState, spot: Spot): readonly MenuItem[] {
  const { commands } = state.studio
  const row = headerRowAt(state, spot.y)
  if (row && row.kind !== "ruler" && row.kind !== "sections") return timeMenu(state, row.kind, spot)
  const hit = row?.kind === "sections" ? markerHit(state, spot.x) : null
  state.transport.locate(hit ? hit.marker.tick : state.snap(spot.tick, spot.shift))
  return commandItems(commands, ...(hit ? MARKER : RULER))
}

function timeMenu(state: TimelineState, kind: LaneKind, spot: Spot): readonly MenuItem[] {
  const event = laneEventAt(state, kind, spot.x)
  const tick = event?.tick ?? laneTick(state, kind, spot.tick, spot.shift)
  const edit: MenuItem = {
    label: event ? `Change this ${kind} …` : `New ${kind} here …`,
    run: () => state.edit(kind, tick),
  }
  if (!event) return [edit]
  const ramp: MenuItem = {
    ...{ label: "Ramp or step to the next", keys: "Shift+click" },
    run: () => toggleRamp(state, tick),
  }
  const remove: MenuItem = {
    ...{ label: `Remove this ${kind}`, keys: "Alt+click", isDanger: true, startsGroup: true },
    isDisabled: isAnchored(kind, tick),
    run: () => state.studio.project.runAll(`Remove ${kind}`, [removeStep(kind, tick)]),
  }
  return [edit, ...(kind === "tempo" ? [ramp] : []), remove]
}
