/** What the partner plans, as the staff shows it. */
import { notationOf, stavesOf } from "#shared/scratch/index.ts"
import type { StagePart } from "../reading/draw-stage.ts"
import type { PlannedAnswer } from "./jam-state.svelte.ts"

/** All of it in one row: two slow bars are shorter. */
const LONGEST_SECONDS = 120

export function stagePartOf(planned: PlannedAnswer): StagePart | null {
  const { gesture, startSeconds, fromSeconds, toSeconds, labels, isSounding } = planned
  const notation = notationOf(gesture, { beats: null, labels })
  const { rows, reachSeconds } = stavesOf(notation, { secondsPerRow: LONGEST_SECONDS })
  const [staff] = rows
  // A stroke may be longer than nearly all others.
  const most = (staff?.lines.flat() ?? []).reduce(
    (high, [, at]) => Math.max(high, at),
    reachSeconds,
  )
  const heard = { fromSeconds: startSeconds + fromSeconds, endSeconds: startSeconds + toSeconds }
  return staff ? { startSeconds, ...heard, staff, reachSeconds: most, isSounding, labels } : null
}
