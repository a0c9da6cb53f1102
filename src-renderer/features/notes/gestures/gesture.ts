/** What a pressed pointer does until it is let go: one file each. */
import type { NoteHit } from "../geometry/hit.ts"

/** Where the pointer is, in px of the rows and in what they mean. */
export interface Spot {
  readonly x: number
  readonly y: number
  /** With a fraction. */
  readonly tick: number
  /** Of the row; the nearest one beyond the edges. */
  readonly pitch: number
  readonly hit: NoteHit | null
  readonly isShift: boolean
  /** Ctrl, or Cmd. */
  readonly isCtrl: boolean
  readonly isAlt: boolean
}

export interface Gesture {
  move(spot: Spot): void
  end(spot: Spot): void
  /** All is as it was before. */
  cancel(): void
}

/** Pixels that a pointer may tremble without dragging. */
export const TREMBLE_PX = 3
