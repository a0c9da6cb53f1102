/** One word for how well a timecode is heard, and the first cause of what is wrong with it. */
import type { Wiring } from "#shared/timecode/index.ts"

export type SignalCause =
  | { kind: "silent" }
  /** One channel only, or one that is quieter than the other by so much. */
  | { kind: "one-channel"; side: "left" | "right" }
  | { kind: "quiet-channel"; side: "left" | "right"; db: number }
  | { kind: "quiet"; db: number }
  | { kind: "mono" }
  | { kind: "phase"; degrees: number }
  | { kind: "noise"; db: number }
  | { kind: "clipping" }
  /** A tone that moves like a record, but none of its places: another format, or another wiring. */
  | { kind: "wrong-record" }
  | { kind: "bits"; share: number }

export interface SignalQuality {
  word: "good" | "weak" | "lost"
  /** Null where nothing is wrong. */
  cause: SignalCause | null
}

/** What was measured while the record turned. Levels are RMS, full scale being 1. */
export interface SignalFigures {
  isLifted: boolean
  /** How long the record has been turning without its place being known. */
  unknownSeconds: number
  leftRms: number
  rightRms: number
  correlation: number
  clippedShare: number
  noiseRms: number
  /** Share of wrong bits. */
  bitErrors: number
}

/** Below -50 dBFS converters' own noise is near; above this the phase is still corrected to a tenth of its error. */
const QUIET_DB = -50
const WEAK_BALANCE_DB = 3
const LOST_BALANCE_DB = 20
const MONO = 0.95
const WEAK_DEGREES = 15
const WEAK_NOISE_DB = 26
const LOST_NOISE_DB = 12
const CLIPPED_SHARE = 0.002
const WRONG_RECORD_SECONDS = 1.5
const WEAK_BIT_ERRORS = 0.05

export function judgeSignal(figures: SignalFigures): SignalQuality {
  const loud = Math.max(figures.leftRms, figures.rightRms)
  const balanceDb = decibels(figures.leftRms) - decibels(figures.rightRms)
  const side = balanceDb < 0 ? "left" : "right"
  if (figures.isLifted && decibels(loud) < QUIET_DB) return lost({ kind: "silent" })
  if (Math.abs(balanceDb) > LOST_BALANCE_DB) return lost({ kind: "one-channel", side })
  if (Math.abs(figures.correlation) > MONO) return lost({ kind: "mono" })
  const noiseDb = decibels(loud) - decibels(figures.noiseRms)
  if (noiseDb < LOST_NOISE_DB) return lost({ kind: "noise", db: Math.round(noiseDb) })
  if (figures.isLifted) return lost({ kind: "silent" })
  const cause = weakness(figures, { balanceDb, side, noiseDb, loud })
  if (figures.unknownSeconds > WRONG_RECORD_SECONDS) return lost(cause ?? { kind: "wrong-record" })
  return { word: cause ? "weak" : "good", cause }
}

interface Derived {
  balanceDb: number
  side: "left" | "right"
  noiseDb: number
  loud: number
}

function weakness(
  { clippedShare, correlation, bitErrors }: SignalFigures,
  { balanceDb, side, noiseDb, loud }: Derived,
): SignalCause | null {
  const degrees = (Math.asin(Math.max(-1, Math.min(1, correlation))) * 180) / Math.PI
  if (clippedShare > CLIPPED_SHARE) return { kind: "clipping" }
  if (Math.abs(balanceDb) > WEAK_BALANCE_DB)
    return { kind: "quiet-channel", side, db: Math.round(Math.abs(balanceDb)) }
  if (decibels(loud) < QUIET_DB) return { kind: "quiet", db: Math.round(decibels(loud)) }
  if (Math.abs(degrees) > WEAK_DEGREES)
    return { kind: "phase", degrees: Math.round(Math.abs(degrees)) }
  if (noiseDb < WEAK_NOISE_DB) return { kind: "noise", db: Math.round(noiseDb) }
  if (bitErrors > WEAK_BIT_ERRORS) return { kind: "bits", share: bitErrors }
  return null
}

const lost = (cause: SignalCause): SignalQuality => ({ word: "lost", cause })
const decibels = (rms: number): number => 20 * Math.log10(rms + 1e-9)

/** Speeds at which a motor of 45 rpm turns a record, with its fader: 1.35 and 8 % of it. */
const FORTY_FIVE = [1.24, 1.46] as const
const THIRTY_THREE = [0.92, 1.08] as const

/** What a steady speed is of. @param speed 1 is 33 1/3 rpm */
export function motorOf(speed: number): 33 | 45 | null {
  const within = ([low, high]: readonly [number, number]): boolean => speed >= low && speed <= high
  return within(THIRTY_THREE) ? 33 : within(FORTY_FIVE) ? 45 : null
}

export type WiringFault = "swapped" | "left-turned" | "right-turned" | "both-turned"

/** What is unusual about a wiring. */
export function wiringFaults({ isSwapped, invertsLeft, invertsRight }: Wiring): WiringFault[] {
  const faults: WiringFault[] = isSwapped ? ["swapped"] : []
  if (invertsLeft && invertsRight) faults.push("both-turned")
  else if (invertsLeft) faults.push("left-turned")
  else if (invertsRight) faults.push("right-turned")
  return faults
}

/** The same as before, where only a figure wavers by one: it is read aloud whenever it changes. */
export function steadied(quality: SignalQuality, before: SignalQuality | null): SignalQuality {
  const [now, then] = [quality.cause, before?.cause]
  if (quality.word !== before?.word || now?.kind !== then?.kind) return quality
  if (!now || !then || figureOf(now) === null) return before
  return Math.abs(figureOf(now)! - figureOf(then)!) <= 1 ? before : quality
}

function figureOf(cause: SignalCause): number | null {
  if ("db" in cause) return cause.db
  if ("degrees" in cause) return cause.degrees
  return "share" in cause ? 100 * cause.share : null
}
