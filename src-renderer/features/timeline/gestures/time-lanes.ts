/** Chords, tempo, meter and key above the tracks: moved by the hand, opened by a second press. */
import { type HeaderRow } from "../model/header.ts"
import {
  eventsOf,
  isAnchored,
  moveStep,
  removeStep,
  tempoStep,
  type LaneEvent,
  type LaneKind,
} from "../model/time-lanes.ts"
import { bpmPerPx, tempoScale } from "../model/tempo-scale.ts"
import { xOf } from "../model/time-view.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import type { Step } from "../../../session/index.ts"
import { dragOf, type Gesture, type Press, type Spot } from "./gesture.ts"
import { locate } from "./locate.ts"

/** Of a word from its beginning; of a point of the tempo on either side. */
const WORD_PX = 34
const POINT_PX = 8
const BPM_STEP = 0.5

export const headerRowAt = ({ header }: TimelineState, y: number): HeaderRow | undefined =>
  header.find(({ topPx, heightPx }) => y >= topPx && y < topPx + heightPx)

/** The event of a lane under the hand. */
export function laneEventAt(
  { project, view }: TimelineState,
  kind: LaneKind,
  x: number,
): LaneEvent | undefined {
  const [before, after] = kind === "tempo" ? [POINT_PX, POINT_PX] : [2, WORD_PX]
  return eventsOf(project, kind).findLast(({ tick }) => {
    const left = xOf(view, tick)
    return x >= left - before && x <= left + after
  })
}

export function timeLanePress(state: TimelineState, kind: LaneKind, spot: Spot): Press {
  const event = laneEventAt(state, kind, spot.x)
  if (!event) return { cursor: "crosshair", click: (at) => locate(state, at) }
  const { project } = state.studio
  return {
    cursor: spot.alt ? "not-allowed" : "grab",
    click(at) {
      if (at.alt && !isAnchored(kind, event.tick))
        project.runAll(`Remove ${kind}`, [removeStep(kind, event.tick)])
      else if (at.shift && kind === "tempo") toggleRamp(state, event.tick)
      else state.transport.locate(event.tick)
    },
    drag: (from) =>
      kind === "tempo" ? moveTempo(state, from, event.tick) : moveEvent(state, from, kind, event),
  }
}

/** A meter begins with a bar. */
export const laneTick = (
  state: TimelineState,
  kind: LaneKind,
  tick: number,
  isFree = false,
): number => {
  if (kind !== "meter") return state.snap(tick, isFree)
  const { startTicks, endTicks } = state.meters.barAt(Math.max(0, tick))
  return tick - startTicks <= endTicks - tick ? startTicks : endTicks
}

function moveEvent(state: TimelineState, from: Spot, kind: LaneKind, { tick }: LaneEvent): Gesture {
  return dragOf(state, `Move ${kind}`, (spot) => {
    if (isAnchored(kind, tick)) return []
    const toTick = laneTick(state, kind, tick + spot.tick - from.tick, spot.shift)
    return toTick === tick ? [] : [moveStep(kind, tick, toTick)]
  })
}

/** Sideways in time, up and down in tempo. */
function moveTempo(state: TimelineState, from: Spot, tick: number): Gesture {
  const { tempo } = state.project
  const before = tempo.find((event) => event.tick === tick)!
  const height = state.header.find(({ kind }) => kind === "tempo")?.heightPx ?? 1
  const perPx = bpmPerPx(tempoScale(tempo), height)
  return dragOf(state, "Change tempo", (spot) => {
    const wanted = before.bpm + (from.y - spot.y) * perPx
    const isStill = Math.abs(from.y - spot.y) < 3
    const bpm = isStill ? before.bpm : Math.min(6000, Math.max(1, rounded(wanted)))
    const moved = state.snap(tick + spot.tick - from.tick, spot.shift)
    const toTick = isAnchored("tempo", tick) ? tick : moved
    const steps: Step[] = toTick === tick ? [] : [moveStep("tempo", tick, toTick)]
    return [...steps, tempoStep({ ...before, tick: toTick, bpm })]
  })
}

const rounded = (bpm: number): number => Math.round(bpm / BPM_STEP) * BPM_STEP

/** The tempo goes on to the next one in a line, or stands until it. */
export function toggleRamp({ project, studio }: TimelineState, tick: number): void {
  const event = project.tempo.find((each) => each.tick === tick)
  if (!event) return
  const curve = event.curve === "ramp" ? "step" : "ramp"
  const label = curve === "ramp" ? "Ramp the tempo" : "Step the tempo"
  studio.project.runAll(label, [tempoStep({ ...event, curve })])
}

/** What lies under a second press as a field, or a new one there. @returns whether it was on a lane */
export function openTimeLane(state: TimelineState, spot: Spot): boolean {
  const row = headerRowAt(state, spot.y)
  if (!row || row.kind === "ruler" || row.kind === "sections") return false
  const { kind } = row
  const event = laneEventAt(state, kind, spot.x)
  state.editing = { kind, tick: event?.tick ?? laneTick(state, kind, spot.tick, spot.shift) }
  return true
}
