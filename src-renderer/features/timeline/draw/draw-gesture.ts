/** A hand on a record: its way, coloured by speed and direction, the sound that it makes behind, the fader's lane below. */
import type { TempoMap } from "#shared/music/index.ts"
import { entityOf, sourceSeconds, type GestureClip, type Project } from "#shared/project/index.ts"
import { levelFor, rangeOf } from "../../../engine/peaks-tiles.ts"
import { heardWay, type HeardWay } from "../model/heard-way.ts"
import { tickOf, xOf, type TimeView } from "../model/time-view.ts"
import { spansOf, type ContentBox } from "./draw-notes.ts"
import type { Waves } from "./draw-wave.ts"
import { SPEED_STEPS, type Ink } from "./ink.ts"

interface GestureScene {
  readonly ink: Ink
  readonly project: Project
  readonly tempo: TempoMap
  readonly waves: Waves
}

const STEP_PX = 1.5
const BAR_PX = 2
const LINE_PX = 1.7
const LEAST_SPAN_PX = 2
const PAD_PX = 4
/** Of the height, for the fader; a lane that is not high enough to be read is left out. */
const FADER_SHARE = 0.2
const MOST_FADER_PX = 18
const LEAST_FADED_PX = 28
/** Record seconds a second with the brightest colour. */
const FULL_SPEED = 2
const SOUND_ALPHA = 0.5
/** Wide enough for a cut's length in ms. */
const LEAST_WORDS_PX = 46

/** A stretch of a clip on the screen, and the gesture's time on it. */
interface Stretch {
  left: number
  right: number
  secondsAt(x: number): number
}

export function drawGesture(
  context: CanvasRenderingContext2D,
  clip: GestureClip,
  scene: GestureScene,
  view: TimeView,
  box: ContentBox,
): void {
  const way = heardWay(clip)
  const faderPx =
    box.height < LEAST_FADED_PX ? 0 : Math.min(MOST_FADER_PX, box.height * FADER_SHARE)
  const lane = { ...box, height: box.height - faderPx - (faderPx > 0 ? 2 : 0) }
  // Its colours are those of motion: the track's own stays in the title.
  const { fillStyle } = context
  context.fillStyle = scene.ink.shade
  context.fillRect(box.left, box.top, Math.max(0, box.right - box.left), box.height + 1)
  for (const { contentTicks, lengthTicks, atTicks } of spansOf(clip)) {
    const left = Math.max(box.left, xOf(view, atTicks))
    const right = Math.min(box.right, xOf(view, atTicks + lengthTicks))
    if (right - left < LEAST_SPAN_PX) continue
    const secondsAt = (x: number): number => {
      const into = contentTicks + tickOf(view, x) - atTicks
      const { startTicks, offsetSeconds } = clip
      return offsetSeconds + sourceSeconds(clip, startTicks, startTicks + into, scene.tempo)
    }
    const stretch = { left, right, secondsAt }
    context.fillStyle = fillStyle
    drawSound(context, clip, way, stretch, lane, scene)
    drawWay(context, way, stretch, lane, scene.ink)
    if (faderPx > 0) {
      const fader = { ...box, top: box.top + box.height - faderPx, height: faderPx }
      drawFader(context, way, stretch, fader, scene.ink)
    }
  }
}

const range = { low: 0, high: 0 }

