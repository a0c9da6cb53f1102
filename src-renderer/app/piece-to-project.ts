/** What a model made becomes clips of notes: where it goes on from, else at the playhead; as one step. */
import type { HeardPiece } from "#shared/contract/index.ts"
import { clipsOf, entityOf, type Project } from "#shared/project/index.ts"
import { lengthBeats, partsOf, pieceSteps } from "#shared/training/index.ts"
import type { Studio } from "../session/index.ts"
import type { Placed } from "../features/train/index.ts"
import { openProject } from "./follow-project.svelte.ts"

const TICKS_A_BEAT = 960

/** @param playhead where the song stands, ticks */
export async function placePiece(
  studio: Studio,
  placed: Placed,
  playhead: () => number,
): Promise<void> {
  const { navigation, project: session, selection, toasts } = studio
  try {
    await openProject(studio)
    const { project } = session
    const place = placeFor(project, placed, Math.round(playhead()))
    const madeBy = {
      ...{ model: placed.model.slice(0, 200), version: placed.version, seed: placed.seed },
      settings: { ...placed.settings, madeAt: new Date().toISOString() } as never,
      ...(place.promptClipId === undefined ? {} : { promptClipId: place.promptClipId }),
    }
    const newId = (): string => crypto.randomUUID()
    const { startTicks, trackId } = place
    const named = { name: placed.name, startTicks, trackId, madeBy, newId }
    const { steps, clipIds } = pieceSteps(project, placed.piece, named)
    if (!session.runAll(`Add ${placed.name}`, steps)) return
    navigation.go("timeline")
    selection.set("clip", clipIds)
  } catch (error) {
    toasts.error(error, `${placed.name} was not added.`)
  }
}

interface Place {
  startTicks: number
  trackId?: string
  promptClipId?: string
}

/** Behind what it goes on from, on the same track where one instrument plays and there is room. */
function placeFor(
  project: Project,
  { piece, promptClipIds, settings }: Placed,
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
  const endTicks = startTicks + Math.ceil(lengthBeats(piece) * TICKS_A_BEAT)
  return clipsOf(project, trackId).every(
    (other) => other.startTicks >= endTicks || other.startTicks + other.lengthTicks <= startTicks,
  )
}
