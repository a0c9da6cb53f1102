/** Draws an archive: a cell as bright as its find is good, a mark where it has a name. Pure but for the canvas. */
import type { ScratchElite, Technique } from "#shared/contract/index.ts"
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"
import { brightnessOf, type ArchiveGrid, type CellPlace } from "../model/archive-grid.ts"

export interface HeatPicture {
  readonly grid: ArchiveGrid
  readonly cells: readonly ScratchElite[]
  readonly palette: Palette
  readonly width: number
  readonly height: number
  /** The others are dimmed. */
  readonly technique: Technique | null
  readonly at: CellPlace | null
  readonly pointed: CellPlace | null
  readonly sounding: CellPlace | null
}

const GAP_PX = 1
const RADIUS_PX = 2
const DIMMED = 0.18
/** Smaller cells have no room for a mark. */
const MARKED_FROM_PX = 9

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Rows are counted from below, as on a chart. */
export function boxOf(
  { column, row }: CellPlace,
  { columns, rows }: Pick<ArchiveGrid, "columns" | "rows">,
  size: { readonly width: number; readonly height: number },
): Box {
  const [left, right] = [column, column + 1].map((at) => Math.round((at * size.width) / columns))
  const [top, foot] = [rows - 1 - row, rows - row].map((at) =>
    Math.round((at * size.height) / rows),
  )
  return { x: left!, y: top!, width: right! - left! - GAP_PX, height: foot! - top! - GAP_PX }
}

export function drawHeat(context: CanvasRenderingContext2D, picture: HeatPicture): void {
  const { width, height, grid, cells } = picture
  context.clearRect(0, 0, width, height)
  drawWells(context, picture)
  for (const cell of cells) drawCell(context, cell, picture)
  const { at, pointed, sounding, palette } = picture
  if (pointed) outline(context, boxOf(pointed, grid, picture), cssAlpha(palette.bone, 0.6), 1)
  if (sounding) outline(context, boxOf(sounding, grid, picture), cssOf(palette.ai), 2)
  if (at) outline(context, boxOf(at, grid, picture), cssOf(palette.bone), 2)
}

/** Where nothing was found yet. */
function drawWells(context: CanvasRenderingContext2D, picture: HeatPicture): void {
  const { grid, palette } = picture
  context.fillStyle = cssAlpha(palette.surface1, 0.75)
  for (let row = 0; row < grid.rows; row++)
    for (let column = 0; column < grid.columns; column++) {
      const { x, y, width, height } = boxOf({ column, row }, grid, picture)
      context.fillRect(x, y, width, height)
    }
}

function drawCell(
  context: CanvasRenderingContext2D,
  cell: ScratchElite,
  picture: HeatPicture,
): void {
  const { grid, palette, technique } = picture
  const { x, y, width, height } = boxOf(cell, grid, picture)
  const last = palette.brightness.length / 3 - 1
  const shade = Math.round(brightnessOf(cell.quality, grid) * last) * 3
  const isDimmed = technique !== null && cell.technique !== technique
  context.fillStyle = cssAlpha(palette.brightness, isDimmed ? DIMMED : 1, shade)
  context.beginPath()
  context.roundRect(x, y, width, height, RADIUS_PX)
  context.fill()
  if (cell.technique === null || isDimmed || Math.min(width, height) < MARKED_FROM_PX) return
  const middle = brightnessOf(cell.quality, grid)
  context.fillStyle = middle > 0.45 ? cssOf(palette.void) : cssOf(palette.bone)
  context.beginPath()
  context.arc(x + width / 2, y + height / 2, 1.7, 0, 2 * Math.PI)
  context.fill()
}

/** Outside the cell, with a dark line between, so that it shows on every brightness. */
function outline(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  colour: string,
  thick: number,
): void {
  context.lineWidth = thick
  context.strokeStyle = colour
  const away = 1 + thick / 2
  context.beginPath()
  context.roundRect(x - away, y - away, width + 2 * away, height + 2 * away, RADIUS_PX + 1)
  context.stroke()
}
