/** The recorded clips of a track as pieces in song time. */
import { gainOfDb } from "../../dsp/exact-math.ts"
import type { ClipPiece, ClipStretch } from "../../dsp/graph/index.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import {
  entityOf,
  type AudioClip,
  type Media,
  type Project,
  type TempoEvent,
} from "../model/index.ts"
import { sourceSeconds } from "../edit/audio-time.ts"
import { contentSpans, type ContentSpan } from "../edit/content.ts"
import { fadeAt, SHORTEST_FADE_SECONDS } from "./fades.ts"
import type { SongTime } from "./song-time.ts"

/** A sixteenth: within it a tempo that glides is taken as steady. */
const WARP_TICKS = TICKS_PER_QUARTER / 4

/** @param sourceOf the graph's number of a recording; undefined where it is missing: the clip is silent */
export function piecesOf(
  project: Project,
  clips: readonly AudioClip[],
  time: SongTime,
  sourceOf: (media: Media) => number | undefined,
): ClipPiece[] {
  const pieces = clips.flatMap((clip) => {
    const media = entityOf(project.media, clip.mediaId)
    const source = media && sourceOf(media)
    if (clip.isMuted || source === undefined) return []
    return piecesOfClip({ clip, media: media!, source, time, tempo: project.tempo })
  })
  return pieces.sort((a, b) => a.startFrame - b.startFrame)
}

interface Placed {
  clip: AudioClip
  media: Media
  source: number
  time: SongTime
  tempo: readonly TempoEvent[]
}

function piecesOfClip(placed: Placed): ClipPiece[] {
  const { clip, media, source, time } = placed
  const { startTicks, offsetSeconds } = clip
  const endTicks = startTicks + clip.lengthTicks
  const step = media.rateHz / time.rateHz / ratioOf(clip, time)
  const shortest = Math.round(SHORTEST_FADE_SECONDS * time.rateHz)
  const spans = contentSpans(clip)
  return spans.map((span, index) => {
    const { contentTicks, lengthTicks, atTicks } = span
    const skipped = sourceSeconds(clip, startTicks, startTicks + contentTicks, time.tempo)
    const fadeIn = fadeAt(index === 0 ? clip.fadeIn : undefined, time, startTicks)
    const isLast = index === spans.length - 1
    const fadeOut = fadeAt(isLast ? clip.fadeOut : undefined, time, endTicks)
    const sourceFrame = (offsetSeconds + skipped) * media.rateHz
    return {
      source,
      startFrame: time.frameAt(atTicks),
      endFrame: time.frameAt(atTicks + lengthTicks),
      sourceFrame,
      step,
      stretch: stretchOf(placed, step, { ...span, sourceFrame }),
      gain: gainOfDb(clip.gainDb),
      fadeInFrames: Math.max(shortest, fadeIn.frames),
      fadeInCurve: fadeIn.curve,
      fadeOutFrames: Math.max(shortest, fadeOut.frames),
      fadeOutCurve: fadeOut.curve,
    }
  })
}

/** Null where the clip sounds as it was recorded. */
function stretchOf(
  { clip, media, time, tempo }: Placed,
  step: number,
  span: ContentSpan & { sourceFrame: number },
): ClipStretch | null {
  const resample = media.rateHz / time.rateHz
  const warp = clip.stretch.mode === "tempo" ? warpOf(clip, media, time, tempo, span) : null
  const { semitones } = clip.stretch
  const isAsRecorded = semitones === 0 && !warp && Math.abs(step / resample - 1) < 1e-9
  return isAsRecorded ? null : { semitones, channels: media.channels, resample, warp }
}

/** Where a clip that follows the tempo is, beat by beat; null where the tempo stays the same. */
function warpOf(
  { stretch }: AudioClip,
  media: Media,
  time: SongTime,
  tempo: readonly TempoEvent[],
  { atTicks, lengthTicks, sourceFrame }: ContentSpan & { sourceFrame: number },
): ClipStretch["warp"] {
  const endTicks = atTicks + lengthTicks
  const changes = tempo.map(({ tick }) => tick).filter((tick) => tick > atTicks && tick < endTicks)
  // A ramp may have begun before.
  const before = tempo.findLast(({ tick }) => tick <= atTicks)
  if (changes.length === 0 && before?.curve !== "ramp") return null
  const steps = Array.from(
    { length: Math.ceil(lengthTicks / WARP_TICKS) },
    (_, i) => atTicks + i * WARP_TICKS,
  )
  const ticks = [...new Set([...steps, ...changes, endTicks])].sort((a, b) => a - b)
  const perTick = (60 / TICKS_PER_QUARTER / (stretch.sourceBpm ?? 120)) * media.rateHz
  return {
    songFrames: Float64Array.from(ticks, (tick) => time.tempo.secondsAt(tick) * time.rateHz),
    sourceFrames: Float64Array.from(ticks, (tick) => sourceFrame + (tick - atTicks) * perTick),
  }
}

/** How much longer than recorded it sounds. */
function ratioOf({ stretch, startTicks }: AudioClip, time: SongTime): number {
  if (stretch.mode === "ratio") return stretch.ratio
  if (stretch.mode === "tempo" && stretch.sourceBpm !== undefined)
    return stretch.sourceBpm / time.tempo.bpmAt(startTicks)
  return 1
}
