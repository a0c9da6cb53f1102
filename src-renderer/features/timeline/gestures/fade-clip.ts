/** Draws a fade out of a clip's upper corner. */
import type { SoundClip } from "#shared/project/index.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture } from "./gesture.ts"

export function fadeClip(state: TimelineState, clip: SoundClip, side: "in" | "out"): Gesture {
  const end = clip.startTicks + clip.lengthTicks
  const curve = (side === "in" ? clip.fadeIn : clip.fadeOut)?.curve ?? "equal-power"
  return dragOf(state, "Fade clip", (spot) => {
    const reach = side === "in" ? spot.tick - clip.startTicks : end - spot.tick
    const lengthTicks = Math.round(Math.min(clip.lengthTicks, Math.max(0, reach)))
    const fade = lengthTicks > 0 ? { lengthTicks, curve } : null
    const fades = side === "in" ? { fadeIn: fade } : { fadeOut: fade }
    return [{ name: "clip.fade", args: { clipIds: [clip.id], ...fades } }]
  })
}
