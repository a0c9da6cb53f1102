/** What inserting and deleting time does to events, points, markers and the tempo. */
import type { AutomationPoint, LoopRegion, Marker, TempoEvent } from "../model/index.ts"
import { createTempoMap } from "#shared/music/index.ts"
import { putByTick } from "./order.ts"
import { patched } from "./patched.ts"

interface Ticked {
  readonly tick: number
}

/** Time that goes: [fromTicks, toTicks). */
export interface Range {
  readonly fromTicks: number
  readonly toTicks: number
}

/** @param keepsFirst whether an event at tick 0 stays, although time is put in before it */
export function eventsAfterInsert<T extends Ticked>(
  events: readonly T[],
  atTicks: number,
  lengthTicks: number,
  keepsFirst: boolean,
): T[] {
  return events.map((event) => {
    const stays = event.tick < atTicks || (keepsFirst && event.tick === 0)
    return stays ? event : { ...event, tick: event.tick + lengthTicks }
  })
}

/** Of the events that go, the last one holds on from the cut: what came after it is still in its key. */
export function eventsAfterDelete<T extends Ticked>(events: readonly T[], range: Range): T[] {
  const holding = events.findLast(({ tick }) => tick <= range.toTicks)
  const rest = pointsAfterDelete(events, range)
  if (!holding || holding.tick < range.fromTicks) return rest
  return putByTick(rest, [{ ...holding, tick: range.fromTicks }])
}

/** Points of curves that go have no say afterwards. */
export function pointsAfterDelete<T extends Ticked>(
  points: readonly T[],
  { fromTicks, toTicks }: Range,
): T[] {
  const by = toTicks - fromTicks
  return points
    .filter(({ tick }) => tick < fromTicks || tick >= toTicks)
    .map((point) => (point.tick < toTicks ? point : { ...point, tick: point.tick - by }))
}

export function pointsAfterInsert(
  points: readonly AutomationPoint[],
  atTicks: number,
  lengthTicks: number,
): AutomationPoint[] {
  return eventsAfterInsert(points, atTicks, lengthTicks, false)
}

/** The tempo stands still in the time put in; before and after it all is as it was. */
export function tempoAfterInsert(
  tempo: readonly TempoEvent[],
  atTicks: number,
  lengthTicks: number,
): TempoEvent[] {
  const index = tempo.findLastIndex(({ tick }) => tick < atTicks)
  const before = tempo[index]
  const after = tempo
    .slice(index + 1)
    .map((point) => ({ ...point, tick: point.tick + lengthTicks }))
  if (!before) return [{ ...tempo[0]!, curve: "step" }, ...after]
  const kept = tempo.slice(0, index + 1)
  if (before.curve === "step" || after.length === 0) return [...kept, ...after]
  const standing: TempoEvent = {
    tick: atTicks,
    bpm: createTempoMap(tempo).bpmAt(atTicks),
    curve: "step",
  }
  const goesOn: TempoEvent = { ...standing, tick: atTicks + lengthTicks, curve: "ramp" }
  return [...kept, standing, ...putByTick([goesOn], after)]
}

/**
 * The tempo jumps at the cut. A ramp that led into it ends a tick before, since two points cannot share a tick: that one
 * tick lasts a little differently, which the caller makes up for.
 */
export function tempoAfterDelete(
  tempo: readonly TempoEvent[],
  { fromTicks, toTicks }: Range,
): TempoEvent[] {
  const map = createTempoMap(tempo)
  const by = toTicks - fromTicks
  const holding = tempo.findLast(({ tick }) => tick <= toTicks)!
  const kept = tempo.filter(({ tick }) => tick < fromTicks)
  const after = tempo
    .filter(({ tick }) => tick > toTicks)
    .map((point) => ({ ...point, tick: point.tick - by }))
  const last = kept.at(-1)
  if (last?.tick === holding.tick && last.curve === "step") return [...kept, ...after]
  const ending: TempoEvent[] =
    last?.curve === "ramp"
      ? [{ tick: fromTicks - 1, bpm: map.bpmAt(fromTicks - 1), curve: "step" }]
      : []
  const jump = { ...holding, tick: fromTicks, bpm: map.bpmAt(toTicks) }
  return [...putByTick(kept, ending), jump, ...after]
}

export function markerAfterInsert(marker: Marker, atTicks: number, by: number): Marker {
  if (marker.tick >= atTicks) return { ...marker, tick: marker.tick + by }
  const { lengthTicks } = marker
  return lengthTicks !== undefined && marker.tick + lengthTicks > atTicks
    ? { ...marker, lengthTicks: lengthTicks + by }
    : marker
}

/** @returns undefined for a marker that goes */
export function markerAfterDelete(marker: Marker, range: Range): Marker | undefined {
  const { tick, lengthTicks = 0 } = marker
  const isInside = tick >= range.fromTicks && tick < range.toTicks
  if (isInside && tick + lengthTicks <= range.toTicks) return undefined
  const start = afterDelete(tick, range)
  const length = afterDelete(tick + lengthTicks, range) - start
  return patched(marker, {
    tick: start,
    lengthTicks: marker.lengthTicks === undefined ? undefined : length,
  })
}

export function loopAfterInsert(loop: LoopRegion, atTicks: number, by: number): LoopRegion {
  if (loop.startTicks >= atTicks) return { ...loop, startTicks: loop.startTicks + by }
  return loop.startTicks + loop.lengthTicks > atTicks
    ? { ...loop, lengthTicks: loop.lengthTicks + by }
    : loop
}

export function loopAfterDelete(loop: LoopRegion, range: Range): LoopRegion {
  const startTicks = afterDelete(loop.startTicks, range)
  const endTicks = afterDelete(loop.startTicks + loop.lengthTicks, range)
  return patched(loop, { startTicks, lengthTicks: Math.max(1, endTicks - startTicks) })
}

function afterDelete(tick: number, { fromTicks, toTicks }: Range): number {
  return tick < fromTicks ? tick : Math.max(fromTicks, tick - (toTicks - fromTicks))
}
