/** Music to learn from as whoever learns gets it: read, split by work, with what may be done with it. */
import type { Dataset, DatasetId, Licence, Split } from "#shared/contract/datasets.ts"
import type { Frame, Piece } from "../symbolic/index.ts"

export type CorpusKind = Dataset["kind"]

/** One piece. Movements, parts and editions of one work are pieces of the same name, always in the same split. */
export interface CorpusWork {
  /** Of the work, such as `chopin 028`. */
  name: string
  /** Of the file within what was taken in; `#` and a number follow where a file holds several pieces. */
  path: string
  split: Split
  piece: Piece
  /** Soprano, alto, tenor, bass on sixteenths: only where the piece is four voices, each one note at a time. */
  frames?: readonly Frame[]
  labels: CorpusLabels
}

export interface CorpusLabels {
  /** In small letters: `mazurka`, `nocturne`, `funk`. */
  genre?: string
}

export interface Corpus {
  /** Of the dataset in the library, or of the folder where it was read without one. */
  id: DatasetId
  name: string
  /** sha-256 in hex, of the manifest: the same music in the same split has the same hash on every machine. */
  hash: string
  licence: Licence
  /** `chorales` means that every work has frames. */
  kind: CorpusKind
  /** In the order of their paths. */
  works: CorpusWork[]
}
