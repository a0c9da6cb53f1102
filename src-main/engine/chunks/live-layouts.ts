/** Layouts of maps that are forming in this process, for whoever watches. Nothing here is kept. */
import type { MapId } from "#shared/contract/chunks.ts"

export interface LiveLayout {
  iteration: number
  iterations: number
  /** count x 3, or null before the first layout. */
  positions: Float32Array | null
}

export interface LiveLayouts {
  publish(mapId: MapId, layout: LiveLayout): void
  latest(mapId: MapId): LiveLayout | undefined
  /** The map is settled: ready, failed, cancelled or changed by an edit. */
  settle(mapId: MapId): void
  subscribe(mapId: MapId, listener: () => void): () => void
}

export function createLiveLayouts(): LiveLayouts {
  const layouts = new Map<MapId, LiveLayout>()
  const listeners = new Map<MapId, Set<() => void>>()
  const tell = (mapId: MapId): void => {
    for (const listener of listeners.get(mapId) ?? []) listener()
  }
  return {
    publish(mapId, layout) {
      layouts.set(mapId, layout)
      tell(mapId)
    },
    latest: (mapId) => layouts.get(mapId),
    settle(mapId) {
      layouts.delete(mapId)
      tell(mapId)
    },
    subscribe(mapId, listener) {
      const set = listeners.get(mapId) ?? new Set()
      listeners.set(mapId, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0) listeners.delete(mapId)
      }
    },
  }
}
