/**
 * A gesture as a chart in the manner of turntablist transcription (TTM, Carluccio, Imboden and Raedawn 2000): time to the
 * right, the record's position upwards, normal speed at 45 degrees. Drawn strongly where the fader lets it sound, with a dot
 * at every click; beats are lines.
 */
import { cutEdges, isOpenAt, type CutSettings } from "../fader-cuts.ts"
import { turnsAt } from "../gesture-at.ts"
import type { Gesture } from "../gesture.ts"

export interface ChartOptions extends CutSettings {
  title?: string
  pixelsPerSecond?: number
  beats?: { tempoBpm: number; firstBeatSeconds: number; beatsPerBar: number }
}

const SECONDS_PER_TURN = 1.8
const MARGIN = 24
const LEAST_HEIGHT = 80
const STEP_SECONDS = 0.002
const MOST_SECONDS = 600

/** One SVG document. Longer gestures than ten minutes are drawn up to there. */
export function chartOf(gesture: Gesture, options: ChartOptions = {}): string {
  const { pixelsPerSecond = 240, title = "Gesture", beats } = options
  const seconds = Math.min(gesture.durationSeconds, MOST_SECONDS)
  const heights = samplesOf(gesture, seconds)
  const low = heights.reduce((least, value) => Math.min(least, value), 0)
  const high = heights.reduce((most, value) => Math.max(most, value), 0)
  const height = Math.max(LEAST_HEIGHT, (high - low) * pixelsPerSecond)
  const [x, y] = [
    (at: number): number => round(MARGIN + at * pixelsPerSecond),
    (recordSeconds: number): number =>
      round(MARGIN + height - (recordSeconds - low) * pixelsPerSecond),
  ]
  const [width, total] = [round(2 * MARGIN + seconds * pixelsPerSecond), round(2 * MARGIN + height)]
  const edges = cutEdges(gesture.fader, options).filter(({ timeSeconds }) => timeSeconds <= seconds)
  const line = (isSounding: boolean): string =>
    pathOf(heights, (at) => isOpenAt(edges, at) === isSounding, x, y)
  const clicks = edges.slice(1).map(({ timeSeconds, isOpen }) => {
    const at = `cx="${x(timeSeconds)}" cy="${y(recordSecondsAt(gesture, timeSeconds))}"`
    return `<circle class="${isOpen ? "open" : "close"}" ${at} r="3"/>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>path{fill:none;stroke:#1c1c1c;stroke-linejoin:round}.sound{stroke-width:3}.mute{stroke-width:1;stroke-dasharray:3 3;opacity:.5}line{stroke:#9a9a9a;stroke-width:.5}.bar{stroke-width:1.5}circle{fill:#1c1c1c}.close{fill:#fff;stroke:#1c1c1c}</style>`,
    `<rect width="${width}" height="${total}" fill="#fff"/>`,
    ...(beats ? beatLines(beats, seconds, x, total) : []),
    `<path class="mute" d="${line(false)}"/>`,
    `<path class="sound" d="${line(true)}"/>`,
    ...clicks,
    "</svg>\n",
  ].join("\n")
}

const recordSecondsAt = (gesture: Gesture, seconds: number): number =>
  (turnsAt(gesture, seconds) - turnsAt(gesture, 0)) * SECONDS_PER_TURN

function samplesOf(gesture: Gesture, seconds: number): Float64Array {
  const count = Math.floor(seconds / STEP_SECONDS) + 1
  return Float64Array.from({ length: count }, (_, i) => recordSecondsAt(gesture, i * STEP_SECONDS))
}

/** Only where it is to be drawn, in as many pieces as there are. */
function pathOf(
  heights: Float64Array,
  isDrawn: (seconds: number) => boolean,
  x: (seconds: number) => number,
  y: (recordSeconds: number) => number,
): string {
  const parts: string[] = []
  let isPen = false
  for (const [i, height] of heights.entries()) {
    const at = i * STEP_SECONDS
    if (isDrawn(at)) parts.push(`${isPen ? "L" : "M"}${x(at)} ${y(height)}`)
    isPen = isDrawn(at)
  }
  return parts.join("")
}

function beatLines(
  { tempoBpm, firstBeatSeconds, beatsPerBar }: NonNullable<ChartOptions["beats"]>,
  seconds: number,
  x: (seconds: number) => number,
  height: number,
): string[] {
  const beat = 60 / tempoBpm
  const first = Math.ceil(-firstBeatSeconds / beat)
  const last = Math.floor((seconds - firstBeatSeconds) / beat)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const at = x(firstBeatSeconds + (first + i) * beat)
    const kind = (first + i) % beatsPerBar === 0 ? ' class="bar"' : ""
    return `<line${kind} x1="${at}" y1="0" x2="${at}" y2="${height}"/>`
  })
}

const round = (value: number): number => Math.round(value * 100) / 100

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
