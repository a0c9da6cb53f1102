/** What the fields of a tune say: meter, unit length, tempo and key. */
import { TICKS_PER_WHOLE } from "#shared/music/index.ts"

export interface AbcMeter {
  numerator: number
  denominator: number
}

/** Semitones by letter, `C` to `B`, that a key signature adds. */
export type Signature = Readonly<Record<string, number>>

const SHARPS_OF: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: -1, G: 1, A: 3, B: 5 }
const MODE_SHARPS: Readonly<Record<string, number>> = {
  maj: 0,
  ion: 0,
  lyd: 1,
  mix: -1,
  dor: -2,
  min: -3,
  aeo: -3,
  m: -3,
  phr: -4,
  loc: -5,
}
const SHARP_ORDER = "FCGDAEB"
const FLAT_ORDER = "BEADGCF"

/** Undefined where it is free, or none. */
export function meterOf(text: string): AbcMeter | undefined {
  const plain = text.trim()
  if (plain.startsWith("C|")) return { numerator: 2, denominator: 2 }
  if (plain.startsWith("C")) return { numerator: 4, denominator: 4 }
  const [, beats = "", unit = ""] = /^\(?([\d+\s]{1,40})\)?\/(\d{1,3})/.exec(plain) ?? []
  const numerator = beats.split("+").reduce((sum, each) => sum + Number(each), 0)
  const denominator = Number(unit)
  const isMeter = numerator >= 1 && numerator <= 64 && [1, 2, 4, 8, 16, 32].includes(denominator)
  return isMeter ? { numerator, denominator } : undefined
}

/** A fraction of a whole note in ticks; undefined where it is none. */
export function unitTicks(text: string): number | undefined {
  const [, over = "", under = "1"] = /^\s*(\d{1,3})(?:\/(\d{1,4}))?/.exec(text) ?? []
  const ticks = (Number(over) / Number(under)) * TICKS_PER_WHOLE
  return over !== "" && Number.isFinite(ticks) && ticks > 0 ? ticks : undefined
}

/** Where a tune does not say: an eighth, in short meters a sixteenth. */
export function usualUnitTicks(meter: AbcMeter | undefined): number {
  const isShort = meter !== undefined && meter.numerator / meter.denominator < 0.75
  return TICKS_PER_WHOLE / (isShort ? 16 : 8)
}

/** Quarters a minute; undefined where only words tell it. */
export function bpmOf(text: string, unit: number): number | undefined {
  const plain = text.replace(/"[^"]*"/g, " ")
  const [, beats = "", speed = ""] =
    /^\s*([^=]{0,60}?)=?\s*(\d{1,4}(?:\.\d{1,3})?)\s*$/.exec(plain) ?? []
  if (speed === "") return undefined
  const lengths = [...beats.matchAll(/\d{1,3}\/\d{1,3}/g)].map(([each]) => unitTicks(each) ?? 0)
  const beat = beats.includes("/") ? lengths.reduce((sum, each) => sum + each, 0) : unit
  const isPlain = beats.trim() === "" && !plain.includes("=")
  const bpm = Number(speed) * (isPlain ? 1 : (beat * 4) / TICKS_PER_WHOLE)
  return bpm > 0 ? bpm : undefined
}

/** Undefined where the field names no key but a clef, say. */
export function signatureOf(text: string): Signature | undefined {
  const plain = text.trim()
  if (/^H[Pp]/.test(plain)) return { F: 1, C: 1 }
  if (/^none/i.test(plain)) return {}
  const [whole = "", tonic = "", sign = "", mode = ""] =
    /^([A-G])([#b]?)\s*([A-Za-z]*)/.exec(plain) ?? []
  const signature: Record<string, number> = {}
  if (tonic !== "") {
    const word = mode.toLowerCase()
    const shift = word === "m" ? MODE_SHARPS["m"]! : (MODE_SHARPS[word.slice(0, 3)] ?? 0)
    const sharps = SHARPS_OF[tonic]! + (sign === "#" ? 7 : sign === "b" ? -7 : 0) + shift
    const letters = sharps > 0 ? SHARP_ORDER : FLAT_ORDER
    for (const letter of letters.slice(0, Math.min(7, Math.abs(sharps))))
      signature[letter] = Math.sign(sharps)
  }
  const own = [...plain.slice(whole.length).matchAll(/(?:^|\s)(\^\^?|__?|=)([A-Ga-g])(?=\s|$)/g)]
  if (tonic === "" && own.length === 0) return undefined
  for (const [, accidental = "", letter = ""] of own)
    signature[letter.toUpperCase()] = alteration(accidental)
  return signature
}

/** Semitones. */
export function alteration(accidental: string): number {
  const size = accidental.length
  return accidental.startsWith("^") ? size : accidental.startsWith("_") ? -size : 0
}
