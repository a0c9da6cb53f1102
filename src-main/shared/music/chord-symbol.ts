/** Chord symbols as lead sheets write them: root, quality, extension, alterations and bass. "N.C." is no chord. */
import { modulo12, parseClass } from "./pitch.ts"

export type ChordQuality =
  "major" | "minor" | "diminished" | "half-diminished" | "augmented" | "dominant" | "suspended"

export interface ChordSymbol {
  /** As written: "Bb". */
  readonly root: string
  readonly quality: ChordQuality
  /** 6, 7, 9, 11 or 13; undefined for a triad or power chord. */
  readonly extension?: number
  /** As written: "b9", "#11", "add9", "no3". */
  readonly alterations: readonly string[]
  readonly bass?: string
  /** Semitones above the root, ascending, those of the bass left out. */
  readonly intervals: readonly number[]
}

interface Family {
  readonly quality: ChordQuality
  readonly triad: readonly number[]
  readonly seventh: number
}

const FAMILIES: readonly [RegExp, Family][] = [
  [/^(maj|Maj|M(?!i)|Δ|\^)/, { quality: "major", triad: [0, 4, 7], seventh: 11 }],
  [/^(ø|m7b5|min7b5|-7b5)/, { quality: "half-diminished", triad: [0, 3, 6], seventh: 10 }],
  [/^(mM|mMaj|mmaj|minMaj)(?=7)/, { quality: "minor", triad: [0, 3, 7], seventh: 11 }],
  [/^(min|mi|m|-)/, { quality: "minor", triad: [0, 3, 7], seventh: 10 }],
  [/^(dim|°|o)/, { quality: "diminished", triad: [0, 3, 6], seventh: 9 }],
  [/^(aug|\+)/, { quality: "augmented", triad: [0, 4, 8], seventh: 10 }],
]
const PLAIN: Family = { quality: "major", triad: [0, 4, 7], seventh: 10 }
const DEGREES: Record<string, number> = {
  2: 2,
  3: 4,
  4: 5,
  5: 7,
  6: 9,
  7: 10,
  9: 14,
  11: 17,
  13: 21,
}
const ALTERATION =
  /^\(?((?:add|no|omit)(?:2|3|4|5|6|7|9|11|13)|[b#](?:5|9|11|13)|sus(?:2|4)?|alt),?\)?/

/** @returns undefined where the text is no chord symbol */
export function parseChordSymbol(text: string): ChordSymbol | undefined {
  const [, root = "", rest = "", bass] =
    /^([A-G](?:##|#|bb|b|))(.*?)(?:\/([A-G](?:##|#|bb|b|)))?$/.exec(text.trim()) ?? []
  if (root === "") return undefined
  const found = FAMILIES.find(([pattern]) => pattern.test(rest))
  const family = found?.[1] ?? PLAIN
  const named = found ? rest.replace(found[0], "") : rest
  const [digits = ""] = /^(6\/9|69|5|6|7|9|11|13)/.exec(named) ?? []
  const alterations = readAlterations(named.slice(digits.length))
  if (!alterations) return undefined
  const extension = extensionOf(digits, family)
  return {
    root,
    quality: qualityOf(family, extension, alterations),
    ...(extension === undefined ? {} : { extension }),
    alterations,
    ...(bass === undefined ? {} : { bass }),
    intervals: intervalsOf(family, digits, extension, alterations),
  }
}

/** Pitch classes of a chord, that of the bass first where it has one of its own. */
export function chordClasses({ root, bass, intervals }: ChordSymbol): number[] {
  const classes = intervals.map((semitones) => modulo12((parseClass(root) ?? 0) + semitones))
  const low = bass === undefined ? undefined : parseClass(bass)
  return [...new Set(low === undefined ? classes : [low, ...classes])]
}

function readAlterations(text: string): string[] | undefined {
  const alterations: string[] = []
  let left = text
  while (left !== "") {
    const match = ALTERATION.exec(left)
    if (!match) return undefined
    alterations.push(match[1] === "sus" ? "sus4" : match[1]!)
    left = left.slice(match[0].length)
  }
  return alterations
}

function extensionOf(digits: string, { quality }: Family): number | undefined {
  if (digits === "6/9" || digits === "69") return 6
  if (digits === "" && quality === "half-diminished") return 7
  return digits === "" || digits === "5" ? undefined : Number(digits)
}

function qualityOf(
  family: Family,
  extension: number | undefined,
  alterations: readonly string[],
): ChordQuality {
  if (alterations.some((each) => each.startsWith("sus"))) return "suspended"
  return family === PLAIN && (extension ?? 0) > 6 ? "dominant" : family.quality
}

function intervalsOf(
  { triad, seventh }: Family,
  digits: string,
  extension: number | undefined,
  alterations: readonly string[],
): number[] {
  const degrees = new Map<number, number>(triad.map((semitones, i) => [1 + 2 * i, semitones]))
  if (digits === "5") degrees.delete(3)
  if (extension === 6) degrees.set(6, 9)
  if (digits === "69" || digits === "6/9") degrees.set(9, 14)
  if (extension !== undefined && extension > 6) degrees.set(7, seventh)
  for (const degree of [9, 11, 13])
    if (extension !== undefined && extension >= degree) degrees.set(degree, DEGREES[degree]!)
  for (const alteration of alterations) alter(degrees, alteration)
  return [...degrees.values()].sort((a, b) => a - b)
}

function alter(degrees: Map<number, number>, alteration: string): void {
  const [, kind = "", number = ""] = /^(add|no|omit|sus|alt|[b#])(\d*)$/.exec(alteration) ?? []
  const degree = Number(number)
  const semitones = DEGREES[number] ?? 0
  if (kind === "add") degrees.set(degree, semitones)
  else if (kind === "no" || kind === "omit") degrees.delete(degree)
  else if (kind === "sus") {
    degrees.delete(3)
    degrees.set(degree, semitones)
  } else if (kind === "alt") for (const each of ["b5", "#5", "b9", "#9"]) alterBoth(degrees, each)
  else degrees.set(degree, semitones + (kind === "b" ? -1 : 1))
}

/** An altered chord has both of each pair, so that the second must not replace the first. */
function alterBoth(degrees: Map<number, number>, alteration: string): void {
  const degree = Number(alteration.slice(1))
  const semitones = DEGREES[degree]! + (alteration.startsWith("b") ? -1 : 1)
  if (alteration.startsWith("b")) degrees.set(degree, semitones)
  else degrees.set(degree + 100, semitones)
}
