/** Marks of the ruler, as many as there is room for: bars by powers of two, beats when they are far enough apart. Pure. */
import type { Bar, MeterMap } from "#shared/music/index.ts"
import { beatTicks } from "#shared/music/index.ts"
import { endOf, xOf, type TimeView } from "./time-view.ts"

export interface RulerMark {
  readonly tick: number
  readonly x: number
  /** 0: with a number; 1: a bar; 2: a beat. */
  readonly level: 0 | 1 | 2
  readonly label: string
}

const LEAST_LABEL_PX = 56
const LEAST_BAR_PX = 7
const LEAST_BEAT_PX = 14
const LEAST_BEAT_LABEL_PX = 64

/** In the order of time. The first may lie left of the picture. */
export function rulerMarks(meters: MeterMap, view: TimeView, widthPx: number): RulerMark[] {
  const from = Math.max(0, view.startTicks)
  const bars = meters.barsBetween(from, endOf(view, widthPx))
  const first = bars[0]
  if (!first) return []
  const barPx = (first.endTicks - first.startTicks) * view.pxPerTick
  const labelEvery = powerFor(LEAST_LABEL_PX / barPx)
  const markEvery = powerFor(LEAST_BAR_PX / barPx)
  return bars.flatMap((bar) => {
    if (bar.bar % markEvery !== 0) return []
    const isLabelled = bar.bar % labelEvery === 0
    const mark: RulerMark = {
      ...{ tick: bar.startTicks, x: xOf(view, bar.startTicks) },
      ...{ level: isLabelled ? 0 : 1, label: isLabelled ? String(bar.bar + 1) : "" },
    }
    return [mark, ...beatsOf(bar, view)]
  })
}

function beatsOf(bar: Bar, view: TimeView): RulerMark[] {
  const step = beatTicks(bar.meter)
  const stepPx = step * view.pxPerTick
  if (stepPx < LEAST_BEAT_PX) return []
  const marks: RulerMark[] = []
  for (let beat = 1; bar.startTicks + beat * step < bar.endTicks; beat++) {
    const tick = bar.startTicks + beat * step
    const label = stepPx >= LEAST_BEAT_LABEL_PX ? `${bar.bar + 1}.${beat + 1}` : ""
    marks.push({ tick, x: xOf(view, tick), level: 2, label })
  }
  return marks
}

/** The power of two that is at least this, 1 or more. */
function powerFor(least: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(least)))
}
