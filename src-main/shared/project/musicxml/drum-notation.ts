/** Where pieces of the kit stand on the percussion staff, after the usual way (Weinberg, Guidelines for Drumset Notation, 1998). */

export interface DrumPlace {
  readonly step: string
  readonly octave: number
  readonly notehead?: "x" | "circle-x" | "diamond" | "triangle"
}

const AT = (name: string, notehead?: DrumPlace["notehead"]): DrumPlace => ({
  step: name.slice(0, 1),
  octave: Number(name.slice(1)),
  ...(notehead ? { notehead } : {}),
})

/** By General MIDI key. */
const PLACES = new Map<number, DrumPlace>([
  [35, AT("E4")],
  [36, AT("F4")],
  [37, AT("C5", "x")],
  [38, AT("C5")],
  [39, AT("D5", "x")],
  [40, AT("C5", "diamond")],
  [41, AT("G4")],
  [42, AT("G5", "x")],
  [43, AT("A4")],
  [44, AT("D4", "x")],
  [45, AT("B4")],
  [46, AT("G5", "circle-x")],
  [47, AT("D5")],
  [48, AT("E5")],
  [49, AT("A5", "x")],
  [50, AT("F5")],
  [51, AT("F5", "x")],
  [52, AT("B5", "x")],
  [53, AT("F5", "diamond")],
  [54, AT("E5", "x")],
  [55, AT("B5", "diamond")],
  [56, AT("E5", "triangle")],
  [57, AT("A5", "circle-x")],
  [59, AT("F5", "circle-x")],
])
const ELSEWHERE = AT("B4", "x")
/** Played by the feet: the lower voice. */
const FEET = new Set([35, 36, 44])

export function drumPlace(key: number): DrumPlace {
  return PLACES.get(key) ?? ELSEWHERE
}

export function isPlayedByFoot(key: number): boolean {
  return FEET.has(key)
}

/** The key of a place on the staff, for files that do not say which drum it is. */
export function drumAt(step: string, octave: number, notehead: string | undefined): number {
  const matches = [...PLACES].filter(([, at]) => at.step === step && at.octave === octave)
  const sameHead = matches.find(([, at]) => (at.notehead ?? "normal") === (notehead ?? "normal"))
  return (sameHead ?? matches[0])?.[0] ?? SNARE
}

const SNARE = 38
