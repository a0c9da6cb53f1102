/** A picture of a map with its legend in a band below. */
import { cssOf, type Palette } from "../../../graphics/index.ts"
import type { PictureLegend } from "../model/picture-legend.ts"

/** Of the band, in CSS pixels. */
const HEIGHT = 84
const MARGIN = 20
const SCALE_WIDTH = 220
const SWATCH = 9
const ROWS = { title: 30, colours: 50, source: 70 } as const

/** @param ratio device pixels of the picture for one CSS pixel */
export function captioned(
  picture: HTMLCanvasElement,
  legend: PictureLegend,
  { palette, ratio }: { palette: Palette; ratio: number },
): HTMLCanvasElement {
  const canvas = document.createElement("canvas")
  canvas.width = picture.width
  canvas.height = picture.height + Math.round(HEIGHT * ratio)
  const context = canvas.getContext("2d")
  if (!context) return picture
  context.fillStyle = cssOf(palette.surface1)
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0)
  context.setTransform(ratio, 0, 0, ratio, 0, picture.height)
  drawBand(context, legend, palette, canvas.width / ratio)
  return canvas
}

function drawBand(
  context: CanvasRenderingContext2D,
  legend: PictureLegend,
  palette: Palette,
  width: number,
): void {
  const most = Math.max(1, width - 2 * MARGIN)
  const write = (text: string, x: number, y: number): number => {
    context.fillText(text, x, y, Math.max(1, width - MARGIN - x))
    return x + context.measureText(text).width
  }
  context.fillStyle = cssOf(palette.text)
  context.font = `600 15px ${palette.fontUi}`
  write(legend.title, MARGIN, ROWS.title)
  context.fillStyle = cssOf(palette.text2)
  context.font = `400 11px ${palette.fontUi}`
  write(legend.source, MARGIN, ROWS.source)
  let x = write(legend.meaning, MARGIN, ROWS.colours) + 14
  if (legend.scale) {
    const { table, first, last } = legend.scale
    x = write(first, x, ROWS.colours) + 8
    const across = Math.min(SCALE_WIDTH, most / 3)
    for (let i = 0; i < 256; i++) {
      context.fillStyle = cssOf(table, i * 3)
      context.fillRect(x + (i * across) / 256, ROWS.colours - 8, across / 256 + 0.5, 8)
    }
    context.fillStyle = cssOf(palette.text2)
    write(last, x + across + 8, ROWS.colours)
  }
  for (const { colour, name } of legend.names) {
    if (x > width - MARGIN - 40) break
    context.fillStyle = cssOf(colour)
    context.fillRect(x, ROWS.colours - SWATCH, SWATCH, SWATCH)
    context.fillStyle = cssOf(palette.text2)
    x = write(name, x + SWATCH + 5, ROWS.colours) + 14
  }
}
