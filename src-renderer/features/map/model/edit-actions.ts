/** Boundaries moved, chunks split and joined by hand; every edit can be undone, and selection and path go with it. */
import type { ChunkEdit, PartId } from "#shared/contract/index.ts"
import { chunkKey, parseChunkKey } from "../../../session/index.ts"
import type { MapState } from "../map-state.svelte.ts"

const LABELS = { move: "Move a boundary", split: "Split a chunk", merge: "Join two chunks" }

/** Revisions that edits of this window have made, which may be newer than the model's. */
const newest = new WeakMap<MapState, Map<string, number>>()
/** The edit under way: a hand is faster than the engine, and each edit builds on the one before. */
const underWay = new WeakMap<MapState, Promise<unknown>>()

export async function editChunks(map: MapState, partId: PartId, edit: ChunkEdit): Promise<void> {
  const { history, toasts } = map.studio
  try {
    let inverse = await apply(map, partId, edit)
    history.record({
      label: LABELS[edit.kind],
      undo: async () => void (edit = await apply(map, partId, inverse)),
      redo: async () => void (inverse = await apply(map, partId, edit)),
    })
  } catch (error) {
    toasts.error(error, "The chunks stay as they were.")
  }
}

function apply(map: MapState, partId: PartId, edit: ChunkEdit): Promise<ChunkEdit> {
  const before = underWay.get(map) ?? Promise.resolve()
  const after = before.then(() => send(map, partId, edit))
  underWay.set(
    map,
    after.catch(() => undefined),
  )
  return after
}

async function send(map: MapState, partId: PartId, edit: ChunkEdit): Promise<ChunkEdit> {
  const known = newest.get(map) ?? new Map<string, number>()
  newest.set(map, known)
  const model = map.data.model?.parts.find(({ part }) => part.id === partId)?.revision ?? 0
  const revision = Math.max(model, known.get(partId) ?? 0)
  const answer = await map.studio.engine["chunks.edit"]({ partId, revision, edit })
  known.set(partId, answer.revision)
  follow(map, partId, edit, answer.inverse)
  return answer.inverse
}

function follow(map: MapState, partId: string, edit: ChunkEdit, inverse: ChunkEdit): void {
  const move = (key: string): string => {
    const chunk = parseChunkKey(key)
    return chunk.partId === partId ? chunkKey(partId, shiftIndex(chunk.index, edit, inverse)) : key
  }
  const { selection } = map.studio
  if (edit.kind === "move") return
  selection.set("chunk", selection.of("chunk").map(move))
  map.path = map.path.map(move)
}

/** The index that a chunk has after an edit; of two joined chunks both become the one. */
export function shiftIndex(index: number, edit: ChunkEdit, inverse: ChunkEdit): number {
  if (edit.kind === "merge") return index >= edit.boundary ? index - 1 : index
  if (edit.kind === "split" && inverse.kind === "merge")
    return index >= inverse.boundary ? index + 1 : index
  return index
}
