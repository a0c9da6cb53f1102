/** Which bars of a clip fit beside one another as steps that a hand can hit. */
import type { Bar } from "#shared/music/index.ts"

export interface StepPage {
  readonly bars: readonly Bar[]
  /** The place of its first bar among the clip's. */
  readonly first: number
  readonly isLast: boolean
  /** "Bars 9–12". */
  readonly name: string
}

const NARROWEST_PX = 24
const COUNTS = [8, 4, 2, 1]

/** @param firstBar whose page is wanted: pages begin at multiples of their length */
export function pageOf(
  bars: readonly Bar[],
  firstBar: number,
  { widthPx, columnsIn }: { widthPx: number; columnsIn: (bars: readonly Bar[]) => number },
): StepPage {
  const fits = (count: number): boolean =>
    columnsIn(bars.slice(0, count)) * NARROWEST_PX <= Math.max(widthPx, NARROWEST_PX)
  const count = COUNTS.find(fits) ?? 1
  const inside = Math.min(Math.max(0, firstBar), Math.max(0, bars.length - 1))
  const first = inside - (inside % count)
  const shown = bars.slice(first, first + count)
  const [from, to] = [(shown[0]?.bar ?? 0) + 1, (shown.at(-1)?.bar ?? 0) + 1]
  return {
    ...{ bars: shown, first, isLast: first + count >= bars.length },
    name: from === to ? `Bar ${from}` : `Bars ${from}–${to}`,
  }
}
