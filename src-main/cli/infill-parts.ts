/** What of a piece is written anew, and by whom: pitches and drums are each written by themselves, so that neither is lost. */
import type { Executor } from "#engine/compute/index.ts"
import { Partner, playedBy } from "#engine/duet/index.ts"
import type { RowModel } from "#engine/training/index.ts"
import { fail } from "#shared/contract/errors.ts"
import type { HeardPiece } from "#shared/contract/index.ts"
import { KIT } from "#shared/training/index.ts"

/** Beats from the piece's beginning; `to` is exclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

type Note = HeardPiece["notes"][number]

export interface PartToWrite {
  readonly isOf: (note: Note) => boolean
  /** With its notes alone. */
  readonly piece: HeardPiece
  readonly partner: Partner
  /** What stays as it is, in words; nothing where nothing does. */
  readonly kept?: string
}

const KINDS = {
  pitches: { isOf: ({ program }: Note) => program !== KIT, starter: "base", name: "the pitches" },
  drums: { isOf: ({ program }: Note) => program === KIT, starter: "drums", name: "the drums" },
} as const
type Kind = keyof typeof KINDS
const NAMES: readonly Kind[] = ["pitches", "drums"]

interface Writers {
  /** The model that somebody wants; else the starter for each kind. */
  named: string | undefined
  ask: (name: string) => Promise<RowModel>
  executor: Executor
}

/**
 * Of the kinds that sound in the stretch, or in the piece where nothing does, those that the model plays.
 * @throws StudioError invalid-input where the model plays nothing of them, and as `ask` and `Partner.open` do
 */
export async function partsToWrite(
  piece: HeardPiece,
  { from, to }: Stretch,
  { named, ask, executor }: Writers,
): Promise<PartToWrite[]> {
  const within = piece.notes.filter(({ startBeats }) => startBeats >= from && startBeats < to)
  const here = kindsOf(within.length > 0 ? within : piece.notes)
  const part = (kind: Kind, partner: Partner): PartToWrite => {
    const { isOf } = KINDS[kind]
    return { isOf, partner, piece: { ...piece, notes: piece.notes.filter(isOf) } }
  }
  if (named === undefined) {
    const parts: PartToWrite[] = []
    for (const kind of here)
      parts.push(part(kind, await Partner.open(await ask(KINDS[kind].starter), executor)))
    return parts
  }
  const partner = await Partner.open(await ask(named), executor)
  const plays = await playedBy(partner)
  const written = here.filter((kind) => plays === "both" || plays === kind)
  const { name } = partner
  if (written.length === 0)
    fail("invalid-input", `“${name}” plays ${plays}, and these bars have none. Name another model.`)
  const other = here.find((kind) => !written.includes(kind))
  const words = other && `“${name}” plays ${plays}: ${KINDS[other].name} stay as they are.`
  const kept = words === undefined ? {} : { kept: words }
  return written.map((kind) => ({ ...part(kind, partner), ...kept }))
}

const kindsOf = (notes: readonly Note[]): Kind[] =>
  NAMES.filter((kind) => notes.some(KINDS[kind].isOf))
