/** Clips of one row: body, title bar, content, fades, marks. */
import type { TempoMap } from "#shared/music/index.ts"
import {
  entityOf,
  isSoundClip,
  type Clip,
  type Fade,
  type Media,
  type Project,
  type SoundClip,
  type Track,
} from "#shared/project/index.ts"
import { CLIP_MARGIN_PX, CLIP_TOP_PX, TITLE_PX } from "../model/hits.ts"
import { bend } from "../model/curve.ts"
import { xOf, type TimeView } from "../model/time-view.ts"
import { drawGesture } from "./draw-gesture.ts"
import { drawNotes, spansOf, type ContentBox } from "./draw-notes.ts"
import { drawWave, type Waves } from "./draw-wave.ts"
import { fitText } from "./fit-text.ts"
import { colourIndex, type ClipInk, type Ink } from "./ink.ts"

export interface ClipScene {
  readonly ink: Ink
  readonly project: Project
  readonly tempo: TempoMap
  readonly waves: Waves
  readonly view: TimeView
  readonly widthPx: number
  readonly selected: ReadonlySet<string>
  /** Tracks that are not heard. */
  readonly silent: ReadonlySet<string>
}

/** A row's place on the canvas. */
export interface RowBox {
  readonly top: number
  readonly height: number
}

const RADIUS_PX = 4
const GAP_PX = 0.75
/** Narrower clips are a block of colour. */
const LEAST_DETAIL_PX = 5
const LEAST_TITLED_PX = 26
/** Corners of narrower ones cannot be seen, and cost most of their drawing. */
const LEAST_ROUND_PX = 24
const TITLE_RADII = [RADIUS_PX, RADIUS_PX, 0, 0]
const FADE_STEPS = 12

export function drawClip(
  context: CanvasRenderingContext2D,
  clip: Clip,
  track: Track,
  row: RowBox,
  scene: ClipScene,
): void {
  const { ink, view } = scene
  const startX = xOf(view, clip.startTicks) + GAP_PX
  const endX = xOf(view, clip.startTicks + clip.lengthTicks) - GAP_PX
  const left = Math.max(-RADIUS_PX * 2, startX)
  const right = Math.min(scene.widthPx + RADIUS_PX * 2, Math.max(startX + 1, endX))
  const top = row.top + CLIP_TOP_PX
  const height = row.height - CLIP_MARGIN_PX
  const missing = missingOf(clip, scene)
  const isSilent = clip.isMuted || scene.silent.has(track.id) || missing !== undefined
  const inks = (isSilent ? ink.silent : ink.clips)[colourIndex(clip.colour ?? track.colour, ink)]!
  const box = { left, right, top, height }
  if (right - left < LEAST_DETAIL_PX) {
    context.fillStyle = inks.title
    context.fillRect(left, top, right - left, height)
  } else drawWhole(context, clip, track, { box, startX, endX, inks, missing }, scene)
  if (!scene.selected.has(clip.id)) return
  context.strokeStyle = ink.bone
  context.lineWidth = 1.75
  roundRect(context, left, top, right - left, height)
  context.stroke()
}

interface Look {
  box: ContentBox
  startX: number
  endX: number
  inks: ClipInk
  /** The recording that is nowhere. */
  missing: Media | undefined
}

function missingOf(clip: Clip, { project, waves }: ClipScene): Media | undefined {
  const media = isSoundClip(clip) ? entityOf(project.media, clip.mediaId) : undefined
  return media && waves.isMissing(media) ? media : undefined
}

function drawWhole(
  context: CanvasRenderingContext2D,
  clip: Clip,
  track: Track,
  { box, startX, endX, inks, missing }: Look,
  scene: ClipScene,
): void {
  const { left, right, top, height } = box
  const width = right - left
  const isTitled = height >= LEAST_TITLED_PX
  const title = isTitled ? TITLE_PX : 0
  context.fillStyle = inks.body
  if (width < LEAST_ROUND_PX) context.fillRect(left, top, width, height)
  else {
    roundRect(context, left, top, width, height)
    context.fill()
  }
  if (isTitled) {
    context.fillStyle = inks.title
    if (width < LEAST_ROUND_PX) context.fillRect(left, top, width, TITLE_PX)
    else {
      context.beginPath()
      context.roundRect(left, top, width, TITLE_PX, TITLE_RADII)
      context.fill()
    }
  }
  const content: ContentBox = {
    left: Math.max(0, left + 0.5),
    right: Math.min(scene.widthPx, right - 0.5),
    top: top + title + 1,
    height: height - title - 2,
  }
  context.fillStyle = inks.mark
  if (clip.kind === "notes") drawNotes(context, clip, scene.view, content, track.kind === "drum")
  else if (missing) drawMissing(context, missing, content, scene.ink)
  else if (isSoundClip(clip)) {
    if (clip.kind === "audio") drawWave(context, clip, scene, scene.view, content)
    else drawGesture(context, clip, scene, scene.view, content)
    drawFades(context, clip, { startX, endX, ...content }, scene)
  }
  if (clip.loop) drawRounds(context, clip, box, scene)
  if (isTitled) drawTitle(context, clip, { left: Math.max(0, left), right, top, inks }, scene.ink)
}

