/** The path, or the chosen loop, to the timeline. */
import type { LoopsState, PlacedLoops } from "../loops-state.svelte.ts"
import { beatsOfLoops, pieceOfLoops } from "../model/heard.ts"
import { hasRoom } from "../model/song-now.ts"

/** Null where there is nothing to place. */
export function toPlace(loops: LoopsState): PlacedLoops | null {
  const { model, path, shown, studio } = loops
  const isPath = path.length > 0
  const heard = isPath ? path.map(({ cell }) => cell.loop) : shown ? [shown.loop] : []
  if (!model || heard.every(({ notes }) => notes.length === 0)) return null
  const { bpm, program, trackId, key } = loops.sounding()
  const beats = beatsOfLoops(heard)
  const startTicks = loops.lineTicks()
  const { project: session } = studio
  const isFree =
    trackId !== null &&
    session.isOpen &&
    hasRoom(session.project, trackId as never, { fromTicks: startTicks, beats })
  return {
    ...{ piece: pieceOfLoops(heard, { bpm, program }), beats, startTicks },
    name: isPath ? `Path of ${path.length}` : "Loop",
    model: model.name,
    version: `step ${model.card.trained.steps}`,
    seed: loops.seed,
    settings: {
      ...{ from: isPath ? "path" : "loop", key, corners: loops.corners.map(({ name }) => name) },
      cells: isPath ? path.map(({ at }) => at) : [loops.at],
    },
    trackId: isFree ? trackId : null,
  }
}

export function placeOnTimeline(loops: LoopsState): void {
  const placed = toPlace(loops)
  if (!placed) return
  loops.player.stop()
  loops.place(placed)
}
