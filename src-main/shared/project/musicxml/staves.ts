/** A track's notes on one staff or two, with clefs after their range. */
import type { HeardNote } from "./heard-notes.ts"
import { isPlayedByFoot } from "./drum-notation.ts"
import { voicesOf, type Voice } from "./voices.ts"

export type Clef = "treble" | "bass" | "percussion"

export interface Staff {
  readonly clef: Clef
  readonly voices: readonly Voice[]
}

const MIDDLE_C = 60
/** Beyond these a single staff would need many ledger lines: E3 under the treble, A4 over the bass. */
const LOWEST_TREBLE = 52
const HIGHEST_BASS = 69

/** What a track needs for all of its notes; drums always have their own staff. */
export function clefsFor(notes: readonly HeardNote[], isDrums: boolean): Clef[] {
  if (isDrums) return ["percussion"]
  const pitches = notes.map(({ pitch }) => pitch).sort((a, b) => a - b)
  const lowest = pitches[0] ?? MIDDLE_C
  const highest = pitches.at(-1) ?? MIDDLE_C
  if (lowest >= LOWEST_TREBLE) return ["treble"]
  if (highest <= HIGHEST_BASS && pitches[pitches.length >> 1]! < MIDDLE_C) return ["bass"]
  return ["treble", "bass"]
}

/** @param notes on the written grid */
export function stavesOf(notes: readonly HeardNote[], clefs: readonly Clef[]): Staff[] {
  if (clefs.length === 2) {
    const isUpper = ({ pitch }: HeardNote): boolean => pitch >= MIDDLE_C
    const [upper, lower] = [notes.filter(isUpper), notes.filter((note) => !isUpper(note))]
    return [
      { clef: clefs[0]!, voices: voicesOf(upper) },
      { clef: clefs[1]!, voices: voicesOf(lower) },
    ]
  }
  const [clef = "treble"] = clefs
  if (clef !== "percussion") return [{ clef, voices: voicesOf(notes) }]
  const isFoot = ({ pitch }: HeardNote): boolean => isPlayedByFoot(pitch)
  const hands = voicesOf(notes.filter((note) => !isFoot(note)))
  const feet = voicesOf(notes.filter(isFoot))
  return [{ clef, voices: [...hands, ...feet] }]
}
