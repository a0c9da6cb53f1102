/** Where on the timeline what a model made belongs. */
import type { HeardPiece } from "#shared/contract/index.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { clipsOf, entityOf, type Project } from "#shared/project/index.ts"
import { lengthBeats, partsOf } from "#shared/training/index.ts"
import type { Placed } from "../features/train/index.ts"

interface Place {
  startTicks: number
  trackId?: string
  promptClipId?: string
}

/** Behind what it goes on from, on the same track where one instrument plays and there is room. */
export function placeFor(
  project: Project,
  { piece, promptClipIds, settings }: Pick<Placed, "piece" | "promptClipIds" | "settings">,
  atTicks: number,
): Place {
  const prompts = promptClipIds.flatMap((id) => entityOf(project.clips, id) ?? [])
  const [first] = prompts
  if (!first) return { startTicks: atTicks }
  // Harmonies sound with their melody.
  const isBeside = settings["from"] === "harmonise"
  const startTicks = isBeside
    ? Math.min(...prompts.map((clip) => clip.startTicks))
    : Math.max(...prompts.map((clip) => Math.ceil(clip.startTicks + clip.lengthTicks)))
  const isAlone = prompts.length === 1 && partsOf(piece).length === 1 && !isBeside
  const hasRoom = isFree(project, first.trackId, startTicks, piece)
  return {
    ...{ startTicks, promptClipId: first.id },
    ...(isAlone && hasRoom ? { trackId: first.trackId } : {}),
  }
}

function isFree(
  project: Project,
  trackId: Parameters<typeof clipsOf>[1],
  startTicks: number,
  piece: HeardPiece,
): boolean {
  const endTicks = startTicks + Math.ceil(lengthBeats(piece) * TICKS_PER_QUARTER)
  return clipsOf(project, trackId).every(
    (other) => other.startTicks >= endTicks || other.startTicks + other.lengthTicks <= startTicks,
  )
}
