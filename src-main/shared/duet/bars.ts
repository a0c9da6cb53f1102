/** Whole bars of a piece, as a stretch of its time line. */
import type { MeterMap } from "../music/index.ts"

export interface Bars {
  readonly startTicks: number
  readonly endTicks: number
  /** From 0 on; `afterBar` is exclusive. */
  readonly firstBar: number
  readonly afterBar: number
}

/** Those in which anything of a stretch lies; at least one. */
export function barsOver(meters: MeterMap, startTicks: number, endTicks: number): Bars {
  const first = meters.barAt(startTicks)
  const last = meters.barAt(Math.max(startTicks, endTicks - 1))
  return {
    ...{ startTicks: first.startTicks, endTicks: last.endTicks },
    ...{ firstBar: first.bar, afterBar: last.bar + 1 },
  }
}

/** So many bars from a bar line on; the first one is that in which the tick lies. */
export function barsFrom(meters: MeterMap, tick: number, count: number): Bars {
  const first = meters.barAt(tick)
  let last = first
  for (let more = 1; more < count; more++) last = meters.barAt(last.endTicks)
  return barsOver(meters, first.startTicks, last.endTicks)
}

/** "bar 5", "bars 5–8". */
export const barsText = ({ firstBar, afterBar }: Pick<Bars, "firstBar" | "afterBar">): string =>
  afterBar - firstBar === 1 ? `bar ${afterBar}` : `bars ${firstBar + 1}–${afterBar}`
