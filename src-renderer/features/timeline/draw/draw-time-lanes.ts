/** Above the tracks: the words of chords, meters and keys, and the tempo as a line. */
import type { HeaderRow } from "../model/header.ts"
import { endOf, xOf } from "../model/time-view.ts"
import { eventsOf, type LaneEvent, type LaneKind } from "../model/time-lanes.ts"
import { tempoScale, tempoY } from "../model/tempo-scale.ts"
import { fitText } from "./fit-text.ts"
import type { RulerScene } from "./draw-ruler.ts"

/** Words that are nearer are left out. */
const LEAST_WORD_PX = 36
const LEAST_GAP_PX = 18
const POINT_PX = 3.5
const LABEL_ABOVE_PX = 5

export function drawTimeLane(
  context: CanvasRenderingContext2D,
  kind: LaneKind,
  row: HeaderRow,
  scene: RulerScene,
): void {
  if (kind === "tempo") drawTempo(context, row, scene)
  else drawWords(context, kind, row, scene)
}

function drawWords(
  context: CanvasRenderingContext2D,
  kind: LaneKind,
  { topPx, heightPx }: HeaderRow,
  { ink, project, view, widthPx }: RulerScene,
): void {
  const events = eventsOf(project, kind)
  context.font = ink.labelFont
  let free = -Infinity
  for (let i = firstSeen(events, view.startTicks); i < events.length; i++) {
    const { tick, text } = events[i]!
    if (tick >= endOf(view, widthPx)) break
    const x = xOf(view, tick)
    const nextX = i + 1 < events.length ? xOf(view, events[i + 1]!.tick) : Infinity
    if (x < free || (x < 0 && nextX < LEAST_WORD_PX)) continue
    const textX = Math.max(x, 0) + 6
    const room = Math.max(nextX - textX, LEAST_WORD_PX - 8)
    context.fillStyle = ink.line
    context.fillRect(Math.round(x), topPx + 4, 1, heightPx - 9)
    context.fillStyle = ink.text2
    context.fillText(fitText(context, musical(text), room), textX, topPx + heightPx / 2 + 3.5)
    free = Math.max(x, 0) + (nextX - x >= LEAST_GAP_PX ? LEAST_GAP_PX : LEAST_WORD_PX)
  }
}

const firstSeen = (events: readonly LaneEvent[], startTicks: number): number =>
  Math.max(
    0,
    events.findLastIndex(({ tick }) => tick <= startTicks),
  )

const musical = (text: string): string => text.replace(/(?<=^[A-G])b/, "♭").replaceAll("#", "♯")

function drawTempo(
  context: CanvasRenderingContext2D,
  { topPx, heightPx }: HeaderRow,
  { ink, project, view, widthPx }: RulerScene,
): void {
  const { tempo } = project
  const words = eventsOf(project, "tempo")
  const scale = tempoScale(tempo)
  const y = (bpm: number): number => topPx + tempoY(scale, bpm, heightPx)
  context.strokeStyle = ink.text3
  context.lineWidth = 1.5
  context.beginPath()
  tempo.forEach(({ tick, bpm, curve }, i) => {
    const x = xOf(view, tick)
    const next = tempo[i + 1]
    if (i === 0) context.moveTo(x, y(bpm))
    else context.lineTo(x, y(bpm))
    if (next && curve === "step") context.lineTo(xOf(view, next.tick), y(bpm))
    else if (!next) context.lineTo(Math.max(widthPx, x), y(bpm))
  })
  context.stroke()
  context.font = ink.rulerFont
  let free = -Infinity
  for (const [i, { tick, bpm }] of tempo.entries()) {
    const x = xOf(view, tick)
    if (x < -LEAST_WORD_PX || x > widthPx) continue
    context.fillStyle = ink.text2
    context.beginPath()
    context.arc(x, y(bpm), POINT_PX, 0, 2 * Math.PI)
    context.fill()
    if (x < free) continue
    free = x + LEAST_WORD_PX
    const isLow = y(bpm) - topPx < heightPx / 2
    const textY = isLow ? y(bpm) + 13 : y(bpm) - LABEL_ABOVE_PX
    context.fillText(words[i]!.text, Math.max(x, 0) + 6, textY)
  }
}
