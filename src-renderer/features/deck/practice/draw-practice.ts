/** A round on its staff: the target as an outline, what is played as a line, the error of each mark beside it. */
import {
  notationOf,
  signedMs,
  stavesOf,
  type Staff,
  type TimedMark,
} from "#shared/scratch/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import {
  cssAlpha,
  cssOf,
  drawStaffDots,
  drawStaffGrid,
  drawStaffLines,
  type Palette,
  type StaffFrame,
} from "../../../graphics/index.ts"
import type { PlayedRound } from "./practice.svelte.ts"
import type { PracticeTarget } from "./target.ts"

export interface TargetStaff {
  staff: Staff
  /** What the height shows, seconds of record above the staff's lower edge. */
  from: number
  to: number
  /** Lowest place of the target. */
  low: number
}

/** One row, however many bars. */
export function targetStaff({ gesture, tempoBpm, beatsPerBar, bars }: PracticeTarget): TargetStaff {
  const beats = { tempoBpm, firstBeatSeconds: 0, beatsPerBar }
  const { rows, reachSeconds } = stavesOf(notationOf(gesture, { beats }), { barsPerRow: bars })
  const staff = rows[0]!
  const heights = staff.lines.flat().map(([, at]) => at)
  const low = heights.reduce((least, at) => Math.min(least, at), reachSeconds)
  const high = heights.reduce((most, at) => Math.max(most, at), 0)
  const spread = Math.max(LEAST_SPREAD_SECONDS, high - low)
  const middle = (low + high) / 2
  return { staff, from: middle - spread * ROOM, to: middle + spread * ROOM, low }
}

export interface PracticePicture {
  width: number
  height: number
  target: TargetStaff
  /** Of the target, seconds. */
  seconds: number
  /** What is played in this round, its second 0 the round's. */
  playing: Gesture | null
  intoSeconds: number | null
  last: PlayedRound | null
}

/** Half of what is shown, against the target's own way. */
const ROOM = 0.8
/** Of the height, above the highest stroke that was played. */
const EDGE = 0.05
const LEAST_SPREAD_SECONDS = 0.05
const SIDE_PX = 16
const TOP_PX = 46
const FOOT_PX = 46
const OUTLINE_PX = 7
const WORDS_PX = 11

export function drawPractice(
  context: CanvasRenderingContext2D,
  picture: PracticePicture,
  palette: Palette,
): void {
  const { width, height, target, seconds, intoSeconds, last } = picture
  const before = last && playedStaff(last.played, target.low)
  const playing = picture.playing && playedStaff(picture.playing, target.low)
  const to = reachedTo(target, [before, playing])
  const [left, right, top, bottom] = [SIDE_PX, width - SIDE_PX, TOP_PX, height - FOOT_PX]
  const frame: StaffFrame = {
    ...{ left, right, top, bottom },
    xOf: (at) => left + (at / seconds) * (right - left),
    yOf: (at) => bottom - ((at - target.from) / (to - target.from)) * (bottom - top),
  }
  context.clearRect(0, 0, width, height)
  drawStaffGrid(context, target.staff.grid, frame, {
    ...{ beat: cssOf(palette.lineSoft), bar: cssOf(palette.line), words: cssOf(palette.text3) },
    fontNumbers: palette.fontNumbers,
  })
  context.save()
  context.beginPath()
  context.rect(left - 2, top - 6, right - left + 4, bottom - top + 12)
  context.clip()
  drawOutline(context, target.staff, frame, palette)
  if (before) drawPlayed(context, before, frame, cssAlpha(palette.human, 0.35))
  if (playing) drawPlayed(context, playing, frame, cssOf(palette.human))
  context.restore()
  if (last) drawErrors(context, last, target, frame, palette)
  if (intoSeconds === null) return
  context.fillStyle = cssOf(palette.bone)
  context.fillRect(Math.round(frame.xOf(intoSeconds)), top - 24, 1.5, bottom - top + 24)
}

/** Both edges of a broad line: what it encloses is where the line is to be. */
function drawOutline(
  context: CanvasRenderingContext2D,
  staff: Staff,
  frame: StaffFrame,
  palette: Palette,
): void {
  drawStaffLines(context, staff.lines, frame, { colour: cssOf(palette.text3), width: OUTLINE_PX })
  drawStaffLines(context, staff.lines, frame, {
    colour: cssOf(palette.void),
    width: OUTLINE_PX - 2,
  })
  drawStaffDots(context, staff.dots, frame, cssOf(palette.text3))
}

