/** Axes of a learning curve on uPlot: steps or tries along, a measure up, in the theme's quiet ink. */
import type uPlot from "uplot"
import { cssOf } from "./colour.ts"
import type { Palette } from "./palette.ts"

const VALUE_AXIS_PX = 46

interface Options {
  /** Asked whenever they are drawn: the theme may be another one. */
  palette(): Palette
  along: { sizePx: number; gapPx: number; spacePx: number }
  up: { spacePx: number; digits: number }
}

export function curveAxes({ palette, along, up }: Options): uPlot.Axis[] {
  const common = {
    stroke: () => cssOf(palette().text3),
    font: `10px ${palette().fontNumbers}`,
    ticks: { show: false },
  }
  return [
    {
      ...{ ...common, size: along.sizePx, gap: along.gapPx, space: along.spacePx },
      grid: { show: false },
      values: (_, all) => all.map(shortCount),
    },
    {
      ...{ ...common, size: VALUE_AXIS_PX, gap: 8, space: up.spacePx },
      grid: { stroke: () => cssOf(palette().lineSoft), width: 1 },
      values: (_, all) => all.map((value) => Number(value.toFixed(up.digits)).toString()),
    },
  ]
}

/** 0, 500, 2k, 1.5M */
export function shortCount(count: number): string {
  if (count >= 1e6) return `${Number((count / 1e6).toFixed(1))}M`
  return count >= 1000 ? `${Number((count / 1000).toFixed(1))}k` : String(Math.round(count))
}
