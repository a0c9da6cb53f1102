/** What the step grid shows: a page of the clip's bars as columns, the kit as rows, and the strokes on them. */
import { heardStretch } from "../geometry/clip-time.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { furtherPieces, piecesOf } from "./kit.ts"
import { cellKey, columnsOf, hitsIn } from "./step-cells.ts"
import type { Step } from "./step-gestures.ts"
import { pageOf } from "./step-pages.ts"

export class StepModel {
  readonly #notes: NotesState
  /** Of the steps beside the names. */
  widthPx = $state(0)
  /** Pitches that were given a row, by clip. */
  #added = $state.raw<ReadonlyMap<string, readonly number[]>>(new Map())
  /** The bar whose page is shown: its place among the clip's bars. */
  #firstBar = $state(0)

  constructor(notes: NotesState) {
    this.#notes = notes
  }

  #bars = $derived.by(() => {
    const { clip, meters } = this.#notes
    if (!clip || !meters) return []
    const { startTicks, endTicks } = heardStretch(clip)
    return meters.barsBetween(Math.max(0, startTicks), endTicks)
  })
  page = $derived.by(() => {
    const { meters, grid } = this.#notes
    const columnsIn = (bars: Parameters<typeof columnsOf>[0]): number =>
      meters ? columnsOf(bars, grid, meters).length : 0
    return pageOf(this.#bars, this.#firstBar, { widthPx: this.widthPx, columnsIn })
  })
  columns = $derived.by(() => {
    const { meters, grid } = this.#notes
    return meters ? columnsOf(this.page.bars, grid, meters) : []
  })
  used = $derived.by(() => new Set(this.#notes.clip?.notes.map(({ pitch }) => pitch)))
  pieces = $derived.by(() => {
    const { project, track, clip } = this.#notes
    if (!project || !track || !clip) return []
    return piecesOf(project, track, [...this.used, ...(this.#added.get(clip.id) ?? [])])
  })
  further = $derived.by(() => {
    const { project, track } = this.#notes
    return project && track ? furtherPieces(project, track, this.pieces) : []
  })
  hits = $derived.by(() => {
    const { clip, toLineTicks } = this.#notes
    return hitsIn(clip?.notes ?? [], this.columns, toLineTicks)
  })

  stepAt(row: number, column: number): Step | null {
    const piece = this.pieces[row]
    const at = this.columns[column]
    if (!piece || !at) return null
    return { pitch: piece.pitch, column: at, hit: this.hits.get(cellKey(piece.pitch, column)) }
  }

  columnOf(tick: number): number {
    return this.columns.findIndex(
      ({ startTicks, endTicks }) => tick >= startTicks && tick < endTicks,
    )
  }

  addPiece(pitch: number): void {
    const { clip } = this.#notes
    if (!clip) return
    const before = this.#added.get(clip.id) ?? []
    this.#added = new Map(this.#added).set(clip.id, [...before, pitch])
  }

  turn(pages: number): void {
    const { first, bars, isLast } = this.page
    if (pages > 0 && !isLast) this.#firstBar = first + bars.length
    if (pages < 0) this.#firstBar = Math.max(0, first - 1)
  }

  /** Turns to the page on which a tick of the time line stands. */
  show(tick: number): void {
    const { first, bars } = this.page
    const at = this.#bars.findIndex(
      ({ startTicks, endTicks }) => tick >= startTicks && tick < endTicks,
    )
    if (at >= 0 && (at < first || at >= first + bars.length)) this.#firstBar = at
  }
}
