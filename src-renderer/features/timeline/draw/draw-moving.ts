/** What moves by itself or with the hand, over the picture: the playhead, the rectangle of a selection. */
import type { GrowingTake } from "../../../audio/index.ts"
import { xOf, type TimeView } from "../model/time-view.ts"
import type { Marquee } from "../timeline-settings.ts"
import { drawTakes, type TakeScene } from "./draw-takes.ts"
import type { Ink } from "./ink.ts"

export interface MovingScene extends TakeScene {
  readonly ink: Ink
  readonly view: TimeView
  readonly widthPx: number
  readonly heightPx: number
  readonly playheadTicks: number
  readonly marquee: Marquee | null
  readonly scrollPx: number
  /** What is recorded now. */
  readonly takes: readonly GrowingTake[]
}

const HEAD_TOP_PX = 11

export function drawMoving(context: CanvasRenderingContext2D, scene: MovingScene): void {
  const { ink, view, widthPx, heightPx, marquee, scrollPx } = scene
  context.clearRect(0, 0, widthPx, heightPx)
  drawTakes(context, scene.takes, scene)
  if (marquee) {
    const y = marquee.y - scrollPx + scene.headerPx
    context.fillStyle = ink.boneWash
    context.fillRect(marquee.x, y, marquee.width, marquee.height)
    context.strokeStyle = ink.bone
    context.lineWidth = 1
    context.strokeRect(marquee.x + 0.5, y + 0.5, marquee.width, marquee.height)
  }
  const x = Math.round(xOf(view, scene.playheadTicks))
  if (x < -8 || x > widthPx + 8) return
  context.fillStyle = ink.bone
  context.fillRect(x, HEAD_TOP_PX + 1, 1.5, heightPx)
  context.beginPath()
  context.moveTo(x - 5, HEAD_TOP_PX)
  context.lineTo(x + 6.5, HEAD_TOP_PX)
  context.lineTo(x + 0.75, HEAD_TOP_PX + 8)
  context.fill()
}
