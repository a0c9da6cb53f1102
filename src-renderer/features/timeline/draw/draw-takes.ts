/** Takes while they are recorded: they grow with the playhead, and show what is on disk already. */
import type { TempoMap } from "#shared/music/index.ts"
import { FRAMES_PER_PEAK, passAt, type GrowingTake } from "../../../audio/index.ts"
import { CLIP_MARGIN_PX, CLIP_TOP_PX } from "../model/hits.ts"
import type { Row } from "../model/rows.ts"
import { tickOf, xOf, type TimeView } from "../model/time-view.ts"
import type { Ink } from "./ink.ts"

export interface TakeScene {
  readonly ink: Ink
  readonly view: TimeView
  readonly tempo: TempoMap
  readonly rows: readonly Row[]
  readonly scrollPx: number
  readonly widthPx: number
  /** Height of what stands above the tracks. */
  readonly headerPx: number
}

const PITCH_PX = 2
const BAR_PX = 1.3
const LABEL_INSET_PX = 6
const LABEL_LEAST_PX = 170
const LABEL_HEIGHT_PX = 16
const LABEL = "Kept on disk as you play"

export function drawTakes(
  context: CanvasRenderingContext2D,
  takes: readonly GrowingTake[],
  scene: TakeScene,
): void {
  for (const take of takes) {
    const row = scene.rows.find(
      ({ kind, track }) => kind === "track" && track.id === take.take.place.trackId,
    )
    if (row) drawTake(context, take, row, scene)
  }
}

function drawTake(
  context: CanvasRenderingContext2D,
  { take, frames, peaks }: GrowingTake,
  row: Row,
  { ink, view, tempo, scrollPx, widthPx, headerPx }: TakeScene,
): void {
  const { cycle } = take.place
  const pass = cycle ? passAt(take, cycle, frames) : undefined
  const startTicks = pass?.startTicks ?? take.place.startTicks
  const offsetSeconds = pass ? pass.fromFrame / take.rateHz : take.place.offsetSeconds
  const startSeconds = tempo.secondsAt(startTicks)
  const seconds = frames / take.rateHz - offsetSeconds
  if (seconds <= 0) return
  const left = Math.max(0, xOf(view, startTicks))
  const right = Math.min(widthPx, xOf(view, tempo.ticksAt(startSeconds + seconds)))
  if (right <= left) return
  const top = headerPx + row.topPx - scrollPx + CLIP_TOP_PX
  const height = row.heightPx - CLIP_MARGIN_PX
  context.fillStyle = ink.recWash
  context.fillRect(left, top, right - left, height)
  context.fillStyle = ink.rec
  const frameAt = (x: number): number =>
    (tempo.secondsAt(tickOf(view, x)) - startSeconds + offsetSeconds) * take.rateHz
  const middle = top + height / 2
  for (let x = left - (left % PITCH_PX); x < right; x += PITCH_PX) {
    const size = sizeBetween(peaks, frameAt(x), frameAt(x + PITCH_PX)) * (height / 2 - 2)
    context.fillRect(x, middle - Math.max(0.5, size), BAR_PX, Math.max(1, 2 * size))
  }
  if (right - left < LABEL_LEAST_PX) return
  context.font = ink.nameFont
  // The title of a clip that lies below is not read through it.
  context.fillStyle = ink.void
  const labelPx = context.measureText(LABEL).width + 2 * LABEL_INSET_PX
  context.fillRect(left, top, Math.min(labelPx, right - left), LABEL_HEIGHT_PX)
  context.fillStyle = ink.bone
  context.textBaseline = "top"
  context.fillText(LABEL, left + LABEL_INSET_PX, top + 3)
}

/** The farthest from 0, at most 1. */
function sizeBetween(peaks: readonly number[], from: number, to: number): number {
  const first = Math.max(0, Math.floor(from / FRAMES_PER_PEAK))
  const last = Math.min(peaks.length / 2 - 1, Math.floor(to / FRAMES_PER_PEAK))
  let size = 0
  for (let i = first; i <= last; i++) size = Math.max(size, -peaks[2 * i]!, peaks[2 * i + 1]!)
  return Math.min(1, size)
}
