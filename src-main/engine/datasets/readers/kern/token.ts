/** One token of a `**kern` column: a note, a rest, or several notes at once. */
import { TICKS_PER_WHOLE } from "#shared/music/index.ts"

export interface KernNote {
  pitch: number
  lengthTicks: number
  tie: "none" | "start" | "middle" | "end"
}

export interface KernToken {
  /** None where it is a rest. */
  notes: KernNote[]
  /** Before the note that follows, in its time. */
  isGrace: boolean
  lengthTicks: number
}

const PITCHES: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }
const DURATION = /(\d{1,4})(?:%(\d{1,4}))?(\.{0,4})/
const PITCH = /(a+|b+|c+|d+|e+|f+|g+|A+|B+|C+|D+|E+|F+|G+)(#{1,3}|-{1,3})?/

/** @returns undefined where it is neither note nor rest */
export function readToken(text: string): KernToken | undefined {
  const all = text.split(" ").filter((each) => each !== "")
  const isGrace = all.some((each) => /q/i.test(each))
  const first = all.map(lengthOf).find((ticks) => ticks !== undefined)
  const notes = all.flatMap((each) => noteOf(each, lengthOf(each) ?? first ?? 0))
  const isRest = all.some((each) => each.includes("r"))
  if (notes.length === 0 && !isRest) return undefined
  return { notes, isGrace, lengthTicks: isGrace ? 0 : (first ?? 0) }
}

/** Recip: the whole divided by the number; `0` is a breve, `00` a long, `3%2` two thirds of a whole. */
function lengthOf(text: string): number | undefined {
  const [, over = "", under = "1", dots = ""] = DURATION.exec(text) ?? []
  if (over === "") return undefined
  const wholes = /^0+$/.test(over) ? 2 ** over.length : Number(under) / Number(over)
  return wholes * (2 - 0.5 ** dots.length) * TICKS_PER_WHOLE
}

function noteOf(text: string, lengthTicks: number): KernNote[] {
  if (text.includes("r")) return []
  const [, letters = "", sign = ""] = PITCH.exec(text) ?? []
  if (letters === "") return []
  const letter = letters.charAt(0).toLowerCase()
  // `c` is middle C, each letter more an octave away from it; capitals lie below.
  const octave = letters.startsWith(letter) ? letters.length + 4 : 5 - letters.length
  const altered = sign.startsWith("#") ? sign.length : -sign.length
  const pitch = 12 * octave + PITCHES[letter]! + altered
  return pitch >= 0 && pitch <= 127 ? [{ pitch, lengthTicks, tie: tieOf(text) }] : []
}

function tieOf(text: string): KernNote["tie"] {
  if (text.includes("_")) return "middle"
  if (text.includes("[")) return "start"
  return text.includes("]") ? "end" : "none"
}
