/** Keys and scales: a tonic by name and a mode by its intervals. */
import { className, modulo12, parseClass } from "./pitch.ts"

/** Semitones above the tonic. */
export const MODES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  "harmonic minor": [0, 2, 3, 5, 7, 8, 11],
  "melodic minor": [0, 2, 3, 5, 7, 9, 11],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  locrian: [0, 1, 3, 5, 6, 8, 10],
  "major pentatonic": [0, 2, 4, 7, 9],
  "minor pentatonic": [0, 3, 5, 7, 10],
  blues: [0, 3, 5, 6, 7, 10],
} as const satisfies Record<string, readonly number[]>

export type Mode = keyof typeof MODES

export interface Key {
  /** A name such as "Eb": its spelling is the spelling of the key. */
  readonly tonic: string
  readonly mode: Mode
}

/** The circle of fifths from seven flats to seven sharps. */
const MAJOR_TONICS = "Cb Gb Db Ab Eb Bb F C G D A E B F# C#".split(" ")
const MINOR_TONICS = "Ab Eb Bb F C G D A E B F# C# G# D# A#".split(" ")

/** With the fewest signs, by their pitch classes from C up. */
const USUAL_TONICS = {
  major: "C Db D Eb E F F# G Ab A Bb B".split(" "),
  minor: "C C# D Eb E F F# G G# A Bb B".split(" "),
}

/** @param number 0..11 major from C up, 12..23 minor, as models count keys */
export function numberedKey(number: number): Key {
  const mode = number < 12 ? "major" : "minor"
  return { tonic: USUAL_TONICS[mode][modulo12(number)]!, mode }
}

/** Pitch classes of the key's scale, ascending from the tonic. */
export function scaleClasses({ tonic, mode }: Key): number[] {
  const root = parseClass(tonic) ?? 0
  return MODES[mode].map((semitones) => modulo12(root + semitones))
}

/** The pitch of the scale nearest to one; the lower of two that are equally near. */
export function snapToScale(pitch: number, key: Key): number {
  const classes = new Set(scaleClasses(key))
  for (let away = 0; away < 12; away++)
    for (const candidate of [pitch - away, pitch + away])
      if (candidate >= 0 && candidate <= 127 && classes.has(modulo12(candidate))) return candidate
  return pitch
}

/** "Eb minor". */
export function keyName({ tonic, mode }: Key): string {
  return `${tonic} ${mode}`
}

/** The major or minor key with so many sharps (or flats, below 0): -7..7, as MIDI and MusicXML write it. */
export function keyOfSharps(sharps: number, mode: "major" | "minor"): Key | undefined {
  const tonic = (mode === "major" ? MAJOR_TONICS : MINOR_TONICS)[sharps + 7]
  return tonic === undefined ? undefined : { tonic, mode }
}

/** Sharps (flats below 0) in the key signature that fits best: of its own for major and minor, else of the same notes. */
export function sharpsOf({ tonic, mode }: Key): number {
  if (mode === "major" && MAJOR_TONICS.includes(tonic)) return MAJOR_TONICS.indexOf(tonic) - 7
  const minor = (MODES[mode] as readonly number[])[2] === 3 || mode === "minor pentatonic"
  if (minor && MINOR_TONICS.includes(tonic)) return MINOR_TONICS.indexOf(tonic) - 7 + shiftOf(mode)
  const sharps = MAJOR_TONICS.indexOf(className(parseClass(tonic) ?? 0, "flats")) - 7
  return clampSharps(sharps + (minor ? -3 : 0) + shiftOf(mode))
}

/** Fifths between a mode's signature and that of the major or minor key on its tonic. */
function shiftOf(mode: Mode): number {
  const shifts: Partial<Record<Mode, number>> = {
    dorian: 1,
    phrygian: -1,
    lydian: 1,
    mixolydian: -1,
    locrian: -2,
  }
  return shifts[mode] ?? 0
}

function clampSharps(sharps: number): number {
  if (sharps < -7) return sharps + 12
  return sharps > 7 ? sharps - 12 : sharps
}
