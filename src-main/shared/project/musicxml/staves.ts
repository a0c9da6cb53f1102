/** A track's notes on one staff or two, with clefs after their range. */
import type { MeterMap } from "#shared/music/index.ts"
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
export function stavesOf(
  notes: readonly HeardNote[],
  clefs: readonly Clef[],
  meters: MeterMap,
): Staff[] {
  if (clefs.length === 2) {
    const splits = splitsOfBars(notes, meters)
    const isUpper = ({ pitch, startTicks }: HeardNote): boolean =>
      pitch >= splits.get(meters.barAt(startTicks).bar)!
    const [upper, lower] = [notes.filter(isUpper), notes.filter((note) => !isUpper(note))]
    return [
      { clef: clefs[0]!, voices: voicesOf(upper, meters) },
      { clef: clefs[1]!, voices: voicesOf(lower, meters) },
    ]
  }
  const [clef = "treble"] = clefs
  if (clef !== "percussion") return [{ clef, voices: voicesOf(notes, meters) }]
  const isFoot = ({ pitch }: HeardNote): boolean => isPlayedByFoot(pitch)
  const hands = voicesOf(
    notes.filter((note) => !isFoot(note)),
    meters,
  )
  const feet = voicesOf(notes.filter(isFoot), meters)
  return [{ clef, voices: [...hands, ...feet] }]
}

/** Hands meet between F3 and C5. */
const SPLITS = Array.from({ length: 20 }, (_, i) => 53 + i)
const FROM_MIDDLE = 0.06
const FROM_BEFORE = 0.05

/** By bar the pitch at which the right hand begins: in the widest gap, near the middle and near the bar before. */
function splitsOfBars(notes: readonly HeardNote[], meters: MeterMap): Map<number, number> {
  const bars = new Map<number, number[]>()
  for (const { pitch, startTicks } of notes.toSorted((a, b) => a.startTicks - b.startTicks)) {
    const { bar } = meters.barAt(startTicks)
    const pitches = bars.get(bar)
    if (pitches) pitches.push(pitch)
    else bars.set(bar, [pitch])
  }
  let before = MIDDLE_C
  const splits = new Map<number, number>()
  for (const [bar, pitches] of bars) {
    const cost = (split: number): number =>
      FROM_MIDDLE * Math.abs(split - MIDDLE_C) +
      FROM_BEFORE * Math.abs(split - before) -
      gapAt(split, pitches)
    before = SPLITS.reduce((a, b) => (cost(b) < cost(a) ? b : a), before)
    splits.set(bar, before)
  }
  return splits
}

/** Semitones between the hands; 0 where one of them has nothing. */
function gapAt(split: number, pitches: readonly number[]): number {
  const low = Math.max(...pitches.filter((pitch) => pitch < split))
  const high = Math.min(...pitches.filter((pitch) => pitch >= split))
  return Number.isFinite(high - low) ? high - low : 0
}
