/** What lies where: clips in a stretch of time, and the part of a clip under the pointer. Pure. */
import { isSoundClip, type Clip } from "#shared/project/index.ts"
import { firstIndexWhere } from "#shared/sorted.ts"
import { xOf, type TimeView } from "./time-view.ts"

/** A clip's title bar, px from its top. */
export const TITLE_PX = 14
/** Free above and below a clip in its row. */
export const CLIP_TOP_PX = 2
export const CLIP_MARGIN_PX = 5
const EDGE_PX = 6
const FADE_PX = 10
/** Narrower clips can only be moved. */
const LEAST_EDGES_PX = 18

export type ClipZone = "body" | "start" | "end" | "fade-in" | "fade-out"

export interface ClipHit {
  readonly clip: Clip
  readonly zone: ClipZone
}

const longest = new WeakMap<readonly Clip[], number>()

/** Clips of one track that touch [fromTicks, toTicks), in their order. @param clips by their start */
export function clipsBetween(clips: readonly Clip[], fromTicks: number, toTicks: number): Clip[] {
  const reach = longest.get(clips) ?? clips.reduce((most, c) => Math.max(most, c.lengthTicks), 0)
  longest.set(clips, reach)
  const found: Clip[] = []
  for (let i = firstFrom(clips, fromTicks - reach); i < clips.length; i++) {
    const clip = clips[i]!
    if (clip.startTicks >= toTicks) break
    if (clip.startTicks + clip.lengthTicks > fromTicks) found.push(clip)
  }
  return found
}

/**
 * The clip under a point of a row, the uppermost first.
 * @param y px from the row's top
 */
export function clipHit(
  clips: readonly Clip[],
  view: TimeView,
  x: number,
  y: number,
): ClipHit | null {
  const tick = view.startTicks + x / view.pxPerTick
  const clip = clipsBetween(clips, tick, tick + 1e-6).at(-1)
  return clip && y >= CLIP_TOP_PX ? { clip, zone: zoneOf(clip, view, x, y - CLIP_TOP_PX) } : null
}

function zoneOf(clip: Clip, view: TimeView, x: number, y: number): ClipZone {
  const left = xOf(view, clip.startTicks)
  const right = xOf(view, clip.startTicks + clip.lengthTicks)
  if (right - left < LEAST_EDGES_PX) return "body"
  if (isSoundClip(clip) && y < TITLE_PX) {
    const fadeInX = left + (clip.fadeIn?.lengthTicks ?? 0) * view.pxPerTick
    const fadeOutX = right - (clip.fadeOut?.lengthTicks ?? 0) * view.pxPerTick
    if (Math.abs(x - fadeInX) <= FADE_PX / 2 + (clip.fadeIn ? 0 : FADE_PX / 2)) return "fade-in"
    if (Math.abs(x - fadeOutX) <= FADE_PX / 2 + (clip.fadeOut ? 0 : FADE_PX / 2)) return "fade-out"
  }
  if (x - left <= EDGE_PX) return "start"
  return right - x <= EDGE_PX ? "end" : "body"
}

const firstFrom = (clips: readonly Clip[], tick: number): number =>
  firstIndexWhere(clips.length, (index) => clips[index]!.startTicks >= tick)
