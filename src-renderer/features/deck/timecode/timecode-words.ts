/** What is said of a control record, in words. Pure. */
import { PLAIN, TIMECODE_NAMES, type TimecodeName, type Wiring } from "#shared/timecode/index.ts"
import type { Calibrated } from "../../../audio/index.ts"
import { motorOf, wiringFaults, type SignalCause, type SignalQuality } from "./signal-quality.ts"

const RECORD_NAMES: Record<TimecodeName, string> = {
  serato_2a: "Serato 2, side A",
  serato_2b: "Serato 2, side B",
  serato_cd: "Serato CD",
  traktor_a: "Traktor, side A",
  traktor_b: "Traktor, side B",
  mixvibes_v2: "MixVibes 2",
  mixvibes_7inch: "MixVibes 7 inch",
  pioneer_a: "Pioneer, side A",
  pioneer_b: "Pioneer, side B",
}

export const recordName = (name: TimecodeName): string => RECORD_NAMES[name]

export const RECORD_CHOICES = [
  { value: "auto", label: "Any control record" },
  ...TIMECODE_NAMES.map((value) => ({ value, label: RECORD_NAMES[value] })),
] as const

const WORDS = { good: "Good", weak: "Weak", lost: "Lost" }

/** One line: the word, and why. */
export function qualityText({ word, cause }: SignalQuality): string {
  return cause ? `${WORDS[word]}: ${causeText(cause)}` : WORDS[word]
}

function causeText(cause: SignalCause): string {
  switch (cause.kind) {
    case "silent":
      return "nothing is heard; is the needle down?"
    case "one-channel":
      return `the ${other(cause.side)} channel alone is heard`
    case "quiet-channel":
      return `${cause.side} channel quiet by ${cause.db} dB`
    case "quiet":
      return `quiet, ${minus(cause.db)} dB; is it the phono input?`
    case "mono":
      return "both channels are the same; a stereo cable is needed"
    case "phase":
      return `the channels are ${cause.degrees}° off their quarter of a cycle`
    case "noise":
      return `noise is only ${minus(cause.db)} dB below the signal`
    case "clipping":
      return "too loud, its peaks are cut off"
    case "wrong-record":
      return "it moves, but it is no known place of this record"
    case "bits":
      return `${Math.round(cause.share * 100)} of 100 bits are read wrong; clean the needle`
  }
}

const other = (side: "left" | "right"): string => (side === "left" ? "right" : "left")
const minus = (value: number): string => (value < 0 ? `−${-value}` : String(value))

function signed(percent: number): string {
  const text = Math.abs(percent).toFixed(1)
  return `${text === "0.0" ? "±" : percent < 0 ? "−" : "+"}${text} %`
}

/** What a speed is of a turntable's. @param speed 1 is 33 1/3 rpm */
export function speedText(speed: number): string {
  if (Math.abs(speed) < 0.01) return "stands"
  switch (motorOf(speed)) {
    case 33:
      return `33⅓ rpm, ${signed((speed - 1) * 100)}`
    case 45:
      return `45 rpm, ${signed((speed / 1.35 - 1) * 100)}`
    default:
      return `${speed < 0 ? "−" : ""}${Math.abs(speed * (100 / 3)).toFixed(1)} rpm`
  }
}

const FAULTS = {
  swapped: "left and right are swapped",
  "left-turned": "the left channel is turned over",
  "right-turned": "the right channel is turned over",
  "both-turned": "both channels are turned over",
}

/** Null where cables and pickup are as they should be. */
export function wiringText(wiring: Wiring = PLAIN): string | null {
  const faults = wiringFaults(wiring).map((fault) => FAULTS[fault])
  return faults.length === 0 ? null : `Taken into account: ${faults.join(", ")}.`
}

/** Minutes and seconds on the control record. @param seconds NaN while it is unknown */
export function placeText(seconds: number): string {
  if (Number.isNaN(seconds)) return "not known"
  const minutes = Math.floor(Math.max(0, seconds) / 60)
  return `${minutes}:${(Math.max(0, seconds) % 60).toFixed(1).padStart(4, "0")}`
}

/** What five seconds told. */
export function calibratedText({
  speed,
  wow,
  balanceDb,
  phaseDegrees,
  noiseDb,
}: Calibrated): string {
  const side = balanceDb < 0 ? "Left" : "Right"
  return [
    `${speedText(speed)}, wavering by ${(100 * wow).toFixed(2)} %.`,
    `${side} channel quieter by ${Math.abs(balanceDb).toFixed(1)} dB,`,
    `phase off by ${Math.abs(phaseDegrees).toFixed(0)}°,`,
    `noise ${noiseDb.toFixed(0)} dB below the signal.`,
  ].join(" ")
}
