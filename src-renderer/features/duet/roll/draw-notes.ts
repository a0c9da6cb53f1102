/** Notes of both on the roll, what the model weighed, their velocities, and where the ear is. */
import type { PlayedNote } from "#shared/contract/index.ts"
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"
import { pitchText } from "../../../ui/index.ts"
import type { ShownExchange } from "../play/exchanges.ts"
import { LANE_AIR_PX, PIANO_PX, RULER_PX, VELOCITY_PX, type RollPicture } from "./picture.ts"

type Context = CanvasRenderingContext2D
type Rgb = Palette["human"]

const HATCH_PX = 7
const LEAST_NAMED_PX = 30
/** Of a picture: so many stems tell nothing. */
const MOST_STEMS = 600

export interface DrawnNotes {
  readonly shown: ShownExchange
  /** Where somebody plays now; null: nobody. */
  readonly headSeconds: number | null
  /** The hand is playing: its call is not over. */
  readonly isLive: boolean
  readonly spelling: "flats" | "sharps"
}

export function drawNotes(
  context: Context,
  picture: RollPicture,
  palette: Palette,
  { shown, headSeconds, isLive, spelling }: DrawnNotes,
): void {
  const { call, answer, afterSeconds } = shown
  drawWeighed(context, picture, palette, shown)
  const hand: Drawing = { colour: palette.human, isHatched: false, afterSeconds: 0, spelling }
  const partner: Drawing = { colour: palette.ai, isHatched: true, afterSeconds, spelling }
  const head = headSeconds ?? Infinity
  const now = headSeconds ?? -1
  for (const note of call)
    drawNote(context, picture, palette, { ...hand, note, head: Infinity, now })
  for (const note of answer)
    drawNote(context, picture, palette, { ...partner, note, head: isLive ? Infinity : head, now })
  drawVelocities(context, picture, palette, shown)
}

interface Drawing {
  colour: Rgb
  isHatched: boolean
  afterSeconds: number
  spelling: DrawnNotes["spelling"]
}

function drawNote(
  context: Context,
  { xOf, yOf, rowPx }: RollPicture,
  palette: Palette,
  drawing: Drawing & { note: PlayedNote; head: number; now: number },
): void {
  const { colour, isHatched, afterSeconds, note, head, now } = drawing
  const from = afterSeconds + note.startSeconds
  const to = from + note.lengthSeconds
  const [x, y] = [xOf(from) + 0.5, yOf(note.pitch) + 1]
  const [width, height] = [Math.max(2, xOf(to) - xOf(from) - 1.5), Math.max(2, rowPx - 2)]
  const isFuture = isHatched && from > head
  context.beginPath()
  context.roundRect(x, y, width, height, 3)
  if (isFuture) {
    context.fillStyle = cssAlpha(colour, 0.1)
    context.fill()
    context.setLineDash([4, 3])
    context.strokeStyle = cssAlpha(colour, 0.8)
    context.lineWidth = 1
    context.stroke()
    context.setLineDash([])
    return
  }
  context.fillStyle = cssOf(shaded(palette.void, colour, note.velocity))
  context.fill()
  if (isHatched) hatch(context, { x, y, width, height }, cssAlpha(palette.void, 0.28))
  if (from <= now && to > now) {
    context.beginPath()
    context.roundRect(x - 1.5, y - 1.5, width + 3, height + 3, 4)
    context.strokeStyle = cssOf(palette.bone)
    context.lineWidth = 1.5
    context.stroke()
  }
  if (width < LEAST_NAMED_PX || height < 9) return
  context.fillStyle = cssOf(palette.void)
  context.font = `640 10.5px ${palette.fontUi}`
  context.textBaseline = "middle"
  context.fillText(pitchText(note.pitch, drawing.spelling), x + 6, y + height / 2 + 0.5)
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

function hatch(context: Context, { x, y, width, height }: Box, colour: string): void {
  context.save()
  context.clip()
  context.strokeStyle = colour
  context.lineWidth = 2
  context.beginPath()
  for (let at = x - height; at < x + width; at += HATCH_PX) {
    context.moveTo(at, y + height)
    context.lineTo(at + height, y)
  }
  context.stroke()
  context.restore()
}

/** By velocity: .30 + .70 x (v/100)^1.6 of the author's colour over the ground. */
function shaded(ground: Rgb, colour: Rgb, velocity: number): Rgb {
  const strength = Math.min(1, 0.3 + 0.7 * (velocity / 100) ** 1.6)
  const mix = (at: 0 | 1 | 2): number =>
    Math.round(ground[at] + (colour[at] - ground[at]) * strength)
  return [mix(0), mix(1), mix(2)]
}

/** Faint: other pitches that the model held possible in a note's place. */
function drawWeighed(
  context: Context,
  { xOf, yOf, rowPx, lowest, highest }: RollPicture,
  { ai }: Palette,
  { answer, weighed, afterSeconds }: ShownExchange,
): void {
  answer.forEach((note, at) => {
    const from = afterSeconds + note.startSeconds
    const x = xOf(from) + 1
    const width = Math.max(2, xOf(from + note.lengthSeconds) - x - 2)
    for (const [pitch, chance] of weighed[at] ?? []) {
      if (pitch === note.pitch || pitch < lowest || pitch > highest) continue
      context.fillStyle = cssAlpha(ai, Math.min(0.3, 0.06 + chance * 0.5))
      context.fillRect(x, yOf(pitch) + 2, width, Math.max(1, rowPx - 4))
    }
  })
}

function drawVelocities(
  context: Context,
  { xOf, velocityYOf, widthPx, heightPx, rollBottomPx }: RollPicture,
  palette: Palette,
  { call, answer, afterSeconds }: ShownExchange,
): void {
  const stem = ({ startSeconds, velocity }: PlayedNote, colour: Rgb, after: number): void => {
    const x = Math.round(xOf(after + startSeconds)) + 1
    const y = velocityYOf(velocity)
    context.fillStyle = cssAlpha(colour, 0.6)
    context.fillRect(x, y, 2, heightPx - LANE_AIR_PX - y)
    context.fillStyle = cssOf(colour)
    context.beginPath()
    context.arc(x + 1, y, 3.2, 0, 2 * Math.PI)
    context.fill()
  }
  context.fillStyle = cssOf(palette.surface1)
  context.fillRect(0, rollBottomPx, PIANO_PX, VELOCITY_PX)
  context.fillStyle = cssOf(palette.line)
  context.fillRect(0, rollBottomPx, widthPx, 1)
  context.fillStyle = cssOf(palette.text3)
  context.textBaseline = "middle"
  context.font = `500 11px ${palette.fontUi}`
  context.fillText("Velocity", 6, rollBottomPx + VELOCITY_PX / 2)
  context.font = `440 10px ${palette.fontNumbers}`
  for (const end of [127, 1]) context.fillText(String(end), 6, velocityYOf(end))
  for (const note of call.slice(0, MOST_STEMS)) stem(note, palette.human, 0)
  for (const note of answer.slice(0, MOST_STEMS)) stem(note, palette.ai, afterSeconds)
}

export function drawHead(
  context: Context,
  { xOf, heightPx }: RollPicture,
  { bone }: Palette,
  headSeconds: number,
): void {
  const x = Math.round(xOf(headSeconds))
  context.fillStyle = cssOf(bone)
  context.fillRect(x, RULER_PX / 2, 1.5, heightPx)
  context.beginPath()
  context.moveTo(x - 5, 14)
  context.lineTo(x + 6.5, 14)
  context.lineTo(x + 0.75, 22)
  context.fill()
}
