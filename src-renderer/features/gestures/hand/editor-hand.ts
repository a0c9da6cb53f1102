/** The pointer on the editor: what it is on, what it begins there, the wheel. */
import { wireHand } from "../../../ui/wire-hand.ts"
import { deletePoint, insertPoint, type Range } from "#shared/gesture/index.ts"
import { splitAt } from "../actions.ts"
import { turnsAtY, yOfTurns } from "../drawing/picture.ts"
import type { EditorState, Selected } from "../editor-state.svelte.ts"
import { laneAt, type LaneName } from "../model/lanes.ts"
import { scrolled, secondsAt, xOf } from "../model/view.ts"
import {
  dragCut,
  dragCutEdge,
  dragLine,
  dragPoint,
  dragRange,
  dragStrokes,
  dragView,
  type Drag,
  type Edge,
  type Spot,
} from "./drags.ts"

const ZOOM_PER_NOTCH = 0.004
const REACH_PX = 7
const EDGE_PX = 5
/** Points are handles only where they are so far apart. */
const HANDLES_PX = 7

/** Wires the pointer to the editor. Returns the function that lets go. */
export function handleEditor(element: HTMLElement, editor: EditorState): () => void {
  const hand = new EditorHand(element, editor)
  const letGo = wireHand(
    element,
    {
      pointerdown: (event) => hand.down(event),
      pointermove: (event) => hand.move(event),
      pointerup: (event) => hand.up(event),
      pointercancel: () => hand.cancel(),
      dblclick: (event) => hand.double(event),
      wheel: (event) => hand.wheel(event),
    },
    (event) => hand.key(event),
  )
  return () => {
    hand.cancel()
    letGo()
  }
}

class EditorHand {
  #element: HTMLElement
  #editor: EditorState
  #drag: Drag | null = null

  constructor(element: HTMLElement, editor: EditorState) {
    this.#element = element
    this.#editor = editor
  }

