/** What reading one part of a DAWproject needs of the others. */
import { TICKS_PER_QUARTER, type TempoMap } from "#shared/music/index.ts"
import type { AutomationTarget, MediaId, TrackId } from "../model/index.ts"
import type { Losses } from "./losses.ts"
import { ticksOf } from "./values.ts"
import type { XmlElement } from "../xml/xml.ts"

export interface Recording {
  /** As the file names it. */
  path: string
  isExternal: boolean
  seconds: number
  rateHz: number
  channels: number
}

/** A parameter of the file that curves can point at. */
export interface KnownParameter {
  trackId: TrackId
  target: AutomationTarget
  /** The file's value as ours: by the parameter's unit. */
  read?: (value: number) => number
}

export interface ReadContext {
  tempo: TempoMap
  newId(): string
  /** By the ids of the file. */
  trackIds: ReadonlyMap<string, TrackId>
  parameters: ReadonlyMap<string, KnownParameter>
  /** The id under which a recording is kept. */
  mediaIdOf(recording: Recording): MediaId
  /** Counts what could not be taken over, by what it is. */
  lost: Losses["lost"]
}

export type TimeUnit = "beats" | "seconds"

/** The unit that an element gives, else the one around it. */
export function unitOf(
  from: XmlElement | undefined,
  outer: TimeUnit,
  attribute = "timeUnit",
): TimeUnit {
  const unit = from?.attributes[attribute]
  return unit === "beats" || unit === "seconds" ? unit : outer
}

/** Ticks of the time line, a fraction where the time is none of whole ticks. */
export function ticksAt(time: number, unit: TimeUnit, tempo: TempoMap): number {
  return Math.max(0, unit === "beats" ? ticksOf(time) : tempo.ticksAt(time))
}

/** Ticks of a length of content that begins at a tick, as long as the tempo there holds. */
export function lengthAt(length: number, unit: TimeUnit, tempo: TempoMap, atTicks: number): number {
  const beats = unit === "beats" ? length : (length * tempo.bpmAt(atTicks)) / 60
  return ticksOf(beats)
}

export const ONE_BEAT = TICKS_PER_QUARTER