function drawTitle(
  context: CanvasRenderingContext2D,
  clip: Clip,
  { left, right, top, inks }: { left: number; right: number; top: number; inks: ClipInk },
  ink: Ink,
): void {
  let x = left + 6
  if (clip.madeBy && right - left > 24) {
    context.fillStyle = ink.ai
    context.beginPath()
    context.moveTo(x, top + 7)
    context.lineTo(x + 3.5, top + 3.5)
    context.lineTo(x + 7, top + 7)
    context.lineTo(x + 3.5, top + 10.5)
    context.fill()
    x += 11
  }
  context.fillStyle = inks.text
  context.fillText(fitText(context, clip.name, right - x - 4), x, top + 10.5)
}

/** Dashes instead of a wave, and which file it is that is not there. */
function drawMissing(
  context: CanvasRenderingContext2D,
  { name }: Media,
  { left, right, top, height }: ContentBox,
  ink: Ink,
): void {
  const middle = top + height / 2
  const words = fitText(context, `Missing: ${name}`, right - left - 12)
  const endX = words === "" ? left : left + 12 + context.measureText(words).width
  context.strokeStyle = ink.warn
  context.lineWidth = 1
  context.setLineDash(MISSING_DASH)
  context.beginPath()
  context.moveTo(endX, middle)
  context.lineTo(right, middle)
  context.stroke()
  context.setLineDash(SOLID)
  context.fillStyle = ink.warn
  context.fillText(words, left + 6, middle + 3.5)
}
const MISSING_DASH = [4, 4]
const SOLID: number[] = []

/** Where a loop begins anew: a notch in the title and a line through the content. */
function drawRounds(
  context: CanvasRenderingContext2D,
  clip: Clip,
  { top, height }: ContentBox,
  { ink, view, widthPx }: ClipScene,
): void {
  context.fillStyle = ink.shade
  let last = -Infinity
  for (const { atTicks } of spansOf(clip)) {
    const x = xOf(view, atTicks)
    if (atTicks === clip.startTicks || x < 0 || x > widthPx || x - last < 4) continue
    last = x
    context.fillRect(x - 0.5, top, 1, height)
  }
}

interface FadeBox {
  readonly fromX: number
  readonly toX: number
  readonly top: number
  readonly height: number
  readonly curve: Fade["curve"]
}

function drawFades(
  context: CanvasRenderingContext2D,
  { fadeIn, fadeOut }: SoundClip,
  { startX, endX, top, height }: ContentBox & { startX: number; endX: number },
  { ink, view }: ClipScene,
): void {
  const draw = (fade: Fade | undefined, fromX: number, sign: 1 | -1): void => {
    if (!fade || fade.lengthTicks <= 0) return
    const toX = fromX + sign * fade.lengthTicks * view.pxPerTick
    const box = { fromX, toX, top, height, curve: fade.curve }
    fadePath(context, box)
    context.lineTo(fromX, top)
    context.fillStyle = ink.shade
    context.fill()
    strokeFade(context, box, ink)
  }
  draw(fadeIn, startX, 1)
  draw(fadeOut, endX, -1)
}

/** The end of a clip that lies under the next: without it a cross-fade would look like a fade in alone. */
export function drawCoveredFade(
  context: CanvasRenderingContext2D,
  clip: Clip,
  row: RowBox,
  { ink, view }: ClipScene,
): void {
  if (!isSoundClip(clip) || !clip.fadeOut || clip.fadeOut.lengthTicks <= 0) return
  const fromX = xOf(view, clip.startTicks + clip.lengthTicks) - GAP_PX
  const toX = fromX - clip.fadeOut.lengthTicks * view.pxPerTick
  const top = row.top + CLIP_TOP_PX + TITLE_PX + 1
  const height = row.height - CLIP_MARGIN_PX - TITLE_PX - 2
  strokeFade(context, { fromX, toX, top, height, curve: clip.fadeOut.curve }, ink)
}

function strokeFade(context: CanvasRenderingContext2D, box: FadeBox, ink: Ink): void {
  fadePath(context, box)
  context.strokeStyle = ink.text2
  context.lineWidth = 1
  context.stroke()
}

/** From silence at `fromX` to the full level at `toX`. */
function fadePath(
  context: CanvasRenderingContext2D,
  { fromX, toX, top, height, curve }: FadeBox,
): void {
  context.beginPath()
  context.moveTo(fromX, top + height)
  for (let i = 1; i <= FADE_STEPS; i++) {
    const share = i / FADE_STEPS
    context.lineTo(fromX + (toX - fromX) * share, top + height * (1 - bend(share, curve)))
  }
}

function roundRect(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.beginPath()
  context.roundRect(x, y, width, height, RADIUS_PX)
}
