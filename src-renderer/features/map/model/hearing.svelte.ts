/** Lets chunks, paths and neighbours sound. */
import type { Part } from "#shared/contract/index.ts"
import type { Audition } from "../../../audio/index.ts"
import type { MapState } from "../map-state.svelte.ts"
import { partAt } from "./map-model.ts"
import { soundingIndex } from "./now-playing.ts"

const HOVER_MS = 60

export class Hearing {
  #map: MapState
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(map: MapState) {
    this.#map = map
  }

  play(index: number): void {
    this.playAll([index])
  }

  playAll(indices: readonly number[]): void {
    clearTimeout(this.#timer)
    const list = indices.flatMap((index) => this.#auditionOf(index) ?? [])
    this.#map.transport.playSequence(list)
  }

  playPath(): void {
    if (this.#map.transport.isAuditioning) this.#map.transport.stopAudition()
    else this.playAll(this.#map.pathIndices)
  }

  /** Sounds when the pointer has rested; not over a song that plays. */
  hover(index: number): void {
    clearTimeout(this.#timer)
    const { transport, settings } = this.#map
    const next = this.#auditionOf(index)
    if (!next || !settings.hoverPlays || transport.isPlaying) return
    transport.prepare(next.part, next.startSeconds, next.endSeconds)
    this.#timer = setTimeout(() => this.play(index), HOVER_MS)
  }

  /** The chunk that sounds now, asked for in each frame; -1: none. */
  sounding(): number {
    const { transport, data } = this.#map
    if (!data.model || !(transport.isPlaying || transport.isAuditioning)) return -1
    return soundingIndex(data.model, {
      isPlaying: transport.isPlaying,
      positionSeconds: transport.positionSeconds(),
      partIds: transport.parts.map(({ id }) => id),
      audition: transport.audition(),
    })
  }

  #auditionOf(index: number): Audition<Part> | undefined {
    const { model } = this.#map.data
    const own = model && partAt(model, index)
    if (!model || !own) return undefined
    const { part } = own
    const startSeconds = model.startSeconds[index] ?? 0
    return { part, startSeconds, endSeconds: model.endSeconds[index] ?? startSeconds }
  }
}
