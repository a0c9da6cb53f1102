/** What stands above the tracks: the loop, bars and beats, sections, and the lanes of what holds for the whole piece. */
import type { MeterMap } from "#shared/music/index.ts"
import { entitiesOf, type Marker, type Project } from "#shared/project/index.ts"
import { HEADER_HEIGHTS, headerPx, type HeaderRow } from "../model/header.ts"
import { rulerMarks } from "../model/ruler-marks.ts"
import { xOf, type TimeView } from "../model/time-view.ts"
import { fitText } from "./fit-text.ts"
import { drawTimeLane } from "./draw-time-lanes.ts"
import type { Ink } from "./ink.ts"

export const RULER_PX = HEADER_HEIGHTS.ruler
export const SECTIONS_PX = HEADER_HEIGHTS.sections
/** The upper part of the ruler, where the loop is drawn. */
export const LOOP_PX = 12
const FLAG_PX = 6

export interface RulerScene {
  readonly ink: Ink
  readonly header: readonly HeaderRow[]
  readonly project: Project
  readonly meters: MeterMap
  readonly view: TimeView
  readonly widthPx: number
  /** Of the playhead's section, which is set off. */
  readonly atTicks: number
}

const byTime = (a: Marker, b: Marker): number =>
  a.tick - b.tick || (a.lengthTicks ?? 0) - (b.lengthTicks ?? 0)

const sorted = new WeakMap<Project["markers"], readonly Marker[]>()

/** Markers and sections in the order of time; at one place markers, which have no room of their own, come first. */
export function markersOf({ markers }: Project): readonly Marker[] {
  const known = sorted.get(markers) ?? entitiesOf(markers).sort(byTime)
  sorted.set(markers, known)
  return known
}

export function drawRuler(context: CanvasRenderingContext2D, scene: RulerScene): void {
  const { ink, header, widthPx } = scene
  context.fillStyle = ink.bg
  context.fillRect(0, 0, widthPx, headerPx(header))
  drawLoop(context, scene)
  drawBars(context, scene)
  drawSections(context, scene)
  for (const row of header) {
    if (row.kind !== "ruler" && row.kind !== "sections") drawTimeLane(context, row.kind, row, scene)
    context.fillStyle = ink.lineSoft
    context.fillRect(0, row.topPx + row.heightPx - 1, widthPx, 1)
  }
}

function drawLoop(context: CanvasRenderingContext2D, { ink, project, view }: RulerScene): void {
  const { startTicks, lengthTicks, isOn } = project.loop
  const x = xOf(view, startTicks)
  const width = lengthTicks * view.pxPerTick
  context.fillStyle = isOn ? ink.boneWash : ink.surface2
  context.beginPath()
  context.roundRect(x, 3, width, 7, 2)
  context.fill()
  context.fillStyle = isOn ? ink.bone : ink.text3
  context.fillRect(x, 3, 2, 7)
  context.fillRect(x + width - 2, 3, 2, 7)
}

function drawBars(context: CanvasRenderingContext2D, scene: RulerScene): void {
  const { ink, meters, view, widthPx } = scene
  context.font = ink.rulerFont
  for (const { x, level, label } of rulerMarks(meters, view, widthPx)) {
    const top = level === 0 ? 14 : level === 1 ? 22 : 25
    context.fillStyle = ink.line
    context.fillRect(Math.round(x), top, 1, RULER_PX - top)
    if (!label) continue
    context.fillStyle = level === 2 ? ink.text3 : ink.text2
    context.fillText(label, Math.round(x) + 5, 24)
  }
}

function drawSections(context: CanvasRenderingContext2D, scene: RulerScene): void {
  const { ink, project, view, widthPx } = scene
  const markers = markersOf(project)
  context.font = ink.labelFont
  for (const marker of markers)
    if (marker.lengthTicks !== undefined && xOf(view, marker.tick) <= widthPx)
      drawSection(context, marker, xOf(view, marker.tick + marker.lengthTicks), scene)
  // A flag stands on the section that it lies in.
  markers.forEach((marker, i) => {
    const x = xOf(view, marker.tick)
    if (marker.lengthTicks !== undefined || x > widthPx) return
    const next = markers[i + 1]
    drawFlag(context, marker, { x, endX: next ? xOf(view, next.tick) : Infinity }, ink)
  })
}

function drawSection(
  context: CanvasRenderingContext2D,
  marker: Marker,
  endX: number,
  { ink, view, widthPx, atTicks }: RulerScene,
): void {
  if (endX < 0) return
  const x = xOf(view, marker.tick)
  const left = Math.max(-6, x + 1.5)
  const isHere = atTicks >= marker.tick && atTicks < marker.tick + (marker.lengthTicks ?? 0)
  context.fillStyle = isHere ? ink.surface3 : ink.surface2
  context.beginPath()
  const width = Math.max(1, Math.min(widthPx + 6, endX - 1.5) - left)
  context.roundRect(left, RULER_PX + 3, width, SECTIONS_PX - 7, 3)
  context.fill()
  context.fillStyle = isHere ? ink.bone : ink.text2
  const textX = Math.max(x, 0) + 9
  context.fillText(fitText(context, marker.name, endX - textX - 6), textX, RULER_PX + 15.5)
}

/** A marker without a length: a small flag, and its name as far as there is room before the next. */
function drawFlag(
  context: CanvasRenderingContext2D,
  { name }: Marker,
  { x, endX }: { x: number; endX: number },
  ink: Ink,
): void {
  context.fillStyle = ink.text2
  context.beginPath()
  context.moveTo(x, RULER_PX + 4)
  context.lineTo(x + FLAG_PX, RULER_PX + 4 + FLAG_PX / 2)
  context.lineTo(x, RULER_PX + 4 + FLAG_PX)
  context.fill()
  context.fillRect(x, RULER_PX + 4, 1, SECTIONS_PX - 6)
  const textX = x + FLAG_PX + 4
  context.fillText(fitText(context, name, endX - textX - 4), textX, RULER_PX + 15.5)
}
