/** A clip's content on the time line: the roll shows each note where it is first heard. */
import type { NotesClip } from "#shared/project/index.ts"

/** What to add to a content tick for the time line; in a loop, of its first round. */
export function toLineTicks(clip: NotesClip): number {
  return clip.startTicks - clip.offsetTicks - (clip.loop?.offsetTicks ?? 0)
}

export interface Stretch {
  readonly startTicks: number
  readonly endTicks: number
}

/** The stretch of the time line whose notes sound: the clip, or the first round of its loop. */
export function heardStretch(clip: NotesClip): Stretch {
  const { startTicks, lengthTicks, loop } = clip
  if (!loop) return { startTicks, endTicks: startTicks + lengthTicks }
  const begin = startTicks - loop.offsetTicks
  return { startTicks: begin, endTicks: begin + loop.lengthTicks }
}

/** Where the playhead stands in the roll: in a loop always in the round that is shown. null outside of the clip. */
export function playheadIn(clip: NotesClip, tick: number): number | null {
  const into = tick - clip.startTicks
  const { loop } = clip
  if (!loop) return tick
  if (into < 0 || into >= clip.lengthTicks) return null
  return clip.startTicks - loop.offsetTicks + ((loop.offsetTicks + into) % loop.lengthTicks)
}
