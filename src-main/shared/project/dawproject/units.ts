/** Values of the format's own devices, by the unit that each parameter names. */
import { dbOfGain, exactExp } from "../../dsp/exact-math.ts"
import type { XmlElement } from "../xml/xml.ts"

export type ReadValue = (value: number) => number

const unitOf = (parameter: XmlElement | undefined): string => parameter?.attributes["unit"] ?? ""

const SILENCE_DB = -144

/** Decibels mostly; a factor where it says linear. */
export function decibelsOf(parameter: XmlElement | undefined): ReadValue {
  if (unitOf(parameter) !== "linear") return (value) => value
  return (value) => (value > 0 ? Math.max(SILENCE_DB, dbOfGain(value)) : SILENCE_DB)
}

/** Hertz mostly; a note's number, 69 being 440 Hz, where it says semitones. */
export function hertzOf(parameter: XmlElement | undefined): ReadValue {
  if (unitOf(parameter) !== "semitones") return (value) => value
  return (value) => 440 * exactExp(((value - 69) * Math.LN2) / 12)
}

/** Times are in seconds there. */
export const millisecondsOf: ReadValue = (value) => value * 1000

const STEEPEST = 100

/**
 * 4 for 4:1. The format's reference has it as the share that is taken away, in percent (75 for 4:1); others write the ratio
 * itself, and less than 1 for the slope above the threshold.
 */
export function ratioOf(parameter: XmlElement | undefined): ReadValue {
  const unit = unitOf(parameter)
  if (unit !== "percent" && unit !== "normalized")
    return (value) => (value > 0 && value < 1 ? Math.min(STEEPEST, 1 / value) : value)
  const whole = unit === "percent" ? 100 : 1
  return (value) => Math.min(STEEPEST, 1 / Math.max(1 / STEEPEST, 1 - value / whole))
}
