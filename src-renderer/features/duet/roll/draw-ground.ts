/** The ground of a duet's roll: rows of the key, beats, the keys at the left, bands over call and answer. */
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"
import { pitchText } from "../../../ui/index.ts"
import type { ShownExchange } from "../play/exchanges.ts"
import { endOf, PIANO_PX, RULER_PX, type RollPicture } from "./picture.ts"

type Context = CanvasRenderingContext2D

const BLACK = new Set([1, 3, 6, 8, 10])
const SCALES = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
]
const LEAST_NAME_PX = 9
const BEATS_A_BAR = 4

/** @param key 0..11 major from C up, 12..23 minor */
export function drawGround(
  context: Context,
  picture: RollPicture,
  palette: Palette,
  { key, bpm }: { key: number | null; bpm: number },
): void {
  const { widthPx, heightPx } = picture
  context.fillStyle = cssOf(palette.void)
  context.fillRect(0, 0, widthPx, heightPx)
  drawRows(context, picture, palette, key)
  drawBeats(context, picture, palette, bpm)
}

function drawRows(
  context: Context,
  { lowest, highest, yOf, rowPx, widthPx }: RollPicture,
  { bone }: Palette,
  key: number | null,
): void {
  const root = (key ?? 0) % 12
  const scale = new Set(
    SCALES[key !== null && key >= 12 ? 1 : 0]!.map((step) => (root + step) % 12),
  )
  for (let pitch = lowest; pitch <= highest; pitch++) {
    const isRoot = key !== null && pitch % 12 === root
    if (scale.has(pitch % 12)) {
      context.fillStyle = cssAlpha(bone, isRoot ? 0.075 : 0.032)
      context.fillRect(PIANO_PX, yOf(pitch), widthPx, rowPx)
    }
    context.fillStyle = cssAlpha(bone, pitch % 12 === 0 ? 0.1 : 0.025)
    context.fillRect(PIANO_PX, yOf(pitch) + rowPx - 1, widthPx, 1)
  }
}

function drawBeats(
  context: Context,
  { seconds, xOf, widthPx, heightPx }: RollPicture,
  palette: Palette,
  bpm: number,
): void {
  context.fillStyle = cssOf(palette.surface1)
  context.fillRect(PIANO_PX, 0, widthPx, RULER_PX)
  context.font = `500 10px ${palette.fontNumbers}`
  context.textBaseline = "middle"
  const beatSeconds = 60 / bpm
  for (let beat = 0; beat * beatSeconds < seconds; beat++) {
    const isBar = beat % BEATS_A_BAR === 0
    const x = Math.round(xOf(beat * beatSeconds))
    context.fillStyle = cssAlpha(palette.bone, isBar ? 0.17 : 0.06)
    context.fillRect(x, isBar ? 4 : RULER_PX, 1, heightPx)
    if (!isBar) continue
    context.fillStyle = cssOf(palette.text2)
    context.fillText(String(1 + beat / BEATS_A_BAR), x + 6, 9)
  }
}

/** Names over the stretches of both, and their washes. */
export function drawBands(
  context: Context,
  picture: RollPicture,
  palette: Palette,
  { call, answer, afterSeconds, mode }: ShownExchange,
): void {
  const isUnder = afterSeconds === 0 && mode === "accompany"
  const bands = [
    { name: "Call", from: 0, to: endOf(call), colour: palette.human, wash: 0.035 },
    ...(isUnder
      ? []
      : [
          {
            ...{ name: "Answer", from: afterSeconds, to: afterSeconds + endOf(answer) },
            ...{ colour: palette.ai, wash: 0.05 },
          },
        ]),
  ]
  for (const { name, from, to, colour, wash } of bands) {
    if (to <= from) continue
    const [x, width] = [picture.xOf(from) + 1, picture.xOf(to) - picture.xOf(from) - 2]
    context.fillStyle = cssAlpha(colour, wash)
    context.fillRect(x, RULER_PX, width, picture.rollBottomPx - RULER_PX)
    context.fillStyle = cssAlpha(colour, 0.4)
    context.beginPath()
    context.roundRect(x, 17, Math.max(2, width), 11, 2)
    context.fill()
    context.fillStyle = cssOf(colour)
    context.font = `600 10px ${palette.fontUi}`
    if (width > 44) context.fillText(name, x + 5, 23)
  }
}

/** @param lit pitches that sound, in the colour of who plays them */
export function drawPiano(
  context: Context,
  { lowest, highest, yOf, rowPx, rollBottomPx }: RollPicture,
  palette: Palette,
  lit: ReadonlyMap<number, string>,
): void {
  context.fillStyle = cssOf(palette.surface1)
  context.fillRect(0, 0, PIANO_PX, rollBottomPx)
  context.textBaseline = "middle"
  for (let pitch = lowest; pitch <= highest; pitch++) {
    const isBlack = BLACK.has(pitch % 12)
    context.fillStyle = lit.get(pitch) ?? cssOf(isBlack ? palette.surface3 : palette.text2)
    context.beginPath()
    context.roundRect(8, yOf(pitch) + 0.5, isBlack ? 28 : PIANO_PX - 10, rowPx - 1, 2)
    context.fill()
    if (pitch % 12 !== 0 || rowPx < LEAST_NAME_PX) continue
    context.fillStyle = cssOf(palette.void)
    context.font = `500 9.5px ${palette.fontNumbers}`
    context.fillText(pitchText(pitch), 30, yOf(pitch) + rowPx / 2)
  }
  context.fillStyle = cssOf(palette.line)
  context.fillRect(PIANO_PX - 1, 0, 1, rollBottomPx)
}
