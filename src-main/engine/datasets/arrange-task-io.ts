/** Everything about a dataset that follows from all of its pieces at once, on a worker thread. */
import { createHash } from "node:crypto"
import type { Dataset, DatasetFile, DatasetStatistics } from "#shared/contract/datasets.ts"
import { DRUMS } from "../symbolic/index.ts"
import { arrange, type Arranged, type PieceFacts, teller } from "./pieces/arrange.ts"
import type { Told } from "./pieces/tables.ts"
import { statisticsOf, type Tally } from "./pieces/tally.ts"

export interface FactsOfPiece extends PieceFacts {
  tally: Tally
  hasFrames: boolean
}

export interface ArrangedDataset extends Pick<
  Dataset,
  "hash" | "kind" | "files" | "works" | "notes" | "seconds"
> {
  /** In the order of the pieces. */
  pieces: Arranged[]
  statistics: DatasetStatistics
}

interface Input {
  /** In the order of their paths. */
  pieces: FactsOfPiece[]
  told: ReadonlyMap<string, Told>
  unreadable: number
}

export async function arrangeTask({ pieces, told, unreadable }: Input): Promise<ArrangedDataset> {
  const arranged = arrange(pieces, teller(told))
  const learnt = pieces.filter((_, at) => arranged[at]!.split !== null)
  const tallies = learnt.map(({ tally }) => tally)
  const count = (state: DatasetFile["state"]): number =>
    arranged.filter((piece) => piece.state === state).length
  const worksIn = (split: Arranged["split"]): number =>
    new Set(arranged.filter((piece) => piece.split === split).map(({ work }) => work)).size
  return {
    pieces: arranged,
    hash: manifestHash(pieces, arranged),
    kind: kindOf(learnt),
    files: {
      ...{ read: count("read"), unreadable, copies: count("copy"), nearCopies: count("near-copy") },
    },
    works: { train: worksIn("train"), valid: worksIn("valid"), test: worksIn("test") },
    notes: tallies.reduce((sum, { notes }) => sum + notes, 0),
    seconds: tallies.reduce((sum, { seconds }) => sum + seconds, 0),
    statistics: statisticsOf(tallies),
  }
}

/** Of what is learnt from, whatever its files are called and wherever they lie: content, split and work of each piece. */
function manifestHash(pieces: readonly PieceFacts[], arranged: readonly Arranged[]): string {
  const lines = arranged.flatMap(({ split, work }, at) =>
    split ? [`${pieces[at]!.content} ${split} ${work}`] : [],
  )
  return createHash("sha256")
    .update(["slipmat-dataset 1", ...lines.sort()].join("\n"))
    .digest("hex")
}

/** General MIDI's first eight are pianos. */
const LAST_PIANO = 7

function kindOf(pieces: readonly FactsOfPiece[]): Dataset["kind"] {
  const all = (isKind: (program: number) => boolean): boolean =>
    pieces.length > 0 &&
    pieces.every(({ tally }) => tally.programs.every(([program]) => isKind(program)))
  if (pieces.length > 0 && pieces.every(({ hasFrames }) => hasFrames)) return "chorales"
  if (all((program) => program === DRUMS)) return "drums"
  return all((program) => program <= LAST_PIANO) ? "piano" : "notes"
}
