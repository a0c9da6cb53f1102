/** The clip as a score: its bars in lines, and the way from what stands there back to its notes. */
import { clipPart, excerptText } from "#shared/project/musicxml/excerpt.ts"
import { writtenMeters } from "#shared/project/musicxml/score.ts"
import { heardStretch } from "../geometry/clip-time.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { systemsOf, type ScoreSystem } from "./systems.ts"
import { noteFinder } from "./written-notes.ts"

const ZOOMS = { min: 0.5, max: 2.5 }

export class ScoreModel {
  readonly #notes: NotesState
  widthPx = $state(0)

  constructor(notes: NotesState) {
    this.#notes = notes
  }

  zoom = $derived.by(() => this.#notes.settings.scoreZoom)
  /** The tempo map and the like make new bars; edits of notes do not. */
  #meters = $derived.by(() => (this.#notes.project ? writtenMeters(this.#notes.project) : null))
  part = $derived.by(() => {
    const { project, clip } = this.#notes
    return project && clip && this.#meters ? clipPart(project, clip, this.#meters) : null
  })
  systems = $derived.by((): ScoreSystem[] => {
    const { clip } = this.#notes
    if (!clip || !this.part || !this.#meters || this.widthPx === 0) return []
    const { startTicks, endTicks } = heardStretch(clip)
    const bars = this.#meters.barsBetween(Math.max(0, startTicks), endTicks)
    return systemsOf(bars, this.part, this.widthPx / this.zoom)
  })
  find = $derived.by(() => (this.part ? noteFinder(this.part) : () => undefined))

  textOf({ bars }: ScoreSystem): string {
    const { project } = this.#notes
    if (!project || !this.part || !this.#meters) return ""
    return excerptText(project, this.part, { bars, meters: this.#meters })
  }

  /** Set by the page while it is there. */
  scrollBy: ((pages: number) => void) | null = null

  turn(pages: number): void {
    this.scrollBy?.(pages)
  }

  zoomBy(factor: number): void {
    const scoreZoom = Math.min(ZOOMS.max, Math.max(ZOOMS.min, this.zoom * factor))
    this.#notes.set({ scoreZoom })
  }
}
