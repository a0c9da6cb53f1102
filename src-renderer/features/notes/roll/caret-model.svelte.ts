/** The caret and what its keys do: walk, write, take notes in the hand. What happened is said in words. */
import type { Note } from "#shared/project/index.ts"
import { removeSelected } from "../edits/edit-actions.ts"
import { addSteps, newNoteId } from "../gestures/new-note.ts"
import {
  boxOfCaret,
  caretAt,
  walkedCaret,
  type Caret,
  type CaretGround,
} from "../geometry/caret.ts"
import { heardStretch } from "../geometry/clip-time.ts"
import { notesIn } from "../geometry/hit.ts"
import { revealed, type Box } from "../geometry/view.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { countOf, spokenNote, spokenPlace } from "../words.ts"
import { createHearing } from "./hearing.ts"

/** What an untouched clip is entered at: C4, or the bass drum. */
const FIRST = { keys: 60, drums: 36 }

export class CaretModel {
  /** The clip of the caret goes with it: in another one it begins anew. */
  #at = $state.raw<{ clipId: string; caret: Caret } | null>(null)
  /** Arrows move the selected notes instead of the caret. */
  isHolding = $state(false)
  readonly #notes: NotesState
  readonly #hear: (pitch: number, velocity: number) => void

  constructor(notes: NotesState) {
    this.#notes = notes
    this.#hear = createHearing(notes)
  }

  ground = $derived.by((): CaretGround | null => {
    const { clip, meters, grid, rows, bounds, toLineTicks } = this.#notes
    if (!clip || !meters) return null
    const heardTicks = heardStretch(clip).endTicks
    const startTicks = Math.max(0, toLineTicks)
    // A loop is not written behind: nothing would ever be heard of it.
    const endTicks = clip.loop ? heardTicks : bounds.endTicks
    return { grid, meters, rows, startTicks, endTicks, heardTicks }
  })

  caret = $derived.by((): Caret | null => {
    const { clip } = this.#notes
    if (!clip || !this.ground) return null
    if (this.#at?.clipId === clip.id) return this.#at.caret
    return this.#first(this.ground)
  })

  box = $derived.by((): Box | null =>
    this.caret && this.ground ? boxOfCaret(this.caret, this.ground) : null,
  )

  /** Says where the caret is, on its getting the focus. */
  enter(): void {
    if (this.caret) this.#go(this.caret)
  }

  /** Notes that were in the hand are left where they are. */
  leave(): void {
    this.isHolding = false
  }

  /** @returns whether the key was the caret's */
  press({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (altKey || !this.caret || !this.ground) return false
    const isFar = ctrlKey || metaKey
    if (this.isHolding) return (key === "Enter" || key === "Escape") && !isFar && this.#letGo()
    if (key === "Enter" && !isFar) return this.#write(shiftKey)
    if (key === "Escape" && this.caret.anchor) return this.#go({ ...this.caret, anchor: null })
    if ((key === "Delete" || key === "Backspace") && !isFar) return this.#remove()
    const to = walkedCaret(this.caret, key, { isExtending: shiftKey, isFar }, this.ground)
    return to !== null && this.#go(to, to.row !== this.caret.row)
  }

  /** Says what the notes in the hand have become. */
  sayHeld(): void {
    const { selected, studio } = this.#notes
    if (selected[0]) studio.spoken.say(`${this.#spoken(selected[0])}${further(selected)}`)
  }

  #first(ground: CaretGround): Caret {
    const { clip, selected, rows, toLineTicks, transport } = this.#notes
    const note = selected[0]
    if (note) return caretAt(note.startTicks + toLineTicks, rows.rowOf[note.pitch]!, ground)
    const { startTicks, endTicks } = heardStretch(clip!)
    const at = transport.positionTicks()
    const row = rows.rowOf[clip!.notes[0]?.pitch ?? FIRST[rows.kind]]!
    return caretAt(at >= startTicks && at < endTicks ? at : startTicks, row, ground)
  }

  #go(caret: Caret, isNewRow = false): true {
    const notes = this.#notes
    const clip = notes.clip!
    this.#at = { clipId: clip.id, caret }
    const box = boxOfCaret(caret, this.ground!)
    notes.show(revealed(notes.view, box, notes.bounds))
    const touched = this.#touched(box)
    notes.select(touched.map(({ id }) => id))
    const pitch = notes.rows.pitches[caret.row]!
    if (touched[0]) this.#hear(touched[0].pitch, touched[0].velocity)
    else if (isNewRow) this.#hear(pitch, notes.velocity)
    notes.studio.spoken.say(this.#words(caret, touched))
    return true
  }

  #words(caret: Caret, touched: readonly Note[]): string {
    if (touched.length > 1) return `${countOf(touched.length, "note")} selected`
    if (touched[0]) return this.#spoken(touched[0])
    const place = spokenPlace(this.#notes.rows.pitches[caret.row]!, caret.tick, this.#wording())
    const { startTicks, endTicks } = boxOfCaret(caret, this.ground!)
    return caret.anchor ? `${place}, ${endTicks - startTicks} ticks, empty` : `${place}, empty`
  }

  #touched(box: Box): Note[] {
    const { clip, toLineTicks, rows } = this.#notes
    return clip ? notesIn({ clip, toLineTicks, rows }, box) : []
  }

  /** Writes a note as long as the caret and goes behind it, or takes the notes under it in the hand. */
  #write(isStaying: boolean): true {
    const notes = this.#notes
    const { clip, meters, selected, toLineTicks, studio } = notes
    const [caret, box] = [this.caret!, this.box!]
    if (this.#touched(box).length > 0) {
      this.isHolding = selected.length > 0
      studio.spoken.say(`In the hand: ${countOf(selected.length, "note")}. Arrows move`)
      return true
    }
    const note = {
      id: newNoteId(),
      startTicks: box.startTicks - toLineTicks,
      lengthTicks: box.endTicks - box.startTicks,
      pitch: notes.inKey(notes.rows.pitches[caret.row]!, box.startTicks),
      velocity: notes.velocity,
    }
    if (!notes.edit("Add note", addSteps(clip!, meters!, [note]))) return true
    this.#hear(note.pitch, note.velocity)
    const to = caretAt(isStaying ? box.startTicks : box.endTicks, caret.row, this.ground!)
    this.#at = { clipId: clip!.id, caret: to }
    notes.show(revealed(notes.view, boxOfCaret(to, this.ground!), notes.bounds))
    notes.select([note.id])
    studio.spoken.say(`Written: ${this.#spoken(note)}`)
    return true
  }

  #letGo(): true {
    const { selected, rows, toLineTicks } = this.#notes
    this.isHolding = false
    const note = selected[0]
    return note
      ? this.#go(caretAt(note.startTicks + toLineTicks, rows.rowOf[note.pitch]!, this.ground!))
      : this.#go(this.caret!)
  }

  #remove(): boolean {
    const { length } = this.#notes.selected
    if (length === 0) return false
    removeSelected(this.#notes)
    this.#notes.studio.spoken.say(`${countOf(length, "note")} removed`)
    return true
  }

  #wording() {
    const { meters, toLineTicks, isDrums, spelling } = this.#notes
    return { meters: meters!, toLineTicks, isDrums, spelling }
  }

  #spoken(note: Omit<Note, "id">): string {
    return spokenNote(note, this.#wording())
  }
}

const further = ({ length }: readonly Note[]): string =>
  length > 1 ? `, and ${countOf(length - 1, "note")} more` : ""
