/** Tempo, meters, keys and markers that meta events of a MIDI file tell. */
import { keyOfSharps } from "#shared/music/index.ts"
import { metaValue, type MetaEvent } from "#shared/music/midi-file/index.ts"
import type { KeyEvent, MeterEvent, Project, TempoEvent } from "../model/index.ts"

export interface FileLanes {
  tempo: TempoEvent[]
  meters: MeterEvent[]
  keys: KeyEvent[]
  markers: { tick: number; name: string }[]
  warnings: string[]
}

export const META_TYPES = {
  tempo: [0x51],
  meters: [0x58],
  keys: [0x59],
  markers: [0x06, 0x07],
} as const
const MICROSECONDS_PER_MINUTE = 60_000_000
const MOST_BPM = 6000
const MOST_NAME = 200
const DENOMINATORS: readonly number[] = [1, 2, 4, 8, 16, 32, 64]

/**
 * @param events of all tracks, `ticks` being ticks of the project
 * @param hasTempo false in film time, where tempo events mean nothing
 */
export function lanesOfFile(events: readonly MetaEvent[], hasTempo: boolean): FileLanes {
  const tempo = new Map([[0, DEFAULT_TEMPO]])
  const meters = new Map([[0, DEFAULT_METER]])
  const keys = new Map<number, KeyEvent>()
  const lanes: FileLanes = { tempo: [], meters: [], keys: [], markers: [], warnings: [] }
  for (const event of events.toSorted((a, b) => a.ticks - b.ticks)) {
    const tick = event.ticks
    const value = metaValue(event)
    if (value?.kind === "tempo" && hasTempo) tempo.set(tick, tempoOf(tick, value, lanes.warnings))
    else if (value?.kind === "timeSignature") {
      const meter = meterOf(tick, value, lanes.warnings)
      if (meter) meters.set(tick, meter)
    } else if (value?.kind === "keySignature") {
      const key = keyOfSharps(value.fifths, value.mode)
      if (key) keys.set(tick, { tick, ...key })
    } else if (value?.kind === "text" && (value.role === "marker" || value.role === "cuePoint"))
      lanes.markers.push({ tick, name: value.text.slice(0, MOST_NAME) })
  }
  // A map keeps the place of its first key: of two events at one tick the later one counts.
  return {
    ...lanes,
    tempo: [...tempo.values()],
    meters: [...meters.values()],
    keys: [...keys.values()],
  }
}

/** Markers without what a MIDI file does not tell: in time, those of one tick by name. */
export function markersOf(markers: readonly { tick: number; name: string }[]): string[] {
  return markers
    .toSorted((a, b) => a.tick - b.tick || (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ tick, name }) => `${tick} ${name}`)
}

const DEFAULT_TEMPO: TempoEvent = { tick: 0, bpm: 120, curve: "step" }
const DEFAULT_METER: Project["meters"][number] = { tick: 0, numerator: 4, denominator: 4 }

function tempoOf(
  tick: number,
  { microsecondsPerQuarter }: { microsecondsPerQuarter: number },
  warnings: string[],
): TempoEvent {
  const bpm = MICROSECONDS_PER_MINUTE / microsecondsPerQuarter
  if (bpm > MOST_BPM) warnings.push(`a tempo of ${Math.round(bpm)} is played at ${MOST_BPM}`)
  return { tick, bpm: Math.min(bpm, MOST_BPM), curve: "step" }
}

function meterOf(
  tick: number,
  { numerator, denominator }: { numerator: number; denominator: number },
  warnings: string[],
): MeterEvent | undefined {
  if (DENOMINATORS.includes(denominator))
    return { tick, numerator, denominator: denominator as MeterEvent["denominator"] }
  warnings.push(`a meter of ${numerator}/${denominator} is left out`)
  return undefined
}
