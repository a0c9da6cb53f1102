/** Commands on what holds for the whole piece: tempo, meters, keys, chords and markers. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { parseChordSymbol } from "#shared/music/index.ts"
import { withTempo } from "../edit/audio-time.ts"
import { isSame } from "../edit/patched.ts"
import { compareTicks, putByTick } from "../edit/order.ts"
import { withTable } from "../edit/put.ts"
import {
  ChordEvent,
  entityOf,
  KeyEvent,
  Marker,
  MarkerId,
  MeterEvent,
  TempoEvent,
  Ticks,
  withEntities,
  withoutEntities,
  type Project,
} from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

type Event = TempoEvent | MeterEvent | KeyEvent | ChordEvent

/** How one lane is read and written; `isAnchored` where it must have an event at tick 0. */
interface Lane<E extends Event> {
  readonly word: string
  readonly isAnchored: boolean
  read(project: Project): readonly E[]
  write(project: Project, events: readonly E[]): Project
}

function write<E extends Event>(project: Project, lane: Lane<E>, events: readonly E[]): Project {
  return isSame(lane.read(project), events) ? project : lane.write(project, events)
}

function without<E extends Event>(project: Project, lane: Lane<E>, ticks: readonly number[]): E[] {
  const events = lane.read(project)
  for (const tick of ticks) {
    if (!events.some((event) => event.tick === tick))
      fail("not-found", `There is no ${lane.word} at tick ${tick}`)
    if (tick === 0 && lane.isAnchored)
      fail("invalid-input", `The first ${lane.word} stays at the start of the piece`)
  }
  return events.filter(({ tick }) => !ticks.includes(tick))
}

/** Set, remove and move for one kind of event. */
function laneCommands<const Name extends string, E extends Event>(
  name: Name,
  schema: z.ZodType<E, E>,
  lane: Lane<E>,
) {
  return [
    defineCommand({
      name: `${name}.set` as const,
      label: `Set ${lane.word}`,
      args: z.object({ events: z.array(schema).min(1) }),
      apply: (project, args) =>
        write(project, lane, putByTick(lane.read(project), args.events as readonly E[])),
    }),
    defineCommand({
      name: `${name}.remove` as const,
      label: `Remove ${lane.word}`,
      args: z.object({ ticks: z.array(Ticks).min(1) }),
      apply: (project, { ticks }) => write(project, lane, without(project, lane, ticks)),
    }),
    defineCommand({
      name: `${name}.move` as const,
      label: `Move ${lane.word}`,
      args: z.object({ tick: Ticks, toTick: Ticks }),
      apply(project, { tick, toTick }) {
        const rest = without(project, lane, [tick])
        const event = lane.read(project).find((each) => each.tick === tick)!
        if (rest.some((each) => each.tick === toTick))
          fail("conflict", `There is a ${lane.word} at tick ${toTick} already`)
        const moved = [...rest, { ...event, tick: toTick }].sort(compareTicks)
        return write(project, lane, moved)
      },
    }),
  ] as const
}

const tempo: Lane<TempoEvent> = {
  word: "tempo",
  isAnchored: true,
  read: (project) => project.tempo,
  write: withTempo,
}
const meter: Lane<MeterEvent> = {
  word: "meter",
  isAnchored: true,
  read: ({ meters }) => meters,
  write: (project, events) => withTable(project, "meters", events),
}
const key: Lane<KeyEvent> = {
  word: "key",
  isAnchored: false,
  read: ({ keys }) => keys,
  write: (project, events) => withTable(project, "keys", events),
}
const chord: Lane<ChordEvent> = {
  word: "chord",
  isAnchored: false,
  read: ({ chords }) => chords,
  write: (project, events) => withTable(project, "chords", events),
}
const KnownChord = ChordEvent.refine(
  ({ symbol }) => symbol === "N.C." || parseChordSymbol(symbol) !== undefined,
  { message: "is no chord symbol", path: ["symbol"] },
)

export const laneCommandList = [
  ...laneCommands("tempo", TempoEvent, tempo),
  ...laneCommands("meter", MeterEvent, meter),
  ...laneCommands("key", KeyEvent, key),
  ...laneCommands("chord", KnownChord, chord),
  defineCommand({
    name: "marker.set",
    label: "Set marker",
    args: z.object({ marker: Marker }),
    apply(project, { marker }) {
      const before = entityOf(project.markers, marker.id)
      if (isSame(before, marker)) return project
      return withTable(project, "markers", withEntities(project.markers, [marker]))
    },
  }),
  defineCommand({
    name: "marker.remove",
    label: "Remove marker",
    args: z.object({ markerIds: z.array(MarkerId).min(1) }),
    apply(project, { markerIds }) {
      for (const id of markerIds) markerOf(project, id)
      return withTable(project, "markers", withoutEntities(project.markers, markerIds))
    },
  }),
  defineCommand({
    name: "marker.move",
    label: "Move marker",
    args: z.object({ markerId: MarkerId, tick: Ticks }),
    apply(project, { markerId, tick }) {
      const marker = markerOf(project, markerId)
      if (marker.tick === tick) return project
      return withTable(project, "markers", withEntities(project.markers, [{ ...marker, tick }]))
    },
  }),
] as const

function markerOf(project: Project, id: MarkerId): Marker {
  return entityOf(project.markers, id) ?? fail("not-found", `There is no marker ${id}`)
}
