/** Cutting a clip in two: each part keeps the notes that begin in it. */
import type { TempoMap } from "#shared/music/index.ts"
import { firstIndexWhere } from "../../sorted.ts"
import { isSoundClip, type Clip, type ClipId } from "../model/index.ts"
import { advanced, withFadesInside } from "./content.ts"
import { patched } from "./patched.ts"

/**
 * @param atTicks inside the clip, on the time line
 * @param newId of the part on the right
 * @returns the parts left and right of the cut: the left one keeps the clip's id
 */
export function cutClip(clip: Clip, atTicks: number, newId: ClipId, tempo: TempoMap): [Clip, Clip] {
  const by = atTicks - clip.startTicks
  const left = patched(clip, { lengthTicks: by })
  const right = patched(advanced(clip, by, tempo), {
    id: newId,
    startTicks: atTicks,
    lengthTicks: clip.lengthTicks - by,
  })
  return [withContentOf(left, "left"), withContentOf(right, "right")]
}

/** Looped content is heard on both sides, so that both keep all of it; points of curves bend what is on either side. */
function withContentOf(clip: Clip, side: "left" | "right"): Clip {
  if (isSoundClip(clip))
    return withFadesInside(patched(clip, { [side === "left" ? "fadeOut" : "fadeIn"]: undefined }))
  if (clip.kind === "automation" || clip.loop) return clip
  const border = clip.offsetTicks + (side === "left" ? clip.lengthTicks : 0)
  const part = <T>(events: readonly T[], tickOf: (event: T) => number): T[] => {
    const first = firstIndexWhere(events.length, (index) => tickOf(events[index]!) >= border)
    return side === "left" ? events.slice(0, first) : events.slice(first)
  }
  return {
    ...clip,
    notes: part(clip.notes, ({ startTicks }) => startTicks),
    controllers: part(clip.controllers, ([tick]) => tick),
  }
}
