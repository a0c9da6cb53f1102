/** Boundaries moved, chunks split and joined by hand; every edit can be undone. */
import type { ChunkEdit, PartId } from "#shared/contract/index.ts"
import { firstAtOrAfter } from "#shared/sorted.ts"
import type { MapState } from "../map-state.svelte.ts"
import type { MapPart } from "./map-model.ts"

const LABELS = { move: "Move a boundary", split: "Split a chunk", merge: "Join two chunks" }

/** What the window knows of a part that the model does not show yet. */
interface Ahead {
  /** Of the chunks after all edits that were answered. */
  revision: number
  /** Edits that were asked for, with the revision that they made, once it is known. */
  edits: { edit: ChunkEdit; revision: number }[]
}

const aheadOf = new WeakMap<MapState, Map<string, Ahead>>()
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

/** The boundaries of a part as they will be: the model's, with the edits that are on their way. */
export function boundsAhead(map: MapState, { part, revision, bounds }: MapPart): Float64Array {
  const edits = ahead(map, part.id).edits.filter((each) => each.revision > revision)
  return edits.reduce((times, { edit }) => withEdit(times, edit), bounds)
}

function apply(map: MapState, partId: PartId, edit: ChunkEdit): Promise<ChunkEdit> {
  const known = ahead(map, partId)
  const entry = { edit, revision: Infinity }
  known.edits.push(entry)
  const before = underWay.get(map) ?? Promise.resolve()
  const after = before.then(async () => {
    try {
      const model = map.data.model?.parts.find(({ part }) => part.id === partId)?.revision ?? 0
      const revision = Math.max(model, known.revision)
      const answer = await map.studio.engine["chunks.edit"]({ partId, revision, edit })
      entry.revision = known.revision = answer.revision
      known.edits = known.edits.filter((each) => each.revision > model)
      return answer.inverse
    } catch (error) {
      known.edits = known.edits.filter((each) => each !== entry)
      throw error
    }
  })
  underWay.set(
    map,
    after.catch(() => undefined),
  )
  return after
}

function ahead(map: MapState, partId: string): Ahead {
  const parts = aheadOf.get(map) ?? new Map<string, Ahead>()
  aheadOf.set(map, parts)
  const known = parts.get(partId) ?? { revision: 0, edits: [] }
  parts.set(partId, known)
  return known
}

function withEdit(bounds: Float64Array, edit: ChunkEdit): Float64Array {
  const times = [...bounds]
  if (edit.kind !== "split") {
    const gone = times.indexOf(edit.kind === "move" ? edit.fromSeconds : edit.atSeconds)
    if (gone >= 0) times.splice(gone, 1)
  }
  if (edit.kind !== "merge") {
    const added = edit.kind === "move" ? edit.toSeconds : edit.atSeconds
    times.splice(firstAtOrAfter(times, added), 0, added)
  }
  return Float64Array.from(times)
}
