/** Loops of corpora, as a model hears them: told apart by work, none of them nearly one of another split. */
import type { LoopBars, LoopKind } from "#shared/contract/loops.ts"
import type { Split } from "#shared/contract/datasets.ts"
import type { Corpus, CorpusWork } from "../../datasets/index.ts"
import { type Frame, framesToPiece, type Piece, VOICES } from "../../symbolic/index.ts"
import { hearingOf } from "../heard/hearing.ts"
import { drumLoopsOf, melodiesOf } from "./cut.ts"
import { withoutNear } from "./near.ts"

export interface GatheredLoop {
  content: Uint8Array
  /** The corpus's place in what was given. */
  corpus: number
  work: string
}

export interface Gathered {
  train: GatheredLoop[]
  /** Of works of the splits `valid` and `test`. */
  heldOut: GatheredLoop[]
}

/** Every loop once in each of both. */
export function gatherLoops(
  corpora: readonly Corpus[],
  { kind, bars }: { kind: LoopKind; bars: LoopBars },
): Gathered {
  const hearing = hearingOf(kind)
  const cut = kind === "melody" ? melodiesOf : drumLoopsOf
  const of = (isWanted: (split: Split) => boolean): GatheredLoop[] => {
    const found = new Map<string, GatheredLoop>()
    for (const [corpus, { works }] of corpora.entries())
      for (const work of works.filter(({ split }) => isWanted(split)))
        for (const piece of voicesOf(work))
          for (const loop of cut(piece, bars)) {
            const heard = hearing.hear(loop)
            const same = heard && String.fromCharCode(...hearing.likeness(heard.content))
            if (same && !found.has(same))
              found.set(same, { content: heard.content, corpus, work: work.name })
          }
    return [...found.values()]
  }
  const train = of((split) => split === "train")
  const heldOut = of((split) => split !== "train")
  return { train: withoutNear(train, heldOut, hearing), heldOut }
}

/** Four voices one by one, since they are told apart; other pieces as they are. */
function voicesOf({ piece, frames }: CorpusWork): Piece[] {
  if (!frames) return [piece]
  return Array.from({ length: VOICES }, (_, voice) =>
    framesToPiece(
      frames.map(
        (frame) => frame.map((pitch, i) => (i === voice ? pitch : -1)) as unknown as Frame,
      ),
    ),
  )
}
