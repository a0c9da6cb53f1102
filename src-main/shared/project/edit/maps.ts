/** The tempo and meter maps of a project, made once for each list of points. */
import {
  createMeterMap,
  createTempoMap,
  type MeterMap,
  type TempoMap,
} from "#shared/music/index.ts"
import type { Project } from "../model/index.ts"

const tempoMaps = new WeakMap<Project["tempo"], TempoMap>()
const meterMaps = new WeakMap<Project["meters"], MeterMap>()

export function tempoMapOf({ tempo }: Pick<Project, "tempo">): TempoMap {
  const map = tempoMaps.get(tempo) ?? createTempoMap(tempo)
  tempoMaps.set(tempo, map)
  return map
}

export function meterMapOf({ meters }: Pick<Project, "meters">): MeterMap {
  const map = meterMaps.get(meters) ?? createMeterMap(meters)
  meterMaps.set(meters, map)
  return map
}
