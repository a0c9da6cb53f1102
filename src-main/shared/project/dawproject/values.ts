/** Values of a project as DAWproject writes them, and back. */
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { dbOfGain, gainOfDb } from "../../dsp/exact-math.ts"
import type { AutomationTarget } from "../model/index.ts"

const SILENCE_DB = -144
const LOUDEST_DB = 36
/** Below a quarter of a tick that is rounding, not music. */
const DIGITS = 1e6

export const beatsOf = (ticks: number): number => ticks / TICKS_PER_QUARTER
/** Of time that need not be whole ticks. */
export const ticksOf = (beats: number): number =>
  Math.round(beats * TICKS_PER_QUARTER * DIGITS) / DIGITS
export const wholeTicksOf = (beats: number): number =>
  Math.max(0, Math.round(beats * TICKS_PER_QUARTER))

export const linearOf = (gainDb: number): number => (gainDb <= SILENCE_DB ? 0 : gainOfDb(gainDb))

export function gainDbOf(linear: number): number {
  if (!(linear > 0)) return SILENCE_DB
  return clampedDb(Math.round(dbOfGain(linear) * DIGITS) / DIGITS)
}

/** To what a fader here can be. */
export const clampedDb = (gainDb: number): number =>
  Math.min(LOUDEST_DB, Math.max(SILENCE_DB, gainDb))

/** Pan goes from 0 to 1 there, from -1 to 1 here. */
export const normalisedOf = (pan: number): number => (pan + 1) / 2
export const panOf = (normalised: number): number =>
  Math.round(Math.min(1, Math.max(-1, 2 * normalised - 1)) * DIGITS * DIGITS) / (DIGITS * DIGITS)

interface Coding {
  unit: "linear" | "normalized"
  write(value: number): number
  read(value: number): number
}

const PLAIN: Coding = { unit: "linear", write: (value) => value, read: (value) => value }
const OF_TRACK: Readonly<Record<string, Coding>> = {
  gainDb: { unit: "linear", write: linearOf, read: gainDbOf },
  pan: { unit: "normalized", write: normalisedOf, read: panOf },
}

/** How the values of an automation curve are written: those of devices as they are. */
export function codingOf({ deviceId, parameter }: AutomationTarget): Coding {
  return (deviceId === undefined ? OF_TRACK[parameter] : undefined) ?? PLAIN
}
