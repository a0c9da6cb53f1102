/** From datasets to what a run learns from: pieces in the model's words, and the genres that it will know. */
import { fail } from "#shared/contract/errors.ts"
import type { TrainingConfig } from "#shared/contract/training.ts"
import type { Corpus, CorpusWork } from "../../datasets/index.ts"
import { languageOf, type RowLanguage, type Rows } from "../language/index.ts"
import { rowsBetween } from "../language/language.ts"
import { MOST_GENRES } from "../language/traits.ts"
import { pieceFrom } from "../sample/prompt.ts"

export interface Prepared {
  language: RowLanguage
  genres: string[]
  train: Rows[]
  valid: Rows[]
  trainWorks: CorpusWork[]
  validWorks: CorpusWork[]
}

/** Where no piece is held out, this share of each piece's end is. */
const HELD_OUT = 1 / 8
const LEAST_ROWS = 16

/** @param genres of the parent, whose bins stay; else those of the music, most frequent first */
export function prepareRun(
  config: TrainingConfig,
  corpora: readonly Corpus[],
  genres: readonly string[] | null,
): Prepared {
  const works = corpora.flatMap((corpus) => corpus.works)
  const known = [...(genres ?? genresOf(works))]
  const language = languageOf(config.language, known)
  const said = works.flatMap((work) => {
    const rows = language.encode(work)
    return rows ? [{ work, rows }] : []
  })
  if (said.length === 0) return fail("invalid-input", nothingToLearn(config, works.length))
  const of = (split: CorpusWork["split"]) => said.filter(({ work }) => work.split === split)
  const [train, valid] = [of("train"), of("valid")]
  if (train.length > 0 && valid.length > 0)
    return {
      ...{ language, genres: known, train: train.map(({ rows }) => rows) },
      valid: valid.map(({ rows }) => rows),
      trainWorks: train.map(({ work }) => work),
      validWorks: valid.map(({ work }) => work),
    }
  // Works to test with stay unheard where there are others.
  const some = [train, valid, said].find((each) => each.length > 0)!
  const cut = some
    .filter(({ rows }) => rows.length >= 2 * LEAST_ROWS)
    .map(({ rows }) => ends(rows))
    .filter((parts) => parts.every((rows) => language.units(rows) > 0))
  if (cut.length === 0)
    return fail(
      "invalid-input",
      "There is too little music to learn from: a few bars are not enough.",
    )
  const parts = some.map(({ work }) => endsOf(work))
  return {
    ...{ language, genres: known },
    // What the tables of counts learn must not be what they are asked.
    ...{
      trainWorks: parts.map(([beginning]) => beginning),
      validWorks: parts.map(([, end]) => end),
    },
    train: cut.map(([beginning]) => beginning),
    valid: cut.map(([, end]) => end),
  }
}

function nothingToLearn({ language }: TrainingConfig, works: number): string {
  if (works === 0) return "There is no music in this dataset that could be read."
  return language === "chorales"
    ? "None of this music is for four voices, one note at a time in each. Choose to learn notes instead."
    : "None of these pieces has notes."
}

function genresOf(works: readonly CorpusWork[]): string[] {
  const counts = new Map<string, number>()
  for (const { labels } of works)
    if (labels.genre !== undefined) counts.set(labels.genre, (counts.get(labels.genre) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, MOST_GENRES)
    .map(([genre]) => genre)
}

/** A work's beginning and its end, as `ends` cuts its rows: at the same share of its notes, and of its frames. */
function endsOf(work: CorpusWork): [CorpusWork, CorpusWork] {
  const { piece, frames } = work
  const { startTicks: atTicks = 0 } = piece.notes[cutOf(piece.notes.length)] ?? {}
  const notes = piece.notes.filter(({ startTicks }) => startTicks < atTicks)
  const at = cutOf(frames?.length ?? 0)
  return [
    { ...work, piece: { ...piece, notes }, ...(frames && { frames: frames.slice(0, at) }) },
    { ...work, piece: pieceFrom(piece, atTicks), ...(frames && { frames: frames.slice(at) }) },
  ]
}

const cutOf = (length: number): number => Math.floor(length * (1 - HELD_OUT))

function ends(rows: Rows): [Rows, Rows] {
  const at = Math.max(LEAST_ROWS, cutOf(rows.length))
  return [rowsBetween(rows, 0, at), rowsBetween(rows, at, rows.length)]
}
