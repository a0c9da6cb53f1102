/** What a pressed pointer does until it is let go: each shows what it would change, and changes it at its end. */
import {
  cut,
  moveCut,
  movePoint,
  redraw,
  uncut,
  type Gesture,
  type PositionPoint,
  type Range,
} from "#shared/gesture/index.ts"
import { shifted, shiftedRange } from "../actions.ts"
import { turnsAtY } from "../drawing/picture.ts"
import type { EditorState, Selected } from "../editor-state.svelte.ts"

export interface Spot {
  readonly x: number
  readonly y: number
  readonly seconds: number
  /** Shift: off the grid. */
  readonly isFree: boolean
}

export interface Drag {
  move(spot: Spot): void
  end(spot: Spot): void
}

const CLICK_PX = 3

export function dragPoint(editor: EditorState, index: number): Drag {
  const from = editor.gesture
  const moved = ({ seconds, y, isFree }: Spot): Gesture =>
    movePoint(from, "points", index, {
      timeSeconds: editor.snap(seconds, isFree || !editor.settings.isSnapping),
      positionTurns: turnsAtY(editor.picture, y),
    })
  let isMoved = false
  return {
    move: (spot) => {
      isMoved = true
      editor.try(moved(spot))
    },
    end: (spot) => {
      if (isMoved) editor.apply("Move point", moved(spot))
    },
  }
}

/** A free hand's line, in the order of time: where it goes back it begins again from there. */
export function dragLine(editor: EditorState, start: Spot): Drag {
  let line: PositionPoint[] = []
  const add = ({ seconds, y }: Spot): void => {
    const point = { timeSeconds: Math.max(0, seconds), positionTurns: turnsAtY(editor.picture, y) }
    line = [...line.filter(({ timeSeconds }) => timeSeconds < point.timeSeconds), point]
    editor.ink = line
  }
  add(start)
  return {
    move: add,
    end: () => {
      editor.ink = []
      editor.apply("Draw", redraw(editor.gesture, line))
    },
  }
}

export function dragRange(editor: EditorState, start: Spot): Drag {
  const from = editor.snap(start.seconds, start.isFree)
  const rangeTo = ({ seconds, isFree }: Spot): Selected => {
    const to = editor.snap(seconds, isFree)
    return {
      kind: "range",
      startSeconds: Math.max(0, Math.min(from, to)),
      endSeconds: Math.min(editor.gesture.durationSeconds, Math.max(from, to)),
    }
  }
  const take = (spot: Spot): void => {
    const range = rangeTo(spot)
    const isWide = Math.abs(spot.x - start.x) >= CLICK_PX
    editor.select(isWide && range.endSeconds > range.startSeconds ? range : null)
    if (!isWide) editor.cursorSeconds = Math.max(0, start.seconds)
  }
  return { move: take, end: take }
}

/** Closes the fader from here to there, or opens it where it was closed. */
export function dragCut(editor: EditorState, start: Spot, isClosed: boolean): Drag {
  const from = editor.gesture
  const first = Math.max(0, editor.snap(start.seconds, start.isFree))
  const paint = isClosed ? uncut : cut
  const painted = ({ seconds, isFree }: Spot): Gesture => {
    const to = Math.max(0, editor.snap(seconds, isFree))
    return paint(from, Math.min(first, to), Math.max(first, to))
  }
  return {
    move: (spot) => editor.try(painted(spot)),
    end: (spot) => editor.apply(isClosed ? "Open" : "Cut", painted(spot)),
  }
}

export type Edge = "start" | "end" | "body"

/** A cut, or one of its edges. */
export function dragCutEdge(editor: EditorState, range: Range, edge: Edge, start: Spot): Drag {
  const from = editor.gesture
  const placed = ({ seconds, isFree }: Spot): Range => {
    if (edge === "start") {
      const at = editor.snap(seconds, isFree)
      return { ...range, startSeconds: Math.min(range.endSeconds - 0.001, Math.max(0, at)) }
    }
    if (edge === "end") {
      const at = editor.snap(seconds, isFree)
      return { ...range, endSeconds: Math.max(range.startSeconds + 0.001, at) }
    }
    const moved = range.startSeconds + seconds - start.seconds
    const at = Math.max(0, editor.snap(moved, isFree))
    return shiftedRange(range, at - range.startSeconds)
  }
  let to = range
  const isMoved = (): boolean =>
    to.startSeconds !== range.startSeconds || to.endSeconds !== range.endSeconds
  return {
    move: (spot) => {
      if (Math.abs(spot.x - start.x) >= CLICK_PX || isMoved()) to = placed(spot)
      editor.try(moveCut(from, range, to))
      editor.selected = { kind: "cut", ...to }
    },
    end: () => {
      editor.apply(edge === "body" ? "Move cut" : "Length of cut", moveCut(from, range, to))
      editor.select({ kind: "cut", startSeconds: to.startSeconds, endSeconds: to.endSeconds })
    },
  }
}

/** Selected strokes earlier or later. */
export function dragStrokes(editor: EditorState, selected: Selected, start: Spot): Drag {
  let by = 0
  return {
    move: ({ seconds, x, isFree }) => {
      if (by === 0 && Math.abs(x - start.x) < CLICK_PX) return
      const at = selected.startSeconds + seconds - start.seconds
      by = editor.snap(at, isFree) - selected.startSeconds
      editor.try(shifted(editor, selected, by))
    },
    end: () => {
      if (by === 0) return
      editor.apply("Move stroke", shifted(editor, selected, by))
      // Where it came to: it may have been held back by what is beside it.
      const near = editor.strokes.find(
        ({ endSeconds }) => endSeconds > selected.startSeconds + by / 2,
      )
      editor.select(
        near && selected.kind === "stroke" ? { kind: "stroke", ...rangeOf(near) } : null,
      )
    },
  }
}

const rangeOf = ({ startSeconds, endSeconds }: Range): Range => ({ startSeconds, endSeconds })

export function dragView(editor: EditorState, start: Spot): Drag {
  const { view } = editor
  const move = ({ x }: Spot): void =>
    editor.show({ ...view, startSeconds: view.startSeconds - (x - start.x) / view.pxPerSecond })
  return { move, end: move }
}
