/** A view's own steps and those of the song that are made while it is shown, as one line: the latest goes first. */
import type { History } from "./history.svelte.ts"
import type { ProjectSession } from "./project-session.svelte.ts"
import type { Steps } from "./shown-steps.svelte.ts"
import { lastTouch, touchedAt } from "./step-order.ts"

type Song = Pick<ProjectSession, "entries" | "at" | keyof Steps>
type SongStep = Song["entries"][number]

interface Options {
  readonly own: History
  readonly song: Song
  /** Of the song's steps: is it the view's whenever it was made, or never? Undefined: if it is made from now on. */
  readonly belongs?: (label: string) => boolean | undefined
}

/** Call when the view is shown. */
export function withSong({ own, song, belongs }: Options): Steps {
  const since = lastTouch()
  const turn = (ownStep: object | null, step: SongStep | undefined): Steps => {
    const isShown = step && (belongs?.(step.label) ?? touchedAt(step) > since)
    return isShown && (!ownStep || touchedAt(step) > touchedAt(ownStep)) ? song : own
  }
  const undoes = (): Steps => turn(own.lastDone, song.entries[song.at - 1])
  const redoes = (): Steps => turn(own.lastUndone, song.entries[song.at])
  /** The step under way: whose turn is next is known when it has ended. */
  let underWay: Promise<unknown> = Promise.resolve()
  const inTurn = (step: () => unknown): Promise<unknown> => {
    const done = underWay.then(step)
    underWay = done.catch(() => undefined) // its caller hears of it
    return done
  }
  return {
    get canUndo() {
      return undoes().canUndo
    },
    get canRedo() {
      return redoes().canRedo
    },
    get undoLabel() {
      return undoes().undoLabel
    },
    get redoLabel() {
      return redoes().redoLabel
    },
    undo: () => inTurn(() => undoes().undo()),
    redo: () => inTurn(() => redoes().redo()),
  }
}
