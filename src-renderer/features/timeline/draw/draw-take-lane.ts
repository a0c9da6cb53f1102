/** A lane of takes: faint, and in full where a piece of the take sounds. */
import { clipsOf } from "#shared/project/index.ts"
import { clipsBetween } from "../model/hits.ts"
import type { TakeRow } from "../model/rows.ts"
import { endOf, xOf } from "../model/time-view.ts"
import { drawClip, type ClipScene, type RowBox } from "./draw-clips.ts"

export function drawTakeLane(
  context: CanvasRenderingContext2D,
  { track, takes }: TakeRow,
  box: RowBox,
  scene: ClipScene,
): void {
  const { project, view, widthPx } = scene
  const faint = { ...scene, silent: new Set([...scene.silent, track.id]) }
  const [from, to] = [view.startTicks, endOf(view, widthPx)]
  const sounding = clipsBetween(clipsOf(project, track.id), from, to)
  for (const take of clipsBetween(takes, from, to)) {
    drawClip(context, take, track, box, faint)
    for (const { takeId, startTicks, lengthTicks } of sounding) {
      if (takeId !== take.id) continue
      const x = xOf(view, startTicks)
      context.save()
      context.beginPath()
      context.rect(x, box.top, lengthTicks * view.pxPerTick, box.height)
      context.clip()
      drawClip(context, take, track, box, scene)
      context.restore()
    }
  }
}
