/**
 * The sound under the curve: what of the record passes the needle in each pixel, as far as the fader lets it. Nothing is
 * rendered for it, so that it follows every edit at once.
 */
import { cutEdges, isOpenAt, type CutEdge, type Gesture } from "#shared/gesture/index.ts"
import { cssAlpha } from "../../../graphics/index.ts"
import { SECONDS_PER_TURN, type Extremes } from "../model/curve.ts"
import { secondsAt } from "../model/view.ts"
import type { Picture } from "./picture.ts"

const extremes: Extremes = { low: 0, high: 0, back: 0, forward: 0 }
/** A pixel passes no more of the record than is looked through: what is louder elsewhere is so everywhere. */
const MOST_PAIRS = 400

export function drawSound(context: CanvasRenderingContext2D, picture: Picture): void {
  const { record, curve, view, widthPx, lanes, palette, gesture } = picture
  if (!record || curve.length === 0) return
  const { top, height } = lanes.sound
  const axis = top + height / 2
  const turn0 = picture.turn0Seconds / SECONDS_PER_TURN
  const edges = edgesOf(gesture.fader)
  const scale = 1 / loudestOf(record.peaks)
  context.fillStyle = cssAlpha(palette.human, 0.75)
  let from = curve.indexAt(view.startSeconds)
  for (let x = 0; x < widthPx; x++) {
    const at = secondsAt(view, x)
    const to = curve.indexAt(secondsAt(view, x + 1))
    if (at >= 0 && at <= gesture.durationSeconds && isOpenAt(edges, at)) {
      const [one, other] = [curve.turnsAt(at), curve.turnsAt(secondsAt(view, x + 1))]
      curve.extremes(from, to, extremes)
      const low = Math.min(one, other, extremes.low) + turn0
      const high = Math.max(one, other, extremes.high) + turn0
      // A record that hardly moves makes hardly a sound.
      const share = Math.min(1, ((high - low) * view.pxPerSecond) / FULL_TURNS_A_SECOND)
      const [down, up] = share < 0.01 ? SILENT : loudest(record, low, high)
      const tall = share * scale * (height / 2 - 3)
      const [above, below] = [up * tall, -down * tall]
      context.fillRect(x, axis - above, 1, Math.max(1, above + below))
    }
    from = to
  }
}

/** From a tenth of a record's own speed on it is as loud as it is. */
const FULL_TURNS_A_SECOND = 0.1 / SECONDS_PER_TURN

const SILENT = [0, 0] as const
const found: [number, number] = [0, 0]

/** Between two places of the record, turns. */
function loudest(
  { peaks, pairsPerSecond }: NonNullable<Picture["record"]>,
  low: number,
  high: number,
): readonly [number, number] {
  const from = Math.floor(low * SECONDS_PER_TURN * pairsPerSecond)
  const to = Math.ceil(high * SECONDS_PER_TURN * pairsPerSecond)
  const step = Math.max(1, Math.floor((to - from) / MOST_PAIRS))
  found[0] = 0
  found[1] = 0
  for (let pair = Math.max(0, from); pair <= to && pair * 2 < peaks.length; pair += step) {
    found[0] = Math.min(found[0], peaks[pair * 2]!)
    found[1] = Math.max(found[1], peaks[pair * 2 + 1]!)
  }
  return found
}

const edgesKept = new WeakMap<Gesture["fader"], CutEdge[]>()

function edgesOf(fader: Gesture["fader"]): readonly CutEdge[] {
  const edges = edgesKept.get(fader) ?? cutEdges(fader)
  edgesKept.set(fader, edges)
  return edges
}

const loudestKept = new WeakMap<Float32Array, number>()

/** Quiet records are drawn as high as loud ones. */
function loudestOf(peaks: Float32Array): number {
  const kept = loudestKept.get(peaks)
  if (kept !== undefined) return kept
  const loud = peaks.reduce((most, value) => Math.max(most, Math.abs(value)), 0.001)
  loudestKept.set(peaks, loud)
  return loud
}
