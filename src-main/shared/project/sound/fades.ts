/** Fades of clips in song frames. */
import type { FadeCurve } from "../../dsp/graph/index.ts"
import type { Fade } from "../model/index.ts"
import type { SongTime } from "./song-time.ts"

/** Below this an edge is heard as a click. */
export const SHORTEST_FADE_SECONDS = 0.002

/** @param edge the tick of the clip's edge; a fade out is measured as if it began there */
export function fadeAt(
  fade: Fade | undefined,
  time: SongTime,
  edge: number,
): { frames: number; curve: FadeCurve } {
  if (!fade) return { frames: 0, curve: "equal-power" }
  const frames = time.frameAt(edge + fade.lengthTicks) - time.frameAt(edge)
  return { frames, curve: fade.curve }
}
