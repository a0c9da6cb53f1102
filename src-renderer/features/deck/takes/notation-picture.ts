/** Notation as a picture: rows below each other, black on white, as the SVG has them. */
import { stavesOf, type Notation, type Staff } from "#shared/scratch/index.ts"
import {
  drawStaffBrackets,
  drawStaffDots,
  drawStaffGrid,
  drawStaffLines,
  type StaffFrame,
} from "../../../graphics/index.ts"

const PX_PER_SECOND = 240
const MARGIN_PX = 24
const TITLE_PX = 44
const HEAD_PX = 44
const FOOT_PX = 26
/** A higher picture is no canvas. */
const MOST_PX = 16_000
const SHARP = 2
const PAPER = { ground: "#fff", ink: "#1c1c1c", grey: "#6b6b6b", soft: "#cfcfcf", bar: "#7d7d7d" }
const FONT = "'Instrument Sans Variable', system-ui, sans-serif"

export interface NotationPicture {
  bytes: Uint8Array
  /** A long take does not fit: it is drawn up to there. */
  endSeconds: number
}

/** @throws where no canvas of that size can be made */
export async function notationPicture(notation: Notation): Promise<NotationPicture> {
  const { rows, reachSeconds } = stavesOf(notation)
  const rowPx = HEAD_PX + reachSeconds * PX_PER_SECOND + FOOT_PX
  const drawn = rows.slice(0, Math.floor((MOST_PX - TITLE_PX - MARGIN_PX) / rowPx))
  const height = Math.ceil(TITLE_PX + drawn.length * rowPx + MARGIN_PX)
  const widest = Math.max(...drawn.map((row) => row.endSeconds - row.startSeconds))
  const width = Math.ceil(2 * MARGIN_PX + widest * PX_PER_SECOND)
  const scale = Math.min(SHARP, MOST_PX / width, MOST_PX / height)
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale))
  const context = canvas.getContext("2d")
  if (!context) throw new Error("The notation is too large for a picture.")
  context.scale(scale, scale)
  context.fillStyle = PAPER.ground
  context.fillRect(0, 0, width, height)
  context.fillStyle = PAPER.ink
  context.font = `600 17px ${FONT}`
  context.fillText(notation.title, MARGIN_PX, 28)
  drawn.forEach((row, i) => drawRow(context, row, TITLE_PX + i * rowPx, reachSeconds))
  const blob = await canvas.convertToBlob({ type: "image/png" })
  const endSeconds = Math.min(notation.durationSeconds, drawn.at(-1)?.endSeconds ?? 0)
  return { bytes: new Uint8Array(await blob.arrayBuffer()), endSeconds }
}

function drawRow(
  context: OffscreenCanvasRenderingContext2D,
  row: Staff,
  y: number,
  reachSeconds: number,
): void {
  const top = y + HEAD_PX
  const bottom = top + reachSeconds * PX_PER_SECOND
  const xOf = (seconds: number): number => MARGIN_PX + (seconds - row.startSeconds) * PX_PER_SECOND
  const frame: StaffFrame = {
    ...{ left: MARGIN_PX, right: xOf(row.endSeconds), top, bottom, xOf },
    yOf: (height) => bottom - height * PX_PER_SECOND,
  }
  drawStaffGrid(context, row.grid, frame, {
    ...{ beat: PAPER.soft, bar: PAPER.bar, words: PAPER.grey, fontNumbers: FONT },
  })
  drawStaffLines(context, row.lines, frame, { colour: PAPER.ink, width: 2.2 })
  drawStaffDots(context, row.dots, frame, PAPER.ink)
  const words = { arm: PAPER.bar, words: PAPER.ink, fontUi: FONT }
  drawStaffBrackets(context, row.brackets, frame, words)
}
