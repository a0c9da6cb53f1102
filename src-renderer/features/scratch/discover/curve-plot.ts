/** Learning curves on uPlot: seeds as thin lines, controls in grey, names at the right edge. */
import uPlot from "uplot"
import type { ScratchCurve } from "#shared/contract/index.ts"
import { cssAlpha, cssOf, curveAxes, type Palette } from "../../../graphics/index.ts"
import { apart, columnsOf, labelsOf } from "../model/curves.ts"
import { figureText } from "../model/words.ts"

export interface CurvePicture {
  readonly curves: readonly ScratchCurve[]
  readonly palette: Palette
}

export interface CurvePlot {
  show(picture: CurvePicture): void
  resize(width: number, height: number): void
  destroy(): void
}

interface Options {
  readonly element: HTMLElement
  readonly picture: CurvePicture
  readonly width: number
  readonly height: number
}

const LABELS_PX = 176
const LABEL_APART_PX = 15
const TOP_PX = 10

/** The lines are other ones where the curves are: a new plot is made then. */
export const signatureOf = ({ curves }: CurvePicture): string =>
  curves.map(({ of, isControl }) => `${of}${isControl}`).join("|")

export function createCurvePlot({ element, picture, width, height }: Options): CurvePlot {
  let shown = picture
  const plot = new uPlot(
    {
      ...{ width, height, padding: [TOP_PX, LABELS_PX, 0, 0], legend: { show: false } },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: (_, low, high) => rangeOf(low, high) } },
      axes: curveAxes({
        palette: () => shown.palette,
        along: { sizePx: 26, gapPx: 6, spacePx: 70 },
        up: { spacePx: 34, digits: 3 },
      }),
      series: [{}, ...picture.curves.map((curve) => lineOf(curve, picture, () => shown.palette))],
      hooks: { draw: [(chart) => drawNames(chart, shown)] },
    },
    columnsOf(picture.curves) as uPlot.AlignedData,
    element,
  )
  return {
    show(next) {
      shown = next
      plot.setData(columnsOf(next.curves) as uPlot.AlignedData)
    },
    resize: (wide, high) => plot.setSize({ width: wide, height: high }),
    destroy: () => plot.destroy(),
  }
}

function rangeOf(low: number | null, high: number | null): uPlot.Range.MinMax {
  const [least, most] = [Math.min(0, low ?? 0), high ?? 1]
  return [least, most + (most - least || 1) * 0.08]
}

function lineOf(
  { of, isControl }: ScratchCurve,
  { curves }: CurvePicture,
  palette: () => Palette,
): uPlot.Series {
  const seeds = curves.filter((curve) => curve.of === of).length
  const common = { spanGaps: true, points: { show: false } }
  const stroke = (): string =>
    isControl
      ? cssAlpha(palette().text3, seeds > 1 ? 0.6 : 0.9)
      : cssAlpha(palette().ai, seeds > 1 ? 0.7 : 1)
  const width = seeds > 1 ? 1.1 : isControl ? 1.4 : 2.4
  return { ...common, stroke, width }
}

/** Places on the canvas are device px, as uPlot has them. */
function drawNames(chart: uPlot, { curves, palette }: CurvePicture): void {
  const { left, top, width, height } = chart.bbox
  const ratio = devicePixelRatio
  const labels = labelsOf(curves)
  const heights = apart(
    labels.map(({ value }) => chart.valToPos(value, "y", true)),
    LABEL_APART_PX * ratio,
    top + height,
  )
  const canvas = chart.ctx
  canvas.save()
  labels.forEach(({ of, isControl, value }, i) => {
    const y = heights[i]! + 4 * ratio
    canvas.fillStyle = cssOf(isControl ? palette.text3 : palette.ai)
    canvas.textAlign = "left"
    canvas.font = `${isControl ? 500 : 640} ${11 * ratio}px ${palette.fontUi}`
    canvas.fillText(of, left + width + 10 * ratio, y, (LABELS_PX - 62) * ratio)
    canvas.textAlign = "right"
    canvas.font = `${10 * ratio}px ${palette.fontNumbers}`
    canvas.fillText(figureText(value), left + width + (LABELS_PX - 12) * ratio, y)
  })
  canvas.restore()
}
