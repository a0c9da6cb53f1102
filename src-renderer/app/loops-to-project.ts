/** Loops become one clip of notes, as one step. */
import { pieceSteps } from "#shared/training/index.ts"
import type { PlacedLoops } from "../features/loops/index.ts"
import type { Studio } from "../session/index.ts"

export function placeLoops(studio: Studio, placed: PlacedLoops): void {
  const { navigation, project: session, selection } = studio
  if (!session.isOpen) return
  const { piece, beats, name, startTicks, trackId } = placed
  const madeBy = {
    ...{ model: placed.model.slice(0, 200), version: placed.version, seed: placed.seed },
    settings: { ...placed.settings, madeAt: new Date().toISOString() } as never,
  }
  const { steps, clipIds } = pieceSteps(session.project, piece, {
    ...{ name, beats, madeBy, trackId: trackId ?? undefined },
    startTicks,
    newId: () => crypto.randomUUID(),
  })
  if (!session.runAll(`Add ${name}`, steps)) return
  navigation.go("timeline")
  selection.set("clip", clipIds)
}
