/** What sounds like the current chunk, asked of the engine when another one becomes current. */
import { toStudioError } from "#shared/contract/index.ts"
import type { MapState } from "../map-state.svelte.ts"

export interface Neighbour {
  index: number
  /** 0..1. */
  similarity: number
}

const COUNT = 8
const CALM_MS = 80

export class Neighbours {
  /** Nearest first; of `of`. */
  list = $state.raw<readonly Neighbour[]>([])
  of = $state(-1)
  #map: MapState

  constructor(map: MapState) {
    this.#map = map
  }

  follow(): void {
    $effect(() => {
      const { current, data } = this.#map
      const map = data.status === "ready" && data.layout ? data.map : null
      if (current < 0 || !map) {
        this.list = []
        this.of = -1
        return
      }
      const controller = new AbortController()
      const timer = setTimeout(() => void this.#ask(map.id, current, controller.signal), CALM_MS)
      return () => {
        clearTimeout(timer)
        controller.abort()
      }
    })
  }

  async #ask(
    mapId: NonNullable<MapState["data"]["map"]>["id"],
    index: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { engine, toasts } = this.#map.studio
    try {
      const answer = await engine["maps.neighbours"]({ mapId, index, count: COUNT }, { signal })
      if (signal.aborted) return
      this.list = [...answer.indices].map((neighbour, i) => ({
        index: neighbour,
        similarity: answer.similarity[i] ?? 0,
      }))
      this.of = index
    } catch (error) {
      if (!signal.aborted && toStudioError(error).code !== "engine-lost") toasts.error(error)
    }
  }
}
