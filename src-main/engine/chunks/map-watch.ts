/** A map as it forms and changes, told once for every difference. */
import type { ChunkMap } from "#shared/contract/chunks.ts"
import type { LiveLayout } from "./live-layouts.ts"

export interface MapEvent {
  state: ChunkMap["state"]
  iteration: number
  iterations: number
  positions: Float32Array | null
}

interface WatchOptions {
  current(): ChunkMap
  latest(): LiveLayout | undefined
  /** Each calls back at every change that may concern the map and returns the undo. */
  sources: ((listener: () => void) => () => void)[]
  signal: AbortSignal
  tell(event: MapEvent): void
}

/** Resolves when the signal aborts; rejects once the map is gone. */
export function watchMap({
  current,
  latest,
  sources,
  signal,
  tell,
}: WatchOptions): Promise<undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  let toldSummary = ""
  let toldLayout: LiveLayout | undefined
  const look = (): void => {
    const { state, revisions } = current()
    const layout = state === "forming" ? latest() : undefined
    const summary = JSON.stringify([state, revisions])
    if (layout === toldLayout && summary === toldSummary) return
    toldSummary = summary
    toldLayout = layout
    const { iteration = 0, iterations = 0, positions = null } = layout ?? {}
    tell({ state, iteration, iterations, positions })
  }
  const lookSafely = (): void => {
    try {
      look()
    } catch (error) {
      reject(error)
    }
  }
  lookSafely()
  const stops = sources.map((subscribe) => subscribe(lookSafely))
  signal.addEventListener("abort", () => resolve(undefined))
  return promise.finally(() => {
    for (const stop of stops) stop()
  })
}