  down(event: PointerEvent): void {
    if (this.#drag || event.button > 1) return
    const spot = this.#spot(event)
    this.#drag = event.button === 1 ? dragView(this.#editor, spot) : this.#begin(spot, event)
    if (this.#drag) this.#element.setPointerCapture(event.pointerId)
  }

  move(event: PointerEvent): void {
    const spot = this.#spot(event)
    if (this.#drag) this.#drag.move(spot)
    else this.#element.style.cursor = this.#cursor(spot)
  }

  up(event: PointerEvent): void {
    this.#drag?.end(this.#spot(event))
    this.#drag = null
  }

  /** As if it had never been pressed. */
  cancel(): void {
    if (!this.#drag) return
    this.#drag = null
    this.#editor.ink = []
    this.#editor.try(null)
  }

  /** A point where the curve is, or away with the one that is there. */
  double(event: MouseEvent): void {
    const editor = this.#editor
    const spot = this.#spot(event)
    if (this.#laneOf(spot) !== "position" || editor.tool !== "select") return
    const index = this.#pointAt(spot)
    if (index !== undefined)
      editor.apply("Remove point", deletePoint(editor.gesture, "points", index))
    else
      editor.apply(
        "Add point",
        insertPoint(editor.gesture, "points", {
          timeSeconds: Math.max(0, spot.seconds),
          positionTurns: turnsAtY(editor.picture, spot.y),
        }).gesture,
      )
  }

  wheel(event: WheelEvent): void {
    event.preventDefault()
    const editor = this.#editor
    const notch = event.deltaY || event.deltaX
    if (event.ctrlKey || event.metaKey)
      editor.zoom(Math.exp(-notch * ZOOM_PER_NOTCH), this.#spot(event).x)
    else editor.show(scrolled(editor.view, event.deltaX || event.deltaY))
  }

  /** Esc takes back what is under way. */
  key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#drag) return
    this.cancel()
    event.stopPropagation()
    event.preventDefault()
  }

  #begin(spot: Spot, { shiftKey }: PointerEvent): Drag | null {
    const editor = this.#editor
    // What was tried with a knob is not what the hand takes hold of.
    editor.try(null)
    const lane = this.#laneOf(spot)
    if (lane === "ruler" || lane === "sound") return dragRange(editor, spot)
    if (editor.tool === "split") {
      splitAt(editor, spot.seconds, lane === "fader" ? "cut" : "stroke")
      return null
    }
    if (lane === "fader") return this.#beginCut(spot)
    if (editor.tool === "cut") return dragCut(editor, spot, false)
    if (editor.tool === "draw") return lane === "position" ? dragLine(editor, spot) : null
    const point = lane === "position" ? this.#pointAt(spot) : undefined
    if (point !== undefined) return dragPoint(editor, point)
    const stroke = within(editor.strokes, spot.seconds)
    if (!stroke) return dragRange(editor, spot)
    return this.#beginStroke(stroke, spot, shiftKey)
  }

  #beginStroke(stroke: Range, spot: Spot, isMore: boolean): Drag | null {
    const editor = this.#editor
    const { selected } = editor
    const { startSeconds, endSeconds } = stroke
    if (isMore && selected) {
      editor.select({
        kind: "range",
        startSeconds: Math.min(selected.startSeconds, startSeconds),
        endSeconds: Math.max(selected.endSeconds, endSeconds),
      })
      return null
    }
    const isInSelected =
      selected?.kind === "range" &&
      selected.startSeconds <= spot.seconds &&
      spot.seconds <= selected.endSeconds
    const taken: Selected = isInSelected ? selected : { kind: "stroke", startSeconds, endSeconds }
    editor.select(taken)
    return dragStrokes(editor, taken, spot)
  }

  #beginCut(spot: Spot): Drag {
    const editor = this.#editor
    const cut = within(editor.cuts, spot.seconds, EDGE_PX / editor.view.pxPerSecond)
    if (editor.tool !== "select") return dragCut(editor, spot, cut !== undefined)
    if (!cut) return dragRange(editor, spot)
    editor.select({ kind: "cut", ...cut })
    return dragCutEdge(editor, cut, this.#edgeOf(cut, spot), spot)
  }

  #edgeOf(cut: Range, { x }: Spot): Edge {
    const [from, to] = [cut.startSeconds, cut.endSeconds].map((at) => xOf(this.#editor.view, at))
    const reach = Math.min(EDGE_PX, (to! - from!) / 3)
    return x < from! + reach ? "start" : x > to! - reach ? "end" : "body"
  }

  #pointAt({ x, y, seconds }: Spot): number | undefined {
    const { whole: curve, view, widthPx, picture } = this.#editor
    const seen = curve.indexAt(secondsAt(view, widthPx)) - curve.indexAt(view.startSeconds)
    if (seen > widthPx / HANDLES_PX) return undefined
    const near = curve.indexAt(seconds)
    let best: number | undefined
    let distance = REACH_PX
    for (const index of [near - 2, near - 1, near, near + 1]) {
      if (index < 0 || index >= curve.length) continue
      const away = Math.hypot(
        xOf(view, curve.times[index]!) - x,
        yOfTurns(picture, curve.turns[index]!) - y,
      )
      if (away < distance) [best, distance] = [index, away]
    }
    return best
  }

  #cursor(spot: Spot): string {
    const { tool, cuts, view, strokes } = this.#editor
    const lane = this.#laneOf(spot)
    if (lane === "ruler" || lane === "sound") return "text"
    if (tool !== "select") return "crosshair"
    if (lane === "fader") {
      const cut = within(cuts, spot.seconds, EDGE_PX / view.pxPerSecond)
      if (!cut) return "text"
      return this.#edgeOf(cut, spot) === "body" ? "grab" : "ew-resize"
    }
    if (lane === "position" && this.#pointAt(spot) !== undefined) return "move"
    return within(strokes, spot.seconds) ? "grab" : "text"
  }

  #laneOf = ({ y }: Spot): LaneName => laneAt(this.#editor.lanes, y)

  #spot(event: MouseEvent): Spot {
    const box = this.#element.getBoundingClientRect()
    const [x, y] = [event.clientX - box.left, event.clientY - box.top]
    return { x, y, seconds: secondsAt(this.#editor.view, x), isFree: event.shiftKey }
  }
}

function within<R extends Range>(ranges: readonly R[], seconds: number, reach = 0): R | undefined {
  return (
    ranges.find((each) => seconds >= each.startSeconds && seconds <= each.endSeconds) ??
    ranges.find(
      (each) => seconds >= each.startSeconds - reach && seconds <= each.endSeconds + reach,
    )
  )
}
