/** Tempo, meters, keys and markers of a project as meta events at ticks of the project. */
import { beatTicks, sharpsOf, TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { metaEvent, type MidiEvent } from "#shared/music/midi-file/index.ts"
import { tempoMapOf } from "../edit/maps.ts"
import { entitiesOf, type Project } from "../model/index.ts"
import { lanesOfFile, markersOf, META_TYPES, type FileLanes } from "./lanes-of-file.ts"

export type Lane = keyof typeof META_TYPES
export const LANES = Object.keys(META_TYPES) as Lane[]

/** A ramp is written as steps so far apart, each with the mean tempo of its stretch, so that their times are right. */
const RAMP_STEP_TICKS = TICKS_PER_QUARTER / 4
const SECONDS_PER_MICROSECOND = 1e-6
const MOST_MICROSECONDS = 0xffffff
const CLOCKS_PER_QUARTER = 24
const MINOR_THIRD = new Set(["minor", "harmonic minor", "melodic minor", "dorian", "phrygian"])

export function laneEvents(project: Project, lane: Lane): MidiEvent[] {
  switch (lane) {
    case "tempo":
      return tempoEvents(project)
    case "meters":
      return project.meters.map((meter) =>
        metaEvent(meter.tick, {
          kind: "timeSignature",
          numerator: meter.numerator,
          denominator: meter.denominator,
          clocksPerClick: Math.ceil((beatTicks(meter) * CLOCKS_PER_QUARTER) / TICKS_PER_QUARTER),
          thirtySecondsPerQuarter: 8,
        }),
      )
    case "keys":
      return project.keys.map((key) => {
        const mode = MINOR_THIRD.has(key.mode) ? "minor" : "major"
        return metaEvent(key.tick, { kind: "keySignature", fifths: sharpsOf(key), mode })
      })
    case "markers":
      return entitiesOf(project.markers)
        .toSorted((a, b) => a.tick - b.tick || (a.id < b.id ? -1 : 1))
        .map(({ tick, name: text }) =>
          metaEvent(tick, { kind: "text", role: "marker", text, encoding: "utf-8" }),
        )
  }
}

/** The lanes that differ from what the file told. */
export function editedLanes(project: Project, told: FileLanes): Set<Lane> {
  const isSame: Record<Lane, boolean> = {
    tempo: isSameJson(project.tempo, told.tempo),
    meters: isSameJson(project.meters, told.meters),
    keys: isSameJson(project.keys, told.keys),
    markers: isSameJson(markersOf(entitiesOf(project.markers)), markersOf(told.markers)),
  }
  return new Set(LANES.filter((lane) => !isSame[lane]))
}

export const nothingTold = (): FileLanes => ({
  ...lanesOfFile([], true),
  tempo: [],
  meters: [],
})

function tempoEvents(project: Project): MidiEvent[] {
  const { tempo } = project
  const map = tempoMapOf(project)
  return tempo.flatMap(({ tick, bpm, curve }, i) => {
    const next = tempo[i + 1]
    if (curve === "step" || !next) return [tempoEvent(tick, 60 / bpm)]
    const steps = Math.ceil((next.tick - tick) / RAMP_STEP_TICKS)
    return Array.from({ length: steps }, (_, step) => {
      const from = tick + step * RAMP_STEP_TICKS
      const to = Math.min(from + RAMP_STEP_TICKS, next.tick)
      const seconds = map.secondsAt(to) - map.secondsAt(from)
      return tempoEvent(from, (seconds * TICKS_PER_QUARTER) / (to - from))
    })
  })
}

/** The slowest that a file can hold is 3.6 a minute. */
function tempoEvent(tick: number, secondsPerQuarter: number): MidiEvent {
  const microseconds = Math.round(secondsPerQuarter / SECONDS_PER_MICROSECOND)
  const microsecondsPerQuarter = Math.min(MOST_MICROSECONDS, Math.max(1, microseconds))
  return metaEvent(tick, { kind: "tempo", microsecondsPerQuarter })
}

const isSameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
