/**
 * Where chunks stood in maps before they were cut otherwise: what is undone comes back to its old place. Only for as long as
 * the engine runs; what is forgotten is placed anew.
 */
import type { ChunkMap } from "#shared/contract/chunks.ts"
import type { PartId } from "#shared/contract/library.ts"
import type { MapPoints } from "./map-store.ts"

const MOST = 10_000

interface Place {
  at3: Float32Array
  at2: Float32Array
  group: number
}

/** Chunks `from`.. of a part, whose points begin at `offset` in the map. */
export interface Stretch {
  map: ChunkMap
  partId: PartId
  offset: number
  boundsSeconds: Float64Array
  from: number
  count: number
}

export class PlaceMemory {
  #places = new Map<string, Place>()

  remember(stretch: Stretch, { positions3, positions2, groupOf }: MapPoints): void {
    for (let i = 0; i < stretch.count; i++) {
      const point = stretch.offset + stretch.from + i
      this.#places.delete(keyOf(stretch, i))
      this.#places.set(keyOf(stretch, i), {
        at3: positions3.slice(point * 3, point * 3 + 3),
        at2: positions2.slice(point * 2, point * 2 + 2),
        group: groupOf[point]!,
      })
    }
    for (const key of this.#places.keys()) {
      if (this.#places.size <= MOST) break
      this.#places.delete(key)
    }
  }

  /** Puts chunks that stood in this map before back to where they were. */
  restore(stretch: Stretch, { positions3, positions2, groupOf }: MapPoints): void {
    for (let i = 0; i < stretch.count; i++) {
      const place = this.#places.get(keyOf(stretch, i))
      if (!place) continue
      const point = stretch.offset + stretch.from + i
      positions3.set(place.at3, point * 3)
      positions2.set(place.at2, point * 2)
      groupOf[point] = place.group
    }
  }
}

/** A map that is made anew has another job. */
const keyOf = ({ map, partId, boundsSeconds, from }: Stretch, i: number): string =>
  [map.id, map.jobId, partId, boundsSeconds[from + i], boundsSeconds[from + i + 1]].join(" ")
