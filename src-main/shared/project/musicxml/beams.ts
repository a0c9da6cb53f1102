/** Flags of neighbours drawn as beams: within a beat or a tuplet, over notes only. */
import { TICKS_PER_QUARTER, type Bar } from "#shared/music/index.ts"
import { pulseTicks } from "./note-values.ts"
import type { Piece } from "./rhythm.ts"

export type Beam = "begin" | "continue" | "end" | "forward hook" | "backward hook"

const FLAGS: Readonly<Record<string, number>> = {
  ...{ eighth: 1, "16th": 2, "32nd": 3, "64th": 4, "128th": 5 },
}

/** The beams of each piece from the outermost, for those that have any. @param pieces one voice's of the bar, all of it */
export function beamsOf(pieces: readonly Piece[], bar: Bar): Map<Piece, Beam[]> {
  const beams = new Map<Piece, Beam[]>()
  for (const group of joined(groupsOf(pieces, bar), bar))
    for (const [at, piece] of group.entries())
      beams.set(
        piece,
        Array.from({ length: flagsOf(piece) }, (_, level) => beamAt(group, at, level + 1)),
      )
  return beams
}

function groupsOf(pieces: readonly Piece[], { startTicks, meter }: Bar): Piece[][] {
  const pulse = pulseTicks(meter)
  const beatOf = (piece: Piece): number => Math.floor((piece.startTicks - startTicks) / pulse)
  const groups: Piece[][] = []
  for (const piece of pieces) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    const goesOn =
      before?.endTicks === piece.startTicks &&
      (before.tuplet === null) === (piece.tuplet === null) &&
      (piece.tuplet ? !piece.tuplet.isFirst : beatOf(before) === beatOf(piece))
    if (!piece.chord || flagsOf(piece) === 0) groups.push([])
    else if (last && goesOn) last.push(piece)
    else groups.push([piece])
  }
  return groups.filter(({ length }) => length > 1)
}

/** Eighths of a half of 4/4, or of the whole of 2/4, have one beam, as long as there is nothing else. */
function joined(groups: readonly Piece[][], { startTicks, meter }: Bar): Piece[][] {
  const isQuarters = meter.denominator === 4 && meter.numerator % 2 === 0
  const halfOf = (piece: Piece): number =>
    Math.floor((piece.startTicks - startTicks) / (2 * TICKS_PER_QUARTER))
  const isPlain = ({ value, tuplet }: Piece): boolean =>
    value.type === "eighth" && value.dots === 0 && tuplet === null
  const result: Piece[][] = []
  for (const group of groups) {
    const before = result.at(-1)
    const [last, first] = [before?.at(-1), group[0]!]
    const isOne =
      isQuarters &&
      last?.endTicks === first.startTicks &&
      halfOf(last) === halfOf(first) &&
      [...before!, ...group].every(isPlain)
    if (isOne) before!.push(...group)
    else result.push([...group])
  }
  return result
}

/** A flag that neither neighbour shares is a hook towards the note that it belongs to. */
function beamAt(group: readonly Piece[], at: number, level: number): Beam {
  const has = (index: number): boolean =>
    group[index] !== undefined && flagsOf(group[index]) >= level
  const [before, after] = [has(at - 1), has(at + 1)]
  if (before && after) return "continue"
  if (before) return "end"
  if (after) return "begin"
  return at === 0 ? "forward hook" : "backward hook"
}

function flagsOf({ value }: Piece): number {
  return FLAGS[value.type] ?? 0
}
