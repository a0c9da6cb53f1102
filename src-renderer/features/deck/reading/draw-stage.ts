/** The staff that scrolls: you up to now in the hand's colour, a partner's plan ahead of it, dashed. */
import type { ScratchLabel } from "#shared/contract/index.ts"
import { gridOf, type BeatLine, type NotationBracket, type Staff } from "#shared/scratch/index.ts"
import {
  cssAlpha,
  cssOf,
  drawStaffBrackets,
  drawStaffDots,
  drawStaffGrid,
  drawStaffLines,
  type Palette,
  type StaffFrame,
} from "../../../graphics/index.ts"
import type { LiveStaff } from "./live-staff.ts"
import type { SongGrid } from "./song-grid.ts"

/** What somebody else is about to play, plays, or has played. */
export interface StagePart {
  /** The staff's second 0. */
  startSeconds: number
  /** What of it is on the record. */
  fromSeconds: number
  endSeconds: number
  labels: readonly ScratchLabel[]
  staff: Staff
  /** Height of that staff, seconds of record. */
  reachSeconds: number
  isSounding: boolean
}

export interface StagePicture {
  width: number
  height: number
  nowSeconds: number
  /** How much time the width shows. */
  seconds: number
  /** Where in the width now is, 0..1. */
  nowShare: number
  grid: SongGrid | null
  staff: LiveStaff
  brackets: readonly NotationBracket[]
  /** In order; no two of them at once. */
  parts: readonly StagePart[]
}

const SIDE_PX = 16
const TOP_PX = 46
const FOOT_PX = 30
const PLANNED_DASH = [4, 2.5]
/** Beside the number of the bar. */
const NAME_PX = 26

export function drawStage(
  context: CanvasRenderingContext2D,
  picture: StagePicture,
  palette: Palette,
): void {
  const { width, height, nowSeconds, seconds, nowShare, staff, brackets, parts } = picture
  const [left, right, top, bottom] = [SIDE_PX, width - SIDE_PX, TOP_PX, height - FOOT_PX]
  const perSecond = (right - left) / seconds
  const nowX = left + (right - left) * nowShare
  const xOf = (at: number): number => nowX + (at - nowSeconds) * perSecond
  const frame = (reach: number): StaffFrame => ({
    ...{ left, right, top, bottom, xOf },
    yOf: (at) => bottom - (at / reach) * (bottom - top),
  })
  const from = nowSeconds - (nowX - left) / perSecond
  context.clearRect(0, 0, width, height)
  const own = frame(staff.reachFrom(from))
  drawStaffGrid(context, gridLines(picture, from), own, {
    ...{ beat: cssOf(palette.lineSoft), bar: cssOf(palette.line), words: cssOf(palette.text3) },
    fontNumbers: palette.fontNumbers,
  })
  const ink = { arm: cssAlpha(palette.text2, 0.6), words: cssOf(palette.text) }
  drawStaffBrackets(context, brackets, own, { ...ink, fontUi: palette.fontUi })
  context.save()
  context.beginPath()
  context.rect(left, top - 3, right - left, bottom - top + 6)
  context.clip()
  const lines = staff.lines.filter((line) => line.at(-1)![0] > from)
  drawStaffLines(context, lines, own, { colour: cssOf(palette.human), width: 2.2 })
  drawStaffDots(context, staff.dots, own, cssOf(palette.bone))
  context.restore()
  for (const part of parts) drawPart(context, part, frame(part.reachSeconds), palette)
  drawNames(context, picture, { left, right, xOf }, palette)
  context.fillStyle = cssOf(palette.bone)
  context.fillRect(Math.round(nowX), top - 24, 1.5, bottom - top + 24)
}

/** Beats of the song that plays, numbered as its bars are; else seconds. */
function gridLines({ grid, seconds }: StagePicture, from: number): BeatLine[] {
  if (!grid) return gridOf(null, from, from + seconds)
  const lines = gridOf({ ...grid, isEstimated: false }, from, from + seconds)
  const bar = (60 / grid.tempoBpm) * grid.beatsPerBar
  return lines.map((line) => ({
    ...line,
    bar: line.bar && grid.bar + Math.round((line.timeSeconds - grid.firstBeatSeconds) / bar),
  }))
}

function drawPart(
  context: CanvasRenderingContext2D,
  part: StagePart,
  frame: StaffFrame,
  palette: Palette,
): void {
  const { startSeconds, fromSeconds, endSeconds, staff, isSounding } = part
  const moved: StaffFrame = { ...frame, xOf: (at) => frame.xOf(at + startSeconds) }
  const x = Math.max(frame.left, frame.xOf(fromSeconds))
  const end = Math.min(frame.right, frame.xOf(endSeconds))
  if (end <= x) return
  context.save()
  context.beginPath()
  context.rect(x, 0, end - x, frame.bottom + 3)
  context.clip()
  context.fillStyle = cssAlpha(palette.ai, 0.06)
  context.fillRect(x, frame.top, end - x, frame.bottom - frame.top)
  const dash = isSounding ? [] : PLANNED_DASH
  drawStaffLines(context, staff.lines, moved, { colour: cssOf(palette.ai), width: 2.2, dash })
  drawStaffDots(context, staff.dots, moved, cssOf(palette.ai))
  const ink = { arm: cssAlpha(palette.ai, 0.6), words: cssOf(palette.ai), fontUi: palette.fontUi }
  drawStaffBrackets(context, staff.brackets, moved, ink)
  context.restore()
}

/** Bar numbers pass below a name. */
function drawNames(
  context: CanvasRenderingContext2D,
  { parts, staff }: StagePicture,
  { left, right, xOf }: Pick<StaffFrame, "left" | "right" | "xOf">,
  palette: Palette,
): void {
  context.font = `600 11px ${palette.fontUi}`
  context.textAlign = "left"
  const write = (words: string, x: number, colour: string): void => {
    const wide = context.measureText(words).width
    context.fillStyle = cssOf(palette.void)
    context.fillRect(x - 4, TOP_PX - 42, wide + 8, 18)
    context.fillStyle = colour
    context.fillText(words, x, TOP_PX - 28)
  }
  if (staff.lines.length > 0) write("You", left, cssOf(palette.human))
  for (const { fromSeconds, endSeconds, isSounding } of parts) {
    const x = Math.max(left, xOf(fromSeconds)) + NAME_PX
    const words = isSounding ? "Partner" : "Partner, planned"
    if (x < Math.min(right, xOf(endSeconds)) - NAME_PX) write(words, x, cssOf(palette.ai))
  }
}

/** What a part plays at a moment: the stretch that began last. */
export function labelAt({ labels, startSeconds }: StagePart, seconds: number): ScratchLabel | null {
  const at = seconds - startSeconds
  return labels.findLast((label) => label.startSeconds <= at) ?? labels[0] ?? null
}
