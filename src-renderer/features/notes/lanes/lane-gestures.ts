/** Strokes over a lane: with the pencil by hand, else a straight line; the eraser takes away. */
import type { Note, NotesClip } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { eventAt, controllerOf, statusOf, type ControlKind, type LaneKind } from "./lane-kind.ts"
import {
  curveTicks,
  lineOf,
  shareAt,
  velocitiesUnder,
  velocityOf,
  withPoint,
  type Point,
} from "./strokes.ts"

/** In ticks of the content. */
export interface LaneSpot extends Point {
  /** The note whose velocity is under the pointer. */
  readonly note: Note | null
}

export interface Stroke {
  move(spot: LaneSpot): void
  end(): void
  cancel(): void
}

const CURVE_STEP_PX = 4
const SLACK_PX = 4

export function startStroke(notes: NotesState, kind: LaneKind, from: LaneSpot): Stroke | null {
  const { clip } = notes
  if (!clip || notes.studio.project.isDragging) return null
  if (kind !== "velocity")
    return notes.tool === "erase"
      ? eraseControl(notes, clip, kind, from)
      : drawControl(notes, clip, kind, from)
  return from.note ? pullVelocity(notes, clip, from, from.note) : drawVelocities(notes, clip, from)
}

/** One note, or all that are selected with it: they keep their differences. */
function pullVelocity(notes: NotesState, clip: NotesClip, from: Point, held: Note): Stroke {
  if (!notes.selectedIds.has(held.id)) notes.select([held.id])
  const some = notes.selected
  return stroke(notes, "Set velocity", (spot) => {
    const by = velocityOf(spot.share) - velocityOf(from.share)
    const velocities = some.map(({ velocity }) => Math.min(127, Math.max(1, velocity + by)))
    notes.velocity = Math.min(127, Math.max(1, held.velocity + by))
    return [{ name: "note.velocity", args: { clipId: clip.id, noteIds: idsOf(some), velocities } }]
  })
}

/** Over the notes, or those selected where some are. */
function drawVelocities(notes: NotesState, clip: NotesClip, from: Point): Stroke {
  const some = notes.selected.length > 1 ? notes.selected : clip.notes
  const slackTicks = SLACK_PX / notes.view.pxPerTick
  const pointsTo = pointsOf(notes, from)
  const steps = (spot: Point): Step[] => {
    const args = velocitiesUnder(some, pointsTo(spot), slackTicks)
    return args.noteIds.length === 0
      ? []
      : [{ name: "note.velocity", args: { clipId: clip.id, ...args } }]
  }
  const begun = stroke(notes, "Draw velocities", steps)
  begun.move({ ...from, note: null })
  return begun
}

function drawControl(notes: NotesState, clip: NotesClip, kind: ControlKind, from: Point): Stroke {
  const status = statusOf(clip, kind)
  const stepTicks = Math.max(1, Math.round(CURVE_STEP_PX / notes.view.pxPerTick))
  const pointsTo = pointsOf(notes, from)
  const begun = stroke(notes, "Draw controllers", (spot) => {
    const points = pointsTo(spot)
    const ticks = curveTicks(points, stepTicks)
    const events = ticks.map((tick) => eventAt(tick, shareAt(points, tick), kind, status))
    return [
      removeStep(clip, kind, status, ticks[0]!, ticks.at(-1)! + 1),
      { name: "controller.set", args: { clipId: clip.id, events: changesOf(events) } },
    ]
  })
  begun.move({ ...from, note: null })
  return begun
}

function eraseControl(notes: NotesState, clip: NotesClip, kind: ControlKind, from: Point): Stroke {
  const status = statusOf(clip, kind)
  const slackTicks = Math.ceil(SLACK_PX / notes.view.pxPerTick)
  let [low, high] = [from.tick, from.tick]
  const begun = stroke(notes, "Erase controllers", ({ tick }) => {
    low = Math.min(low, tick)
    high = Math.max(high, tick)
    const start = Math.max(0, Math.floor(low) - slackTicks)
    return [removeStep(clip, kind, status, start, Math.ceil(high) + slackTicks)]
  })
  begun.move({ ...from, note: null })
  return begun
}

/** By hand with the pencil, else a line from the press. */
function pointsOf(notes: NotesState, from: Point): (spot: Point) => Point[] {
  const isByHand = notes.tool === "draw"
  let points: Point[] = [from]
  let last = from
  return (spot) => {
    points = isByHand ? withPoint(points, last, spot) : lineOf(from, spot)
    last = spot
    return points
  }
}

function stroke(notes: NotesState, label: string, steps: (spot: LaneSpot) => Step[]): Stroke {
  const { project } = notes.studio
  project.begin(label)
  return {
    move(spot) {
      const taken = steps(spot)
      if (taken.length > 0) project.drag(taken)
    },
    end: () => project.commit(),
    cancel: () => project.cancel(),
  }
}

function removeStep(
  clip: NotesClip,
  kind: ControlKind,
  status: number,
  fromTicks: number,
  toTicks: number,
): Step {
  const number = controllerOf(kind)
  const what = number === undefined ? { status } : { status, number }
  return { name: "controller.remove", args: { clipId: clip.id, ...what, fromTicks, toTicks } }
}

/** Without those that say again what the one before them said. */
function changesOf(events: ReturnType<typeof eventAt>[]): ReturnType<typeof eventAt>[] {
  return events.filter(([, , a, b], i) => {
    const before = events[i - 1]
    return before?.[2] !== a || before[3] !== b
  })
}

const idsOf = (notes: readonly Note[]): string[] => notes.map(({ id }) => id)
