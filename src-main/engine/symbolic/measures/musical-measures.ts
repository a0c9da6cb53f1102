/** Generated music beside real music, measure by measure, with what two halves of real music reach (music.md 19.2). */
import type { MusicalMeasure } from "#shared/contract/training.ts"
import { type Random, seededRandom } from "#shared/music/random.ts"
import type { Piece } from "../piece.ts"
import { excerptsOf, measuredPiece, type MeasuredPiece } from "./measured-piece.ts"
import { notesInKey, pitchClassEntropy, pitchRange, usedPitches } from "./pitch-measures.ts"
import { quantile } from "./quantile.ts"
import {
  grooveSimilarity,
  interOnsetBeats,
  notesPerBeat,
  polyphony,
  rhythmVariety,
} from "./rhythm-measures.ts"
import { compareSets } from "./set-distances.ts"

/** For a person, in the order in which they are shown. */
export const MEASURES: Readonly<Record<string, (piece: MeasuredPiece) => number>> = {
  "pitch-class entropy, 1 bar": (piece) => pitchClassEntropy(piece, 1),
  "pitch-class entropy, 4 bars": (piece) => pitchClassEntropy(piece, 4),
  "pitches used": usedPitches,
  "pitch range": pitchRange,
  "notes in key": notesInKey,
  "notes per beat": notesPerBeat,
  "beats between onsets": interOnsetBeats,
  "pitches at once": polyphony,
  "groove similarity": grooveSimilarity,
  "rhythm variety": rhythmVariety,
}

/** Pieces of a set that are compared, drawn where there are more: as Yang & Lerch. */
const MOST_PIECES = 100
const FEWEST_GENERATED = 3
/** Three for each half. */
const FEWEST_REAL = 6
/** Ways to halve real music whose mean is the ceiling. */
const HALVINGS = 5

export interface ComparedMeasure extends MusicalMeasure {
  /** Kullback-Leibler divergence between the distributions whose overlap is told, in nats. */
  divergence: number
}

/**
 * Real pieces are cut into excerpts of as many bars as the middle one of the generated has: a longer piece has more pitches, whoever
 * wrote it. Halves are of whole pieces, so that excerpts of one piece are on one side.
 * @returns nothing where there are fewer than 6 real or 3 generated pieces; a measure that too few pieces have is left out
 */
export function musicalMeasures({
  real,
  generated,
  seed,
}: {
  real: readonly Piece[]
  generated: readonly Piece[]
  seed: number
}): ComparedMeasure[] {
  const random = seededRandom(seed)
  const made = generated.map(measuredPiece).filter(({ notes }) => notes.length > 0)
  const length = Math.round(
    quantile(
      made.map(({ bars }) => bars.length),
      0.5,
    ),
  )
  const works = real
    .map((piece) => excerptsOf(measuredPiece(piece), length))
    .map((excerpts) => excerpts.filter(({ notes }) => notes.length > 0))
    .filter((excerpts) => excerpts.length > 0)
  if (made.length < FEWEST_GENERATED || works.length < FEWEST_REAL) return []
  const sets = { real: drawn(works.flat(), random), generated: drawn(made, random) }
  const halvings = Array.from({ length: HALVINGS }, () => halves(works, random))
  return Object.entries(MEASURES).flatMap(([name, measure]) => {
    const valuesOf = (pieces: readonly MeasuredPiece[]): number[] =>
      pieces.map(measure).filter(Number.isFinite)
    const [ours, theirs] = [valuesOf(sets.generated), valuesOf(sets.real)]
    const pairs = halvings.map((half) => half.map(valuesOf) as [number[], number[]])
    if ([ours, theirs, ...pairs.flat()].some(({ length: count }) => count < FEWEST_GENERATED))
      return []
    const ceiling = mean(pairs.map(([one, other]) => compareSets(one, other).overlap))
    return [
      { name, real: mean(theirs), generated: mean(ours), ceiling, ...compareSets(ours, theirs) },
    ]
  })
}

function halves(works: readonly MeasuredPiece[][], random: Random): MeasuredPiece[][] {
  const mixed = shuffled(works, random)
  const middle = mixed.length >> 1
  return [mixed.slice(0, middle), mixed.slice(middle)].map((half) => drawn(half.flat(), random))
}

const drawn = <Thing>(things: readonly Thing[], random: Random): Thing[] =>
  shuffled(things, random).slice(0, MOST_PIECES)

/** Fisher & Yates. */
function shuffled<Thing>(things: readonly Thing[], random: Random): Thing[] {
  const mixed = [...things]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
  }
  return mixed
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
