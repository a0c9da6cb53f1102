/** A drag of the hand over the timeline. */
import type { Step } from "../../../session/index.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"

/** Where the hand is, and what it holds. */
export interface Spot {
  /** Px from the left edge and from the top of the picture, ruler included. */
  readonly x: number
  readonly y: number
  /** Not snapped; may be below 0 left of the picture. */
  readonly tick: number
  /** Px from the top of the first row. */
  readonly rowsY: number
  /** Of the row under it; -1 outside. */
  readonly rowIndex: number
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
}

export interface Gesture {
  move(spot: Spot): void
  end(): void
  cancel(): void
}

/** What a press begins: one thing if the hand stays, another if it goes on. */
export interface Press {
  readonly cursor: string
  click?(spot: Spot): void
  drag?(from: Spot): Gesture
}

/** A drag that is one entry of the history. @param stepsAt all that the drag does, from where it began */
export function dragOf(
  { studio }: TimelineState,
  label: string,
  stepsAt: (spot: Spot) => readonly Step[],
): Gesture {
  const session = studio.project
  session.begin(label)
  return {
    move: (spot) => session.drag(stepsAt(spot)),
    end: () => session.commit(),
    cancel: () => session.cancel(),
  }
}

/** Tracks as they stand on screen. */
export const trackIdsOf = ({ rows }: TimelineState): string[] =>
  rows.flatMap(({ kind, track }) => (kind === "track" ? [track.id] : []))