type PlayedStaff = Pick<Staff, "lines" | "dots">

/** Wherever on the record it is played: its lowest place is drawn where the target's is. */
export function playedStaff(gesture: Gesture, targetLow: number): PlayedStaff {
  const { lines, dots } = notationOf(gesture, { beats: null })
  const all = lines.flatMap(({ points }) => points)
  const by = targetLow - all.reduce((least, [, at]) => Math.min(least, at), Infinity)
  return {
    lines: lines.map(({ points }) => points.map(([seconds, at]) => [seconds, at + by])),
    dots: dots.map((dot) => ({ ...dot, recordSeconds: dot.recordSeconds + by })),
  }
}

/** The scale follows who reaches farther than the target, up to twice the height: a record that runs away is cut off. */
export function reachedTo(
  { from, to }: Pick<TargetStaff, "from" | "to">,
  played: readonly (PlayedStaff | null)[],
): number {
  const most = played
    .flatMap((staff) => staff?.lines.flat() ?? [])
    .reduce((high, [, at]) => Math.max(high, at), -Infinity)
  return Math.min(from + 2 * (to - from), Math.max(to, most + EDGE * (to - from)))
}

function drawPlayed(
  context: CanvasRenderingContext2D,
  { lines, dots }: PlayedStaff,
  frame: StaffFrame,
  colour: string,
): void {
  drawStaffLines(context, lines, frame, { colour, width: 2.2 })
  drawStaffDots(context, dots, frame, colour)
}

interface Word {
  text: string
  x: number
  y: number
  weight: number
}

/** Where words would cover each other, the larger error is said. */
function drawErrors(
  context: CanvasRenderingContext2D,
  { result }: PlayedRound,
  target: TargetStaff,
  frame: StaffFrame,
  palette: Palette,
): void {
  const shift = shiftOf(result.strokes.marks, result.cuts.marks, target)
  const place = (mark: TimedMark, side: -1 | 1): Word => ({
    text: mark.errorMs === null ? "missed" : signedMs(mark.errorMs).replace(" ms", ""),
    x: frame.xOf(mark.timeSeconds),
    y: frame.yOf(mark.recordSeconds + shift) + side * 16,
    weight: mark.errorMs === null ? Infinity : Math.abs(mark.errorMs),
  })
  // A stroke begins at the turn before it: below where it goes up, above where it goes back. A cut is told in the foot.
  const strokes = result.strokes.marks.map((mark) => place(mark, mark.kind === "forward" ? 1 : -1))
  const cuts = result.cuts.marks.map((mark) => ({ ...place(mark, 1), y: frame.bottom + 14 }))
  context.font = `10px ${palette.fontNumbers}`
  context.textAlign = "center"
  for (const words of [strokes, cuts]) drawFree(context, words, frame, palette)
}

function drawFree(
  context: CanvasRenderingContext2D,
  words: readonly Word[],
  { left, right, top }: StaffFrame,
  palette: Palette,
): void {
  const taken: { from: number; to: number; y: number }[] = []
  for (const { text, x, y, weight } of words.toSorted((a, b) => b.weight - a.weight)) {
    const half = context.measureText(text).width / 2
    const at = Math.min(right - half, Math.max(left + half, x))
    const row = Math.max(top - 4, y)
    const [from, to] = [at - half - 3, at + half + 3]
    const isTaken = taken.some(
      (other) => from < other.to && to > other.from && Math.abs(row - other.y) < WORDS_PX,
    )
    if (isTaken) continue
    taken.push({ from, to, y: row })
    context.fillStyle = cssOf(weight === Infinity ? palette.warn : palette.text)
    context.fillText(text, at, row + 3)
  }
}

/** From the target's own record seconds to its place on the staff. */
function shiftOf(
  strokes: readonly TimedMark[],
  cuts: readonly TimedMark[],
  { low }: TargetStaff,
): number {
  const all = [...strokes, ...cuts].map(({ recordSeconds }) => recordSeconds)
  return all.length > 0 ? low - Math.min(0, ...all) : low
}
