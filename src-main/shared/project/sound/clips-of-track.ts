/** The recorded clips of a track as pieces in song time. */
import { gainOfDb } from "../../dsp/exact-math.ts"
import type { ClipPiece, FadeCurve } from "../../dsp/graph/index.ts"
import { entityOf, type AudioClip, type Fade, type Media, type Project } from "../model/index.ts"
import { sourceSeconds } from "../edit/audio-time.ts"
import { contentSpans } from "../edit/content.ts"
import type { SongTime } from "./song-time.ts"

/** Below this an edge is heard as a click. */
const SHORTEST_FADE_SECONDS = 0.002

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
    return clip.isMuted || source === undefined ? [] : piecesOfClip(clip, media!, source, time)
  })
  return pieces.sort((a, b) => a.startFrame - b.startFrame)
}

function piecesOfClip(clip: AudioClip, media: Media, source: number, time: SongTime): ClipPiece[] {
  const { startTicks, offsetSeconds } = clip
  const endTicks = startTicks + clip.lengthTicks
  const step = media.rateHz / time.rateHz / ratioOf(clip, time)
  const shortest = Math.round(SHORTEST_FADE_SECONDS * time.rateHz)
  const spans = contentSpans(clip)
  return spans.map(({ contentTicks, lengthTicks, atTicks }, index) => {
    const skipped = sourceSeconds(clip, startTicks, startTicks + contentTicks, time.tempo)
    const fadeIn = fadeAt(index === 0 ? clip.fadeIn : undefined, time, startTicks)
    const isLast = index === spans.length - 1
    const fadeOut = fadeAt(isLast ? clip.fadeOut : undefined, time, endTicks)
    return {
      source,
      startFrame: time.frameAt(atTicks),
      endFrame: time.frameAt(atTicks + lengthTicks),
      sourceFrame: (offsetSeconds + skipped) * media.rateHz,
      step,
      gain: gainOfDb(clip.gainDb),
      fadeInFrames: Math.max(shortest, fadeIn.frames),
      fadeInCurve: fadeIn.curve,
      fadeOutFrames: Math.max(shortest, fadeOut.frames),
      fadeOutCurve: fadeOut.curve,
    }
  })
}

/** How much longer than recorded it sounds. */
function ratioOf({ stretch, startTicks }: AudioClip, time: SongTime): number {
  if (stretch.mode === "ratio") return stretch.ratio
  if (stretch.mode === "tempo" && stretch.sourceBpm !== undefined)
    return stretch.sourceBpm / time.tempo.bpmAt(startTicks)
  return 1
}

/** @param edge the tick of the clip's edge; a fade out is measured as if it began there */
function fadeAt(
  fade: Fade | undefined,
  time: SongTime,
  edge: number,
): { frames: number; curve: FadeCurve } {
  if (!fade) return { frames: 0, curve: "equal-power" }
  const frames = time.frameAt(edge + fade.lengthTicks) - time.frameAt(edge)
  return { frames, curve: fade.curve }
}
