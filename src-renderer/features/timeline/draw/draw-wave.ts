/** The waveform of a recording in a clip: bars from the peaks pyramid; silence, and what is not here yet, is a line. */
import type { TempoMap } from "#shared/music/index.ts"
import {
  entityOf,
  sourceSeconds,
  type AudioClip,
  type Media,
  type Project,
} from "#shared/project/index.ts"
import { levelFor, rangeOf, type PeaksTile } from "../../../engine/peaks-tiles.ts"
import { tickOf, xOf, type TimeView } from "../model/time-view.ts"
import { spansOf, type ContentBox } from "./draw-notes.ts"

/** Tiles of a recording between two frames, as far as they are here. */
export interface Waves {
  cover(
    media: Media,
    framesPerPeak: number,
    fromFrame: number,
    toFrame: number,
  ): readonly PeaksTile[]
  /** The recording is nowhere: the clip is silent. */
  isMissing(media: Media): boolean
}

const PITCH_PX = 2
const BAR_PX = 1.3
/** Between these the tempo is taken as even. */
const SEGMENT_PX = 64
const LEAST_SPAN_PX = 2

const range = { low: 0, high: 0 }

export function drawWave(
  context: CanvasRenderingContext2D,
  clip: AudioClip,
  { project, tempo, waves }: { project: Project; tempo: TempoMap; waves: Waves },
  view: TimeView,
  box: ContentBox,
): void {
  const media = entityOf(project.media, clip.mediaId)
  const middle = box.top + box.height / 2
  if (!media) return
  const gain = Math.min(4, 10 ** (clip.gainDb / 20))
  for (const { contentTicks, lengthTicks, atTicks } of spansOf(clip)) {
    const left = Math.max(box.left, xOf(view, atTicks))
    const right = Math.min(box.right, xOf(view, atTicks + lengthTicks))
    if (right - left < LEAST_SPAN_PX) continue
    const frameAt = (x: number): number => {
      const into = contentTicks + tickOf(view, x) - atTicks
      const { startTicks, offsetSeconds } = clip
      const seconds = sourceSeconds(clip, startTicks, startTicks + into, tempo)
      return (offsetSeconds + seconds) * media.rateHz
    }
    const ends = { from: frameAt(left), to: frameAt(right) }
    const framesPerBar = ((ends.to - ends.from) / (right - left)) * PITCH_PX
    const tiles = waves.cover(media, levelFor(framesPerBar), ends.from, ends.to)
    for (let x = left; x < right; x += SEGMENT_PX) {
      const stretch = { left: x, right: Math.min(right, x + SEGMENT_PX) }
      const frames = { from: frameAt(stretch.left), to: frameAt(stretch.right) }
      drawSegment(context, tiles, {
        stretch,
        frames,
        middle,
        half: (box.height / 2 - 1) * gain,
        limit: box.height / 2,
      })
    }
  }
}

interface Segment {
  stretch: { left: number; right: number }
  frames: { from: number; to: number }
  middle: number
  half: number
  limit: number
}

function drawSegment(
  context: CanvasRenderingContext2D,
  tiles: readonly PeaksTile[],
  { stretch, frames, middle, half, limit }: Segment,
): void {
  const perPx = (frames.to - frames.from) / (stretch.right - stretch.left)
  // Bars stand on even px of the screen's own count, so that they do not flicker where segments meet.
  for (let x = stretch.left; x < stretch.right; x += PITCH_PX) {
    const from = frames.from + (x - stretch.left) * perPx
    rangeOf(tiles, from, from + PITCH_PX * perPx, range)
    const up = Math.min(limit, Math.max(0.5, range.high * half))
    const down = Math.min(limit, Math.max(0.5, -range.low * half))
    context.fillRect(x, middle - up, BAR_PX, up + down)
  }
}
