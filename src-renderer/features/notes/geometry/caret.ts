/** The caret of the roll: a cell of the grid and a pitch, or a box of cells drawn from an anchor. Ticks of the time line. */
import type { Grid, MeterMap } from "#shared/music/index.ts"
import type { Rows } from "./rows.ts"
import { cellAt } from "./snap.ts"
import type { Box } from "./view.ts"

interface Place {
  /** Start of a cell. */
  readonly tick: number
  readonly row: number
}

export interface Caret extends Place {
  /** The other corner of a box; null: one cell. */
  readonly anchor: Place | null
}

export interface CaretGround {
  readonly grid: Grid
  readonly meters: MeterMap
  readonly rows: Rows
  /** Where the caret may stand: the stretch itself, its end not included. */
  readonly startTicks: number
  readonly endTicks: number
  /** Where End leads: the last cell that is heard. */
  readonly heardTicks: number
}

const OCTAVE = 12

/** A caret of one cell, inside of the ground. */
export function caretAt(tick: number, row: number, ground: CaretGround): Caret {
  return { ...within({ tick, row }, ground), anchor: null }
}

/**
 * Where a key leads: arrows by a cell or a row, with Ctrl by a bar or an octave, Home and End to the clip's ends.
 * @param isExtending the box from where the caret stood, or from its anchor, is drawn
 * @returns null for a key that leads nowhere
 */
export function walkedCaret(
  caret: Caret,
  key: string,
  { isExtending, isFar }: { isExtending: boolean; isFar: boolean },
  ground: CaretGround,
): Caret | null {
  const { grid, meters, rows } = ground
  const { tick, row } = caret
  const byRows = isFar && rows.kind === "keys" ? OCTAVE : 1
  const next = (): number => {
    if (isFar) return meters.barAt(tick).endTicks
    const cell = cellAt(tick, grid, meters)
    return cell.startTicks + cell.lengthTicks
  }
  const previous = (): number => {
    const before = Math.max(0, tick - 1)
    return isFar ? meters.barAt(before).startTicks : cellAt(before, grid, meters).startTicks
  }
  const ways: Record<string, () => Place> = {
    ArrowLeft: () => ({ tick: previous(), row }),
    ArrowRight: () => ({ tick: next(), row }),
    ArrowUp: () => ({ tick, row: row - byRows }),
    ArrowDown: () => ({ tick, row: row + byRows }),
    Home: () => ({ tick: ground.startTicks, row }),
    End: () => ({ tick: ground.heardTicks - 1, row }),
  }
  const to = ways[key]?.()
  if (!to) return null
  const anchor = isExtending ? (caret.anchor ?? { tick, row }) : null
  return { ...within(to, ground), anchor }
}

/** What the caret covers. */
export function boxOfCaret({ tick, row, anchor }: Caret, { grid, meters }: CaretGround): Box {
  const other = anchor ?? { tick, row }
  const last = cellAt(Math.max(tick, other.tick), grid, meters)
  return {
    startTicks: Math.min(tick, other.tick),
    endTicks: last.startTicks + last.lengthTicks,
    topRow: Math.min(row, other.row),
    bottomRow: Math.max(row, other.row),
  }
}

function within({ tick, row }: Place, ground: CaretGround): Place {
  const { grid, meters, rows, startTicks, endTicks } = ground
  const inside = Math.min(Math.max(tick, startTicks), Math.max(startTicks, endTicks - 1))
  const cell = cellAt(inside, grid, meters)
  return {
    // A cell that began before the content is entered at its start.
    tick: Math.max(startTicks, cell.startTicks),
    row: Math.min(Math.max(row, 0), rows.pitches.length - 1),
  }
}
