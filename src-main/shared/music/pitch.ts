/** Names of pitches: MIDI note 60 is C4, and accidentals are written # and b, doubled for double ones. */
const LETTER_CLASSES: Record<string, number> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }
const ACCIDENTALS: Record<string, number> = { "": 0, "#": 1, b: -1, "##": 2, x: 2, bb: -2 }
const SHARP_NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
const FLAT_NAMES = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"]

export type Spelling = "sharps" | "flats"

/** "F#4" or "Gb4" for 66. @param pitch 0..127 */
export function pitchName(pitch: number, spelling: Spelling = "sharps"): string {
  return `${className(pitch, spelling)}${Math.floor(pitch / 12) - 1}`
}

/** The name without its octave. */
export function className(pitch: number, spelling: Spelling = "sharps"): string {
  return (spelling === "sharps" ? SHARP_NAMES : FLAT_NAMES)[modulo12(pitch)]!
}

/** The pitch class 0..11 of a name such as "Bb"; undefined where it is none. */
export function parseClass(name: string): number | undefined {
  const letter = LETTER_CLASSES[name.slice(0, 1)]
  const accidental = ACCIDENTALS[name.slice(1)]
  return letter === undefined || accidental === undefined
    ? undefined
    : modulo12(letter + accidental)
}

/** The MIDI note of a name such as "C4" or "Bb-1"; undefined where it is none or beyond 0..127. */
export function parsePitch(name: string): number | undefined {
  const [, letter = "", accidental = "", octave = ""] =
    /^([A-G])(##|#|x|bb|b|)(-?\d)$/.exec(name) ?? []
  if (letter === "") return undefined
  const pitch = LETTER_CLASSES[letter]! + ACCIDENTALS[accidental]! + 12 * (Number(octave) + 1)
  return pitch >= 0 && pitch <= 127 ? pitch : undefined
}

/** 0..11, of negative numbers too. */
export function modulo12(value: number): number {
  return ((value % 12) + 12) % 12
}
