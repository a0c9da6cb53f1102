/** Chord symbols as MusicXML tells them: a kind, and degrees that are added, altered or left out. */
import { chordClasses, parseChordSymbol, type ChordSymbol } from "#shared/music/index.ts"

export interface Degree {
  readonly value: number
  /** Semitones. */
  readonly alter: number
  readonly type: "add" | "alter" | "subtract"
}

export interface ChordKind {
  readonly kind: string
  readonly degrees: readonly Degree[]
}

/** Kinds of MusicXML with the suffix that a symbol has. The first of a kind is written. */
const SUFFIXES: readonly (readonly [kind: string, suffix: string])[] = [
  ["major", ""],
  ["minor", "m"],
  ["dominant", "7"],
  ["major-seventh", "maj7"],
  ["minor-seventh", "m7"],
  ["diminished", "dim"],
  ["diminished-seventh", "dim7"],
  ["augmented", "aug"],
  ["augmented-seventh", "aug7"],
  ["half-diminished", "m7b5"],
  ["major-minor", "mMaj7"],
  ["major-sixth", "6"],
  ["minor-sixth", "m6"],
  ["dominant-ninth", "9"],
  ["major-ninth", "maj9"],
  ["minor-ninth", "m9"],
  ["dominant-11th", "11"],
  ["major-11th", "maj11"],
  ["minor-11th", "m11"],
  ["dominant-13th", "13"],
  ["major-13th", "maj13"],
  ["minor-13th", "m13"],
  ["suspended-second", "sus2"],
  ["suspended-fourth", "sus4"],
  ["power", "5"],
]
const SUFFIX_OF = new Map(SUFFIXES)
const BASES = SUFFIXES.map(([kind, suffix]) => ({
  kind,
  intervals: parseChordSymbol(`C${suffix}`)!.intervals,
}))
/** Degrees by semitones above the root. MusicXML counts the seventh from the minor one. */
const DEGREES: Readonly<Record<number, readonly [value: number, alter: number]>> = {
  ...{ 0: [1, 0], 1: [9, -1], 2: [2, 0], 3: [3, -1], 4: [3, 0], 5: [4, 0], 6: [5, -1], 7: [5, 0] },
  ...{ 8: [5, 1], 9: [6, 0], 10: [7, 0], 11: [7, 1], 13: [9, -1], 14: [9, 0], 15: [9, 1] },
  ...{ 17: [11, 0], 18: [11, 1], 20: [13, -1], 21: [13, 0] },
}

/** The kind that shares most with a chord, and what sets the two apart. */
export function kindOf(chord: ChordSymbol): ChordKind {
  const told = new Set(chord.intervals)
  const distance = (intervals: readonly number[]): number =>
    intervals.filter((each) => !told.has(each)).length * 2 +
    chord.intervals.filter((each) => !intervals.includes(each)).length
  const best = BASES.reduce((a, b) => (distance(b.intervals) < distance(a.intervals) ? b : a))
  const missing = best.intervals.filter((each) => !told.has(each))
  const extra = chord.intervals.filter((each) => !best.intervals.includes(each))
  return {
    kind: best.kind,
    degrees: [
      ...missing.map((semitones) => ({ ...degreeOf(semitones), type: "subtract" as const })),
      ...extra.map((semitones) => ({ ...degreeOf(semitones), type: "add" as const })),
    ],
  }
}

function degreeOf(semitones: number): Omit<Degree, "type"> {
  const [value, alter] = DEGREES[semitones] ?? [1 + semitones, 0]
  return { value, alter }
}

/**
 * The symbol of a chord from a file. Its text counts where it tells the same notes as kind and degrees do, as programs that
 * write degrees beside the text would else lose them. @returns undefined where it can be told in no symbol
 */
export function symbolOf(
  root: string,
  bass: string | undefined,
  { kind, degrees }: ChordKind,
  text: string | undefined,
): string | undefined {
  const low = bass === undefined ? "" : `/${bass}`
  const suffix = SUFFIX_OF.get(kind)
  const told = suffix === undefined ? undefined : withDegrees(suffix, degrees)
  const built = told === undefined ? undefined : `${root}${told}${low}`
  const parsed = built === undefined ? undefined : parseChordSymbol(built)
  const written = text === undefined ? undefined : parseChordSymbol(`${root}${text}${low}`)
  if (written && (!parsed || isSame(written, parsed))) return `${root}${text}${low}`
  return parsed && built
}

/** Undefined where a degree is there in two forms, as in an altered chord: a suffix has one of them only. */
function withDegrees(suffix: string, degrees: readonly Degree[]): string | undefined {
  const kept = degrees.filter(({ type }) => type !== "subtract").map(({ value }) => value)
  if (new Set(kept).size < kept.length) return undefined
  const words = degrees.map(({ value, alter, type }) => {
    if (type === "subtract") return `no${value}`
    if (alter === 0) return `add${value}`
    return [5, 9, 11, 13].includes(value) ? `${alter < 0 ? "b" : "#"}${value}` : `add${value}`
  })
  return suffix + words.join("")
}

function isSame(a: ChordSymbol, b: ChordSymbol): boolean {
  const [one, other] = [new Set(chordClasses(a)), new Set(chordClasses(b))]
  return one.size === other.size && [...one].every((each) => other.has(each))
}
