/** The lanes: grid, rows, clips and automation, as much of them as can be seen. */
import type { MeterMap } from "#shared/music/index.ts"
import { clipsOf, type Track } from "#shared/project/index.ts"
import { clipsBetween } from "../model/hits.ts"
import { rowsBetween, totalPx, type Row } from "../model/rows.ts"
import { rulerMarks } from "../model/ruler-marks.ts"
import { endOf } from "../model/time-view.ts"
import { drawAutomation } from "./draw-automation.ts"
import { drawTakeLane } from "./draw-take-lane.ts"
import { drawClip, drawCoveredFade, type ClipScene } from "./draw-clips.ts"

export interface LaneScene extends ClipScene {
  readonly rows: readonly Row[]
  readonly meters: MeterMap
  readonly scrollPx: number
  readonly heightPx: number
  /** Ids of selected tracks. */
  readonly chosen: ReadonlySet<string>
  /** What grows on an empty track is not written over. */
  readonly isRecording: boolean
}

export function drawLanes(context: CanvasRenderingContext2D, scene: LaneScene): void {
  const { ink, rows, scrollPx, widthPx, heightPx } = scene
  context.fillStyle = ink.void
  context.fillRect(0, 0, widthPx, heightPx)
  const [first, end] = rowsBetween(rows, scrollPx, scrollPx + heightPx)
  for (let i = first; i < end; i++) drawGround(context, rows[i]!, scene)
  drawGrid(context, scene)
  context.font = ink.nameFont
  for (let i = first; i < end; i++) drawRow(context, rows[i]!, scene)
}

function drawGround(context: CanvasRenderingContext2D, row: Row, scene: LaneScene): void {
  const { ink, scrollPx, widthPx } = scene
  const top = row.topPx - scrollPx
  if (row.kind !== "track" || scene.chosen.has(row.track.id)) {
    context.fillStyle = row.kind !== "track" ? ink.bg : ink.surface1
    context.fillRect(0, top, widthPx, row.heightPx)
  }
  context.fillStyle = ink.lineSoft
  context.fillRect(0, top + row.heightPx - 1, widthPx, 1)
}

function drawGrid(context: CanvasRenderingContext2D, scene: LaneScene): void {
  const { ink, view, meters, rows, scrollPx, widthPx, heightPx } = scene
  const bottom = Math.min(heightPx, Math.max(0, totalPx(rows) - scrollPx))
  for (const { x, level } of rulerMarks(meters, view, widthPx)) {
    if (x < 0) continue
    context.globalAlpha = level === 0 ? 0.9 : level === 1 ? 0.6 : 0.35
    context.fillStyle = level === 0 ? ink.line : ink.lineSoft
    context.fillRect(Math.round(x), 0, 1, bottom)
  }
  context.globalAlpha = 1
}

function drawRow(context: CanvasRenderingContext2D, row: Row, scene: LaneScene): void {
  const box = { top: row.topPx - scene.scrollPx, height: row.heightPx }
  if (row.kind === "lane") {
    drawAutomation(context, row, box, scene)
    return
  }
  if (row.kind === "take") {
    drawTakeLane(context, row, box, scene)
    return
  }
  const { project, view, widthPx } = scene
  const clips = clipsOf(project, row.track.id)
  const isHinted = clips.length === 0 && scene.chosen.has(row.track.id) && !scene.isRecording
  if (isHinted) drawHint(context, row, box, scene)
  const visible = clipsBetween(clips, view.startTicks, endOf(view, widthPx))
  visible.forEach((clip, i) => {
    drawClip(context, clip, row.track, box, scene)
    const before = visible[i - 1]
    if (before && before.startTicks + before.lengthTicks > clip.startTicks)
      drawCoveredFade(context, before, box, scene)
  })
}

/** How an empty track is begun. */
const HINTS: Partial<Record<Track["kind"], string>> = {
  instrument: "Double-click here for a clip, then again to draw its notes",
  drum: "Double-click here for a clip, then again to draw its beats",
  audio: "Drop a song or a recording here",
  gesture: "Put a take here from the Deck",
}

function drawHint(
  context: CanvasRenderingContext2D,
  { track }: Row,
  { top, height }: { top: number; height: number },
  { ink }: LaneScene,
): void {
  const hint = HINTS[track.kind]
  if (hint === undefined) return
  context.fillStyle = ink.text3
  context.fillText(hint, HINT_LEFT_PX, top + height / 2 + 4)
}
const HINT_LEFT_PX = 14
