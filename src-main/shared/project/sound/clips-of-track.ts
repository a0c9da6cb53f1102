/** The recorded clips of a track as pieces in song time. */
import type { ClipPiece, FadeCurve } from "../../dsp/graph/index.ts"
import { gainOfDb } from "../../dsp/index.ts"
import { entityOf, type AudioClip, type Fade, type Media, type Project } from "../model/index.ts"
import { contentOf } from "./content.ts"
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

function piecesOfClip(
  clip: AudioClip,
  media: Media,
  source: number,
  time: SongTime,
): ClipPiece[] {
  const step = (media.rateHz / time.rateHz) / ratioOf(clip, time)
  const start = time.frameAt(clip.startTicks)
  const end = time.frameAt(clip.startTicks + clip.lengthTicks)
  const shortest = Math.round(SHORTEST_FADE_SECONDS * time.rateHz)
  return contentOf(clip).map(({ atTicks, fromTicks, lengthTicks }) => {
    const startFrame = time.frameAt(clip.startTicks + atTicks)
    const endFrame = time.frameAt(clip.startTicks + atTicks + lengthTicks)
    // How far into the content the stretch begins, at the tempo of the clip's start.
    const skipped = time.frameAt(clip.startTicks + fromTicks) - start
    const fadeIn = fadeAt(startFrame === start ? clip.fadeIn : undefined, time, clip.startTicks)
    const fadeOut = fadeAt(
      endFrame === end ? clip.fadeOut : undefined,
      time,
      clip.startTicks + clip.lengthTicks,
    )
    return {
      source,
      startFrame,
      endFrame,
      sourceFrame: clip.offsetSeconds * media.rateHz + skipped * step,
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

/** @param edge the tick at which the fade begins or ends */
function fadeAt(
  fade: Fade | undefined,
  time: SongTime,
  edge: number,
): { frames: number; curve: FadeCurve } {
  if (!fade) return { frames: 0, curve: "equal-power" }
  const frames = time.frameAt(edge + fade.lengthTicks) - time.frameAt(edge)
  return { frames, curve: fade.curve }
}
