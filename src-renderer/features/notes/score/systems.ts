/** Which bars stand on one line of the page. */
import type { Bar } from "#shared/music/index.ts"
import type { ScorePart } from "#shared/project/musicxml/score.ts"
import { chordsBetween } from "#shared/project/musicxml/voices.ts"

export interface ScoreSystem {
  readonly bars: readonly Bar[]
  /** Over the whole width; a short last line is not. */
  readonly isStretched: boolean
}

/** At zoom 1: clef, key and meter; a bar by itself; and what every beginning adds. */
const HEAD_PX = 90
const BAR_PX = 72
const BEGINNING_PX = 24
/** Bars as sparse as they may be take so much. */
const SPARSE_BAR_PX = 180
/** Bars may stand a little closer than is best. */
const SQUEEZE = 1.1
/** A last line as full as this is stretched like the others. */
const STRETCHED_FROM = 0.45
/** Lines begin at phrases, so that an edit hardly ever moves what stands behind it to other lines. */
const LINES = [8, 4, 2, 1]

/** @param widthPx of a line at zoom 1 */
export function systemsOf(bars: readonly Bar[], part: ScorePart, widthPx: number): ScoreSystem[] {
  const roomPx = Math.max(1, widthPx - HEAD_PX)
  const px = bars.map((bar) => BAR_PX + BEGINNING_PX * beginningsIn(bar, part))
  const needs = (from: number, count: number): number =>
    px.slice(from, from + count).reduce((sum, each) => sum + each, 0)
  const systems: ScoreSystem[] = []
  for (let from = 0; from < bars.length;) {
    const count = LINES.find(
      (each) =>
        from % each === 0 &&
        each * SPARSE_BAR_PX <= roomPx &&
        needs(from, each) <= roomPx * SQUEEZE,
    )
    const line = bars.slice(from, from + (count ?? 1))
    const isLast = from + line.length >= bars.length
    const isFull = needs(from, line.length) >= roomPx * STRETCHED_FROM
    systems.push({ bars: line, isStretched: !isLast || isFull })
    from += line.length
  }
  return systems
}

function beginningsIn({ startTicks, endTicks }: Bar, { staves }: ScorePart): number {
  const starts = new Set<number>()
  for (const { voices } of staves)
    for (const voice of voices)
      for (const chord of chordsBetween(voice, startTicks, endTicks)) starts.add(chord.startTicks)
  return Math.max(1, starts.size)
}
