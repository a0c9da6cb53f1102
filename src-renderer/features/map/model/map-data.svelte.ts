/** The map that is open, from the engine: forming, ready, following edits. Big arrays stay outside of reactivity. */
import {
  toStudioError,
  type ChunkMap,
  type MapSettings,
  type Part,
  type Song,
} from "#shared/contract/index.ts"
import type { Studio } from "../../../session/index.ts"
import { readChunks, readLayout } from "./load-map.ts"
import { createModel, type MapLayout, type MapModel } from "./map-model.ts"

export type MapStatus = "loading" | "forming" | "ready" | "failed" | "cancelled"

export interface MapSource {
  part: Part
  song: Song
}

export class MapData {
  status = $state<MapStatus>("loading")
  problem = $state<string | null>(null)
  iteration = $state(0)
  iterations = $state(0)
  map = $state.raw<ChunkMap | null>(null)
  model = $state.raw<MapModel | null>(null)
  layout = $state.raw<MapLayout | null>(null)
  /** Told each model that takes the place of another. */
  onModel: ((before: MapModel, now: MapModel) => void) | undefined
  /** Told each intermediate layout, count x 3. */
  onForming: ((positions: Float32Array) => void) | undefined

  #studio: Studio
  #close: (() => void) | undefined

  constructor(studio: Studio) {
    this.#studio = studio
  }

  /** Opens the map of these parts, or makes it. Replaces what was open. */
  open(sources: readonly MapSource[], settings: Pick<MapSettings, "method" | "perplexity">): void {
    this.close()
    const controller = new AbortController()
    this.#close = () => controller.abort()
    this.status = "loading"
    this.problem = null
    this.layout = null
    this.#run(sources, settings, controller.signal).catch((error: unknown) => {
      const failure = toStudioError(error)
      if (controller.signal.aborted || failure.code === "cancelled") return
      this.status = "failed"
      this.problem = failure.message
    })
  }

  close(): void {
    this.#close?.()
    this.#close = undefined
  }

  /** Stops the forming of the map. */
  async cancel(): Promise<void> {
    const jobId = this.map?.jobId
    if (jobId) await this.#studio.engine["jobs.cancel"]({ jobId })
  }

  async #run(
    sources: readonly MapSource[],
    { method, perplexity }: Pick<MapSettings, "method" | "perplexity">,
    signal: AbortSignal,
  ): Promise<void> {
    const { engine } = this.#studio
    await this.#readModel(sources, signal)
    const partIds = sources.map(({ part }) => part.id)
    const map = await engine["maps.open"]({ partIds, method, perplexity }, { signal })
    this.map = map
    const stop = this.#studio.engineLine.follow(
      "maps.watch",
      { mapId: map.id },
      (event) => void this.#hear(event, sources, map.id, signal),
      (error) => this.#fail(error),
    )
    signal.addEventListener("abort", stop, { once: true })
  }

  async #hear(
    event: {
      state: MapStatus
      iteration: number
      iterations: number
      positions: Float32Array | null
    },
    sources: readonly MapSource[],
    mapId: ChunkMap["id"],
    signal: AbortSignal,
  ): Promise<void> {
    const isOver = (): boolean => signal.aborted
    if (isOver()) return
    if (event.state === "forming") {
      this.status = "forming"
      this.iteration = event.iteration
      this.iterations = event.iterations
      if (event.positions) this.onForming?.(event.positions)
      return
    }
    try {
      if (event.state === "ready") await this.#readReady(sources, mapId, signal)
      if (!isOver()) this.status = event.state
    } catch (error) {
      if (!isOver()) this.#fail(error)
    }
  }

  async #readReady(
    sources: readonly MapSource[],
    mapId: ChunkMap["id"],
    signal: AbortSignal,
  ): Promise<void> {
    const map = await this.#studio.engine["maps.get"]({ mapId }, { signal })
    const isStale = map.revisions.some((revision, i) => revision !== this.model?.parts[i]?.revision)
    const model = isStale ? await this.#fetchModel(sources, signal) : this.model
    const layout = await readLayout(this.#studio.engine, map, signal)
    if (signal.aborted || layout.groupOf.length !== model?.count) return
    const before = this.model
    this.map = map
    this.model = model
    this.layout = layout
    if (before && before !== model) this.onModel?.(before, model)
  }

  async #readModel(sources: readonly MapSource[], signal: AbortSignal): Promise<void> {
    const model = await this.#fetchModel(sources, signal)
    if (!signal.aborted) this.model = model
  }

  async #fetchModel(sources: readonly MapSource[], signal: AbortSignal): Promise<MapModel> {
    const all = await Promise.all(
      sources.map(async ({ part, song }) => ({
        ...{ part, song },
        tiles: await readChunks(this.#studio.engine, part.id, signal),
      })),
    )
    return createModel(all)
  }

  #fail(error: unknown): void {
    this.status = "failed"
    this.problem = toStudioError(error).message
  }
}
