/**
 * Keeps a list of chunks meaning the same sound while boundaries come and go: each is remembered by a time inside it. What an
 * undo brings back is in the list again, as long as nobody else changed it meanwhile.
 */
import { chunkKey, parseChunkKey } from "../../../session/index.ts"
import { indexAtTime, type MapModel, type MapPart } from "./map-model.ts"

interface Anchor {
  partId: string
  seconds: number
}

export class Anchors {
  #list: readonly string[] | undefined
  #anchors: readonly Anchor[] = []

  /** The keys of these chunks in another model; each stands once in a row. Tell `keep` what became of the list. */
  follow(list: readonly string[], before: MapModel, now: MapModel): string[] {
    if (list !== this.#list) this.#anchors = list.map((key) => anchorOf(key, before))
    this.#anchors =
      list.length === 0 ? [] : this.#anchors.map((each) => afterMove(each, before, now))
    const keys = this.#anchors.map(({ partId, seconds }) => {
      const own = partOf(now, partId)
      return own ? chunkKey(partId, indexAtTime(own, seconds) - own.offset) : chunkKey(partId, 0)
    })
    return keys.filter((key, at) => key !== keys[at - 1])
  }

  keep(list: readonly string[]): void {
    this.#list = list
  }
}

const partOf = ({ parts }: MapModel, partId: string): MapPart | undefined =>
  parts.find(({ part }) => part.id === partId)

function anchorOf(key: string, model: MapModel): Anchor {
  const { partId, index } = parseChunkKey(key)
  const own = partOf(model, partId)
  return { partId, seconds: own ? insideOf(own, index) : 0 }
}

/** Just before the middle: a chunk that is split there stays its first half. */
const insideOf = ({ bounds }: MapPart, index: number): number =>
  0.51 * (bounds[index] ?? 0) + 0.49 * (bounds[index + 1] ?? 0)

/** Where only boundaries moved, a chunk stays the one it was, whatever time it covers now. */
function afterMove(anchor: Anchor, before: MapModel, now: MapModel): Anchor {
  const [old, own] = [partOf(before, anchor.partId), partOf(now, anchor.partId)]
  if (!old || !own || !isMove(old.bounds, own.bounds)) return anchor
  const index = indexAtTime(old, anchor.seconds) - old.offset
  const isInside = anchor.seconds >= own.bounds[index]! && anchor.seconds < own.bounds[index + 1]!
  return isInside ? anchor : { ...anchor, seconds: insideOf(own, index) }
}

function isMove(before: Float64Array, now: Float64Array): boolean {
  if (before.length !== now.length) return false
  return before.reduce((count, time, i) => count + Number(time !== now[i]), 0) <= 1
}