/** What the needle reads in each bar, as loud as fader and speed let it be. */
function drawSound(
  context: CanvasRenderingContext2D,
  clip: GestureClip,
  way: HeardWay,
  { left, right, secondsAt }: Stretch,
  { top, height }: ContentBox,
  { project, waves }: GestureScene,
): void {
  const media = entityOf(project.media, clip.mediaId)
  if (!media) return
  const level = Math.min(4, 10 ** (clip.gainDb / 20))
  const middle = top + height / 2
  const half = height / 2 - 1
  const { least, most } = way
  const perBar = (Math.abs(secondsAt(right) - secondsAt(left)) / (right - left)) * BAR_PX
  const tiles = waves.cover(
    media,
    levelFor(Math.max(1, perBar * media.rateHz)),
    Math.max(0, least * media.rateHz),
    Math.max(0, most * media.rateHz),
  )
  context.globalAlpha = SOUND_ALPHA
  for (let x = left; x < right; x += BAR_PX) {
    const from = secondsAt(x)
    const [one, other] = [way.recordAt(from), way.recordAt(from + perBar)]
    const gain = level * way.gainBetween(from, from + perBar) * way.softness((other - one) / perBar)
    rangeOf(
      tiles,
      Math.min(one, other) * media.rateHz,
      Math.max(one, other) * media.rateHz + 1,
      range,
    )
    const up = Math.min(half, Math.max(0.4, range.high * gain * half))
    const down = Math.min(half, Math.max(0.4, -range.low * gain * half))
    context.fillRect(x, middle - up, BAR_PX * 0.65, up + down)
  }
  context.globalAlpha = 1
}

function drawWay(
  context: CanvasRenderingContext2D,
  way: HeardWay,
  { left, right, secondsAt }: Stretch,
  { top, height }: ContentBox,
  ink: Ink,
): void {
  const { least, most } = way
  const high = Math.max(1e-6, most - least)
  const room = height - 2 * PAD_PX
  const yOf = (seconds: number): number => top + PAD_PX + (1 - (seconds - least) / high) * room
  context.lineWidth = LINE_PX
  context.lineJoin = "round"
  let shown = ""
  let [seconds, y] = [secondsAt(left), yOf(way.recordAt(secondsAt(left)))]
  context.beginPath()
  for (let x = left; x < right;) {
    const next = Math.min(right, x + STEP_PX)
    const then = secondsAt(next)
    const place = yOf(way.recordAt(then))
    const speed = (way.recordAt(then) - way.recordAt(seconds)) / Math.max(1e-9, then - seconds)
    const colour = colourOf(speed, ink)
    if (colour !== shown) {
      if (shown !== "") context.stroke()
      context.strokeStyle = colour
      shown = colour
      context.beginPath()
      context.moveTo(x, y)
    }
    context.lineTo(next, place)
    ;[x, y, seconds] = [next, place, then]
  }
  if (shown !== "") context.stroke()
}

function colourOf(speed: number, { forward, backward }: Ink): string {
  const step = Math.min(SPEED_STEPS - 1, Math.floor((Math.abs(speed) / FULL_SPEED) * SPEED_STEPS))
  return (speed >= 0 ? forward : backward)[step]!
}

/** Open is bone; cuts are gaps, with their length where it can be read. */
function drawFader(
  context: CanvasRenderingContext2D,
  way: HeardWay,
  { left, right, secondsAt }: Stretch,
  { top, height }: ContentBox,
  ink: Ink,
): void {
  context.fillStyle = ink.open
  let [openX, openGain, closedX, closedFrom] = [left, -1, -1, 0]
  const endOpen = (x: number): void => {
    if (openGain > 0.02 && x > openX)
      context.fillRect(openX, top + height * (1 - openGain), x - openX, height * openGain)
  }
  const endClosed = (x: number): void => {
    if (closedX < 0) return
    if (x - closedX >= LEAST_WORDS_PX) {
      const words = `${Math.round((secondsAt(x) - closedFrom) * 1000)} ms`
      context.fillStyle = ink.text3
      context.fillText(words, closedX + 5, top + height / 2 + 3.5)
      context.fillStyle = ink.open
    }
    closedX = -1
  }
  for (let x = left; x < right; x++) {
    const gain = way.gainBetween(secondsAt(x), secondsAt(x + 1))
    if (gain === openGain) continue
    endOpen(x)
    endClosed(x)
    ;[openX, openGain] = [x, gain]
    if (gain <= 0.02) [closedX, closedFrom] = [x, secondsAt(x)]
  }
  endOpen(right)
  endClosed(right)
}
