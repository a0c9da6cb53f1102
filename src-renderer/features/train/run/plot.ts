/** The curve of a run on uPlot: what is measured, simple methods as dotted lines, moments that can be heard as marks. */
import uPlot from "uplot"
import type { Measurement } from "#shared/contract/index.ts"
import { cssAlpha, cssOf, curveAxes, type Palette } from "../../../graphics/index.ts"
import { columnsOf, rangeOf } from "../model/curves.ts"
import { LABELS_PX, type Picture } from "./picture.ts"
import { drawBaselines, drawFuture, drawLabels, drawMarks } from "./plot-marks.ts"

const TOP_PX = 18
const TRAIN_ALPHA = 0.35

export interface Plot {
  show(picture: Picture): void
  resize(width: number, height: number): void
  destroy(): void
}

interface Options {
  readonly element: HTMLElement
  readonly picture: Picture
  readonly width: number
  readonly height: number
  /** The measured step that the pointer is nearest to; null where it is elsewhere. */
  onpoint(step: number | null): void
}

export function createPlot({ element, picture, width, height, onpoint }: Options): Plot {
  let shown = picture
  const dataOf = ({ measurements, compared, steps }: Picture): uPlot.AlignedData => {
    const columns = columnsOf(measurements, compared?.measurements ?? [], steps)
    return [columns.steps, columns.train, columns.valid, columns.other]
  }
  const yRange = (): uPlot.Range.MinMax => {
    const { measurements, compared, baselines } = shown
    return rangeOf([measurements, compared?.measurements ?? []], baselines)
  }
  const xRange = (): uPlot.Range.MinMax => {
    const last = (shown.compared?.measurements ?? shown.measurements).at(-1)?.step ?? 0
    return [0, Math.max(shown.steps, last)]
  }
  const plot = new uPlot(
    {
      ...{ width, height, padding: [TOP_PX, LABELS_PX, 0, 0], legend: { show: false } },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: false, range: xRange }, y: { range: yRange } },
      axes: curveAxes({
        palette: () => shown.palette,
        along: { sizePx: 30, gapPx: 8, spacePx: 50 },
        up: { spacePx: 30, digits: 2 },
      }),
      series: seriesOf(() => shown.palette),
      hooks: {
        drawAxes: [(chart) => drawFuture(chart, shown)],
        draw: [
          (chart) => {
            drawBaselines(chart, shown)
            drawMarks(chart, shown)
            drawLabels(chart, shown)
          },
        ],
        setCursor: [
          ({ cursor, data }) => {
            const step = typeof cursor.idx === "number" ? data[0][cursor.idx] : undefined
            const isIn = (cursor.left ?? -1) >= 0 && step !== undefined
            onpoint(isIn ? nearest(shown.measurements, step) : null)
          },
        ],
      },
    },
    dataOf(shown),
    element,
  )
  return {
    show(next) {
      shown = next
      plot.setData(dataOf(next))
    },
    resize: (wide, high) => plot.setSize({ width: wide, height: high }),
    destroy: () => plot.destroy(),
  }
}

function nearest(measurements: readonly Measurement[], step: number): number | null {
  let found: number | null = null
  for (const each of measurements)
    if (found === null || Math.abs(each.step - step) < Math.abs(found - step)) found = each.step
  return found
}

function seriesOf(palette: () => Palette): uPlot.Series[] {
  const line = (stroke: () => string, width: number): uPlot.Series => ({
    ...{ stroke, width, spanGaps: true, points: { show: false } },
  })
  return [
    {},
    line(() => cssAlpha(palette().ai, TRAIN_ALPHA), 1.1),
    line(() => cssOf(palette().ai), 2.4),
    line(() => cssOf(palette().text3), 1.4),
  ]
}
