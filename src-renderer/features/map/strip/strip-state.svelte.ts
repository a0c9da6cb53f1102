/** Which stretch of time the strip shows, and the boundary under the hand. */
import { firstAtOrAfter, lastAtOrBefore } from "#shared/sorted.ts"
import { getContext, setContext, untrack } from "svelte"
import { SHORTEST_CHUNK_SECONDS } from "#shared/contract/index.ts"
import type { MapState } from "../map-state.svelte.ts"
import type { MapPart } from "../model/map-model.ts"
import { boundsAhead, editChunks } from "../model/edit-actions.ts"
import {
  firstWindow,
  inSong,
  pageTo,
  reveal,
  scrollBy,
  zoomAt,
  type TimeWindow,
} from "./geometry.ts"

export class StripState {
  window = $state.raw<TimeWindow>({ startSeconds: 0, endSeconds: 16 })
  /** Boundary of the part that the pointer touches or drags; -1: none. */
  heldBoundary = $state(-1)
  /** Where a drag has it; null while nothing is dragged. */
  draggedSeconds = $state<number | null>(null)
  /** The pointer's time in the strip; null outside. */
  pointerSeconds: number | null = null
  /** The hand holds the strip: it does not turn its page by itself. */
  isHeld = false
  #map: MapState

  part = $derived.by(() => this.#map.stripPart)
  durationSeconds = $derived.by(() => this.part?.part.durationSeconds ?? 0)
  bounds = $derived.by(() => {
    const own = this.part?.bounds ?? new Float64Array(0)
    if (this.draggedSeconds === null || this.heldBoundary < 1) return own
    const moved = Float64Array.from(own)
    moved[this.heldBoundary] = this.draggedSeconds
    return moved
  })

  constructor(map: MapState) {
    this.#map = map
  }

  /** Starts again at the beginning when another part is shown; call in a component. */
  follow(): void {
    const partId = $derived(this.part?.part.id)
    $effect(() => {
      if (partId) this.window = firstWindow(untrack(() => this.durationSeconds))
    })
  }

  scroll(seconds: number): void {
    this.window = scrollBy(this.window, seconds, this.durationSeconds)
  }

  zoom(factor: number, atSeconds: number): void {
    this.window = zoomAt(this.window, factor, atSeconds, this.durationSeconds)
  }

  show(stretch: TimeWindow): void {
    this.window = reveal(this.window, stretch, this.durationSeconds)
  }

  showAll(): void {
    this.window = inSong(
      { startSeconds: 0, endSeconds: this.durationSeconds },
      this.durationSeconds,
    )
  }

  /** @returns whether the page was turned. */
  page(seconds: number): boolean {
    const turned = pageTo(this.window, seconds, this.durationSeconds)
    if (turned === this.window) return false
    this.window = turned
    return true
  }

  centre(seconds: number): void {
    const half = (this.window.endSeconds - this.window.startSeconds) / 2
    this.window = inSong(
      { startSeconds: seconds - half, endSeconds: seconds + half },
      this.durationSeconds,
    )
  }

  /** Between its neighbours, whatever the hand wants. */
  dragTo(seconds: number): void {
    const own = this.part?.bounds
    if (!own || this.heldBoundary < 1) return
    const low = own[this.heldBoundary - 1]! + SHORTEST_CHUNK_SECONDS
    const high = own[this.heldBoundary + 1]! - SHORTEST_CHUNK_SECONDS
    this.draggedSeconds = Math.min(Math.max(seconds, low), Math.max(low, high))
  }

  async drop(): Promise<void> {
    const { part: own, heldBoundary: boundary, draggedSeconds: toSeconds } = this
    const fromSeconds = own?.bounds[boundary]
    if (own && fromSeconds !== undefined && toSeconds !== null)
      await editChunks(this.#map, own.part.id, { kind: "move", fromSeconds, toSeconds })
    this.draggedSeconds = null
  }

  cancelDrag(): void {
    this.draggedSeconds = null
  }

  /** At the pointer while it is over the strip, else at the playhead; where that is not in the current chunk, in its middle. */
  split(): void {
    const own = this.part
    if (!own) return
    const atSeconds = this.pointerSeconds ?? this.#splitSeconds()
    void editChunks(this.#map, own.part.id, { kind: "split", atSeconds })
  }

  #splitSeconds(): number {
    const playhead = this.#map.transport.positionSeconds()
    const { model } = this.#map.data
    const { current } = this.#map
    if (!model || current < 0) return playhead
    const [start = 0, end = 0] = [model.startSeconds[current], model.endSeconds[current]]
    const isInside =
      playhead >= start + SHORTEST_CHUNK_SECONDS && playhead <= end - SHORTEST_CHUNK_SECONDS
    return isInside ? playhead : (start + end) / 2
  }

  /** The boundary under the pointer, else the one after the current chunk, goes. */
  join(): void {
    const own = this.part
    if (!own) return
    const bounds = boundsAhead(this.#map, own)
    const boundary = firstAtOrAfter(bounds, this.#joinSeconds(own))
    const atSeconds = bounds[boundary]
    if (atSeconds !== undefined && boundary > 0 && boundary < bounds.length - 1)
      void editChunks(this.#map, own.part.id, { kind: "merge", atSeconds })
  }

  /** The boundary at or after this time is meant. */
  #joinSeconds({ offset, bounds }: MapPart): number {
    const held = bounds[this.heldBoundary]
    if (this.heldBoundary > 0 && held !== undefined) return held
    const current = this.#map.current >= 0 ? this.#map.current - offset : this.#atPlayhead()
    const [start = Infinity, end = Infinity] = [bounds[current], bounds[current + 1]]
    return (start + end) / 2
  }

  #atPlayhead(): number {
    return lastAtOrBefore(this.bounds, this.#map.transport.positionSeconds())
  }
}

const KEY = Symbol("strip")

export const provideStrip = (strip: StripState): StripState => setContext(KEY, strip)

export const useStrip = (): StripState => getContext<StripState>(KEY)
