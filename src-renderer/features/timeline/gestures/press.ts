/** What a press on the timeline means, from the place, the tool and the keys that are held. */
import { isSoundClip, type Clip } from "#shared/project/index.ts"
import { clipsFromTo, splitSteps } from "../edit/clip-steps.ts"
import { freshId } from "../edit/fresh-id.ts"
import { takesNotes } from "../edit/move.ts"
import { LOOP_PX, RULER_PX, SECTIONS_PX } from "../draw/draw-ruler.ts"
import { clipHit, type ClipHit } from "../model/hits.ts"
import type { TrackRow } from "../model/rows.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { lanePress } from "./automation-press.ts"
import { addBarAt, drawClip } from "./draw-clip.ts"
import { eraseClips } from "./erase-clips.ts"
import { fadeClip } from "./fade-clip.ts"
import { trackIdsOf, type Press, type Spot } from "./gesture.ts"
import { locate, scrub } from "./locate.ts"
import { loopRange, loopZone } from "./loop-range.ts"
import { marquee } from "./marquee.ts"
import { moveClips } from "./move-clips.ts"
import { resizeClips } from "./resize-clips.ts"
import { drawSection, markerHit, moveMarker } from "./sections.ts"
import { headerRowAt, timeLanePress } from "./time-lanes.ts"
import { takePress } from "./choose-take.ts"
import { slipClips } from "./slip-clips.ts"

const EDGE_CURSOR = "ew-resize"

export function pressAt(state: TimelineState, spot: Spot): Press {
  if (spot.y < state.headerPx) return headerPress(state, spot)
  const row = state.rows[spot.rowIndex]
  if (!row) return groundPress(state)
  if (row.kind === "take") return takePress(state, row, spot)
  return row.kind === "lane" ? lanePress(state, row, spot) : trackPress(state, row, spot)
}

function headerPress(state: TimelineState, spot: Spot): Press {
  if (spot.y < LOOP_PX) {
    const zone = loopZone(state, spot.x)
    const cursor = zone === "body" ? "grab" : zone === "outside" ? "crosshair" : EDGE_CURSOR
    return { cursor, drag: (from) => loopRange(state, from, zone) }
  }
  if (spot.y >= RULER_PX && spot.y < RULER_PX + SECTIONS_PX) {
    const hit = markerHit(state, spot.x)
    if (!hit) return { cursor: "crosshair", drag: (from) => drawSection(state, from) }
    return {
      cursor: hit.zone === "end" ? EDGE_CURSOR : "grab",
      click: () => state.transport.locate(hit.marker.tick),
      drag: (from) => moveMarker(state, from, hit),
    }
  }
  const row = headerRowAt(state, spot.y)
  if (row && row.kind !== "ruler" && row.kind !== "sections")
    return timeLanePress(state, row.kind, spot)
  return { cursor: "text", click: (at) => locate(state, at), drag: () => scrub(state) }
}

function groundPress(state: TimelineState): Press {
  return {
    cursor: "default",
    click: () => state.studio.selection.clear(),
    drag: (from) => marquee(state, from),
  }
}

function trackPress(state: TimelineState, row: TrackRow, spot: Spot): Press {
  const hit = clipHit(state.clipsOn(row.track.id), state.view, spot.x, spot.rowsY - row.topPx)
  if (state.tool === "draw" && spot.alt)
    return {
      cursor: "not-allowed",
      click: (at) => eraseClips(state, at).end(),
      drag: (from) => eraseClips(state, from),
    }
  if (!hit) return emptyPress(state, row)
  if (state.tool === "split")
    return { cursor: "col-resize", click: (at) => splitAt(state, hit.clip, at) }
  return clipPress(state, hit)
}

function emptyPress(state: TimelineState, row: TrackRow): Press {
  const { track } = row
  if (state.tool === "draw")
    return takesNotes(track)
      ? {
          cursor: "crosshair",
          click: (at) => addBarAt(state, at.tick, track, at.shift),
          drag: (from) => drawClip(state, from, track),
        }
      : { cursor: "not-allowed" }
  if (state.tool === "automation")
    return { cursor: "default", click: () => showAutomation(state, row) }
  return {
    ...groundPress(state),
    click: () => state.studio.selection.set("track", [track.id]),
  }
}

function clipPress(state: TimelineState, { clip, zone }: ClipHit): Press {
  const take = (): void => {
    if (!state.selectedIds.has(clip.id)) state.select([clip.id])
  }
  const click = (at: Spot): void => clickClip(state, clip, at)
  if ((zone === "fade-in" || zone === "fade-out") && isSoundClip(clip))
    return {
      cursor: EDGE_CURSOR,
      click,
      drag: () => fadeClip(state, clip, zone === "fade-in" ? "in" : "out"),
    }
  if (zone === "start" || zone === "end")
    return {
      cursor: EDGE_CURSOR,
      click,
      drag(from) {
        take()
        return resizeClips(state, from, clip, zone)
      },
    }
  return {
    cursor: "default",
    click,
    drag(from) {
      take()
      return from.ctrl ? slipClips(state, from) : moveClips(state, from, clip, from.alt)
    },
  }
}

/** Plain: this one alone. Ctrl: this one more or less. Shift: all from the current one to this. */
function clickClip(state: TimelineState, clip: Clip, { ctrl, shift }: Spot): void {
  const { selection } = state.studio
  const current = state.selectedClips.at(-1)
  if (ctrl) selection.toggle("clip", clip.id)
  else if (shift && current) {
    const range = clipsFromTo(state.project, trackIdsOf(state), current, clip)
    const ids = range.map(({ id }) => id).filter((id) => id !== current.id)
    state.select([...ids, current.id])
  } else state.select([clip.id])
  state.currentClipId = clip.id
}

function splitAt(state: TimelineState, clip: Clip, spot: Spot): void {
  const at = state.snap(spot.tick, spot.shift)
  const clips = state.selectedIds.has(clip.id) ? state.selectedClips : [clip]
  const steps = splitSteps(clips, at, () => freshId("clip"))
  if (steps.length > 0) state.studio.project.runAll("Split clip", steps)
}

/** The track's lanes; its level where it has none yet. */
function showAutomation(state: TimelineState, { track }: TrackRow): void {
  if (track.automation.length === 0) {
    const lane = { id: freshId("lane"), target: { parameter: "gainDb" }, points: [] }
    state.studio.project.run("automation.add-lane", { trackId: track.id, lane })
  }
  state.automate(track.id, true)
}
