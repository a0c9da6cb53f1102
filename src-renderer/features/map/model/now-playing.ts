/** Which chunk of the map sounds now, and the ones before it. Pure. */
import { indexAtTime, type MapModel } from "./map-model.ts"

export const TRAIL_LENGTH = 12

export interface Sounding {
  isPlaying: boolean
  positionSeconds: number
  /** The parts that the transport plays. */
  partIds: readonly string[]
  audition: { partId: string; seconds: number } | null
}

/** Auditions go before the song; with several parts of the song on the map, the first that is there. -1: none. */
export function soundingIndex(model: MapModel, sounding: Sounding): number {
  const { audition, isPlaying, positionSeconds, partIds } = sounding
  if (audition) {
    const own = model.parts.find(({ part }) => part.id === audition.partId)
    return own ? indexAtTime(own, audition.seconds) : -1
  }
  if (!isPlaying) return -1
  const own = model.parts.find(({ part }) => partIds.includes(part.id))
  return own ? indexAtTime(own, positionSeconds) : -1
}

/** The last chunks that sounded, the newest first; outlives nothing but its map. */
export class Trail {
  readonly indices: number[] = []

  /** @returns whether it is another chunk than before. */
  visit(index: number): boolean {
    if (index < 0 || this.indices[0] === index) return false
    this.indices.unshift(index)
    this.indices.length = Math.min(this.indices.length, TRAIL_LENGTH + 1)
    return true
  }

  clear(): void {
    this.indices.length = 0
  }
}
