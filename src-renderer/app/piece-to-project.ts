/** What a model made becomes clips of notes: where it goes on from, else at the playhead; as one step. */
import { pieceSteps } from "#shared/training/index.ts"
import type { Studio } from "../session/index.ts"
import type { Placed } from "../features/train/index.ts"
import { openProject } from "./follow-project.svelte.ts"
import { placeFor } from "./piece-place.ts"

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
