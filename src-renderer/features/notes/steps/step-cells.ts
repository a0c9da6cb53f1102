/** The steps of some bars, and which notes stand on them. */
import { gridLines, type Bar, type Grid, type MeterMap } from "#shared/music/index.ts"
import type { Note } from "#shared/project/index.ts"

export interface StepColumn {
  /** Of the time line. */
  readonly startTicks: number
  readonly endTicks: number
  /** Counted from 0. */
  readonly bar: number
  readonly beat: number
  /** Of the beat, counted from 0. */
  readonly step: number
}

export function columnsOf(bars: readonly Bar[], grid: Grid, meters: MeterMap): StepColumn[] {
  return bars.flatMap(({ bar, startTicks, endTicks }) => {
    const lines = gridLines(startTicks, endTicks, grid, meters)
    let before = { beat: -1, step: 0 }
    return lines.map((line, i): StepColumn => {
      const { beat } = meters.positionAt(line)
      before = { beat, step: beat === before.beat ? before.step + 1 : 0 }
      return { startTicks: line, endTicks: lines[i + 1] ?? endTicks, bar, ...before }
    })
  })
}

export interface StepHit {
  /** The loudest of those that stand there. */
  readonly note: Note
  readonly all: readonly Note[]
  /** How far behind the step it comes, in steps: below 0 before it. */
  readonly late: number
}

export const cellKey = (pitch: number, column: number): string => `${pitch} ${column}`

/**
 * Notes by piece and column: each at the step that it is nearest to.
 * @param toLineTicks from the clip's content to the time line
 */
export function hitsIn(
  notes: readonly Note[],
  columns: readonly StepColumn[],
  toLineTicks: number,
): Map<string, StepHit> {
  const hits = new Map<string, StepHit>()
  const end = columns.at(-1)?.endTicks ?? 0
  for (const note of notes) {
    const at = note.startTicks + toLineTicks
    const index = nearestColumn(columns, at)
    const column = columns[index]
    if (!column || at >= end) continue
    const length = column.endTicks - column.startTicks
    const late = (at - column.startTicks) / length
    if (late < -0.5) continue
    const key = cellKey(note.pitch, index)
    const before = hits.get(key)
    const loudest = before && before.note.velocity >= note.velocity ? before : { note, late }
    hits.set(key, { note: loudest.note, late: loudest.late, all: [...(before?.all ?? []), note] })
  }
  return hits
}

/** The column whose start is nearest; what is past the middle of the last one stays in it. */
function nearestColumn(columns: readonly StepColumn[], tick: number): number {
  let low = 0
  let high = columns.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (columns[middle]!.startTicks <= tick) low = middle + 1
    else high = middle
  }
  const before = Math.max(0, low - 1)
  const after = columns[before + 1]
  const isNearer = after && after.startTicks - tick <= tick - columns[before]!.startTicks
  return isNearer ? before + 1 : before
}

export interface Place {
  readonly row: number
  readonly column: number
}

/** On the straight line from one place to another, one in each column, without both. */
export function placesBetween(from: Place, to: Place): Place[] {
  const columns = to.column - from.column
  return Array.from({ length: Math.max(0, Math.abs(columns) - 1) }, (_, i) => {
    const far = i + 1
    return {
      row: Math.round(from.row + ((to.row - from.row) * far) / Math.abs(columns)),
      column: from.column + Math.sign(columns) * far,
    }
  })
}
