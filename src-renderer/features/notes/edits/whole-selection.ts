/** Whether all notes of a clip are selected. While thousands are dragged it is asked in each frame. */
import type { Note } from "#shared/project/index.ts"

/** What is drawn and asked of a selection. */
export type Chosen = Pick<ReadonlySet<string>, "has" | "size">

export class WholeSelection {
  #notes: readonly Note[] = []
  #ids: ReadonlySet<string> | null = null

  /** Notes that were moved keep their ids, mostly in the same places: these are compared, and only others looked up. */
  isWhole(notes: readonly Note[], ids: ReadonlySet<string>): boolean {
    if (ids.size === 0 || ids.size !== notes.length) return false
    const before = this.#ids === ids ? this.#notes : []
    const isWhole = notes.every(({ id }, i) => id === before[i]?.id || ids.has(id))
    this.#ids = isWhole ? ids : null
    this.#notes = notes
    return isWhole
  }

  /** The same selection; where it is whole, one of which no note has to be looked up. */
  chosen(notes: readonly Note[], ids: ReadonlySet<string>): Chosen {
    return this.isWhole(notes, ids) ? WholeSelection.all : ids
  }

  static readonly all: Chosen = { size: Infinity, has: () => true }
}
