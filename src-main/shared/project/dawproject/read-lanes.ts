/** Tempo, meters and markers of a DAWproject. */
import { createTempoMap, type TempoMap } from "#shared/music/index.ts"
import { MarkerId, type Marker, type MeterEvent, type TempoEvent } from "../model/index.ts"
import { ticksAt, unitOf, type TimeUnit } from "./read-context.ts"
import { wholeTicksOf } from "./values.ts"
import { childOf, childrenOf, numberOf, type XmlElement } from "../xml/xml.ts"

const DENOMINATORS: readonly number[] = [1, 2, 4, 8, 16, 32, 64]
const MOST_NAME = 200

export interface SongLanes {
  tempo: TempoEvent[]
  meters: MeterEvent[]
  markers: Marker[]
}

export function readSongLanes(root: XmlElement, newId: () => string): SongLanes {
  const transport = childOf(root, "Transport")
  const arrangement = childOf(root, "Arrangement")
  const tempo = tempoOf(
    childOf(arrangement, "TempoAutomation"),
    numberOf(childOf(transport, "Tempo"), "value", 120),
  )
  const map = createTempoMap(tempo)
  const outer = unitOf(childOf(arrangement, "Lanes"), "beats")
  const meters = metersOf(
    childOf(arrangement, "TimeSignatureAutomation"),
    childOf(transport, "TimeSignature"),
    { outer, map },
  )
  const list = childOf(arrangement, "Markers")
  const markers = childrenOf(list, "Marker").map((marker): Marker => ({
    id: MarkerId.parse(newId()),
    tick: Math.round(ticksAt(numberOf(marker, "time", 0), unitOf(list, outer), map)),
    name: (marker.attributes["name"] ?? "").slice(0, MOST_NAME),
  }))
  return { tempo, meters, markers }
}

/** Tempo automation lies in beats: where it says seconds there is no telling. */
function tempoOf(points: XmlElement | undefined, first: number): TempoEvent[] {
  const byTick = new Map<number, TempoEvent>()
  for (const point of childrenOf(points, "RealPoint")) {
    const tick = wholeTicksOf(numberOf(point, "time", 0))
    const curve = point.attributes["interpolation"] === "linear" ? "ramp" : "step"
    byTick.set(tick, { tick, bpm: bpmOf(numberOf(point, "value", first)), curve })
  }
  const events = [...byTick.values()].sort((a, b) => a.tick - b.tick)
  const start = events[0]
  if (start?.tick === 0) return events
  return [{ tick: 0, bpm: start?.bpm ?? bpmOf(first), curve: "step" }, ...events]
}

const bpmOf = (value: number): number => Math.min(6000, Math.max(1, value))

function metersOf(
  points: XmlElement | undefined,
  first: XmlElement | undefined,
  { outer, map }: { outer: TimeUnit; map: TempoMap },
): MeterEvent[] {
  const byTick = new Map<number, MeterEvent>([
    [0, meterOf(0, first) ?? { tick: 0, numerator: 4, denominator: 4 }],
  ])
  for (const point of childrenOf(points, "TimeSignaturePoint")) {
    const tick = Math.round(ticksAt(numberOf(point, "time", 0), unitOf(points, outer), map))
    const meter = meterOf(tick, point)
    if (meter) byTick.set(tick, meter)
  }
  return [...byTick.values()].sort((a, b) => a.tick - b.tick)
}

function meterOf(tick: number, from: XmlElement | undefined): MeterEvent | undefined {
  const numerator = numberOf(from, "numerator", 0)
  const denominator = numberOf(from, "denominator", 0)
  if (!Number.isInteger(numerator) || numerator < 1 || numerator > 255) return undefined
  if (!DENOMINATORS.includes(denominator)) return undefined
  return { tick, numerator, denominator: denominator as MeterEvent["denominator"] }
}
