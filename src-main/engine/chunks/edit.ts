/** Moving, splitting and merging chunks by hand: pure changes of the boundaries, each with its inverse. */
import { SHORTEST_CHUNK_SECONDS, type ChunkEdit } from "#shared/contract/chunks.ts"
import { StudioError } from "#shared/contract/errors.ts"
import { firstAtOrAfter } from "#shared/sorted.ts"

const SAME_SECONDS = 1e-6

export interface EditResult {
  /** count + 1 rising times in seconds. */
  boundsSeconds: Float64Array<ArrayBuffer>
  inverse: ChunkEdit
  /** Chunks `from` to `from + removed` were replaced by `added` new ones that must be described again. */
  changed: { from: number; removed: number; added: number }
}

/** @throws StudioError conflict where no boundary is at the time, invalid-input where the edit makes a chunk too short */
export function editBounds(boundsSeconds: Float64Array, edit: ChunkEdit): EditResult {
  switch (edit.kind) {
    case "split":
      return split(boundsSeconds, edit.atSeconds)
    case "move":
      return move(boundsSeconds, boundaryAt(boundsSeconds, edit.fromSeconds), edit.toSeconds)
    case "merge":
      return merge(boundsSeconds, boundaryAt(boundsSeconds, edit.atSeconds))
  }
}

/** Times travel as they are: a boundary that is not there to the microsecond was changed meanwhile. */
function boundaryAt(boundsSeconds: Float64Array, seconds: number): number {
  const boundary = firstAtOrAfter(boundsSeconds, seconds - SAME_SECONDS)
  if (Math.abs((boundsSeconds[boundary] ?? Infinity) - seconds) > SAME_SECONDS)
    throw new StudioError("conflict", `There is no boundary at ${seconds.toFixed(3)} s any more`)
  if (boundary === 0 || boundary === boundsSeconds.length - 1)
    throw new StudioError("invalid-input", "The song's beginning and end cannot be changed")
  return boundary
}

function move(boundsSeconds: Float64Array, boundary: number, toSeconds: number): EditResult {
  const before = boundsSeconds[boundary - 1] ?? 0
  const after = boundsSeconds[boundary + 1] ?? 0
  requireRoom(before, toSeconds, after)
  const moved = Float64Array.from(boundsSeconds)
  moved[boundary] = toSeconds
  return {
    boundsSeconds: moved,
    inverse: { kind: "move", fromSeconds: toSeconds, toSeconds: boundsSeconds[boundary] ?? 0 },
    changed: { from: boundary - 1, removed: 2, added: 2 },
  }
}

function split(boundsSeconds: Float64Array, atSeconds: number): EditResult {
  const boundary = boundsSeconds.findIndex((bound) => bound > atSeconds)
  const end = boundsSeconds.at(-1) ?? 0
  if (boundary < 1)
    throw new StudioError("invalid-input", `${atSeconds} s is outside the song of ${end} s`)
  requireRoom(boundsSeconds[boundary - 1] ?? 0, atSeconds, boundsSeconds[boundary] ?? 0)
  return {
    boundsSeconds: splice(boundsSeconds, boundary, 0, [atSeconds]),
    inverse: { kind: "merge", atSeconds },
    changed: { from: boundary - 1, removed: 1, added: 2 },
  }
}

function merge(boundsSeconds: Float64Array, boundary: number): EditResult {
  return {
    boundsSeconds: splice(boundsSeconds, boundary, 1, []),
    inverse: { kind: "split", atSeconds: boundsSeconds[boundary] ?? 0 },
    changed: { from: boundary - 1, removed: 2, added: 1 },
  }
}

function requireRoom(before: number, at: number, after: number): void {
  // A boundary laid at the very end of the room may miss it by a rounding of its sum.
  const shortest = SHORTEST_CHUNK_SECONDS - SAME_SECONDS
  if (at - before >= shortest && after - at >= shortest) return
  const [first, last] = [before + SHORTEST_CHUNK_SECONDS, after - SHORTEST_CHUNK_SECONDS]
  const limits =
    last < first
      ? "the chunk is too short to be split"
      : `it must lie between ${first.toFixed(3)} and ${last.toFixed(3)} s`
  throw new StudioError(
    "invalid-input",
    `A boundary at ${at.toFixed(3)} s leaves a chunk shorter than ${SHORTEST_CHUNK_SECONDS * 1000} ms: ${limits}`,
  )
}

function splice(
  array: Float64Array,
  at: number,
  remove: number,
  insert: number[],
): Float64Array<ArrayBuffer> {
  return Float64Array.from([...array.subarray(0, at), ...insert, ...array.subarray(at + remove)])
}

/** Replaces rows of a row-major table: `rows` stand in place of `removed` rows from `from` on. */
export function spliceRows(
  table: Float32Array,
  width: number,
  { from, removed }: { from: number; removed: number },
  rows: Float32Array,
): Float32Array<ArrayBuffer> {
  const result = new Float32Array(table.length - removed * width + rows.length)
  result.set(table.subarray(0, from * width))
  result.set(rows, from * width)
  result.set(table.subarray((from + removed) * width), from * width + rows.length)
  return result
}
