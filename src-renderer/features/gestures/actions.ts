/** What can be done to what is selected: each is one change with its name. */
import {
  cut,
  inRange,
  insertGesture,
  lineSeconds,
  loop,
  mirror,
  moveCut,
  quantiseCuts,
  quantiseStrokes,
  removeRange,
  reverse,
  scaleDepth,
  shiftStrokes,
  slice,
  splitCut,
  splitStroke,
  uncut,
  type Gesture,
  type Range,
} from "#shared/gesture/index.ts"
import { drawnTechnique, type TechniqueClass } from "#shared/scratch/index.ts"
import type { EditorState, Selected } from "./editor-state.svelte.ts"

/** The last part that was copied, for all editors of the window. */
const clipboard: { part: Gesture | null } = { part: null }
/** By an arrow key, where no grid is known or it is off. */
const STEP_SECONDS = 0.01
const FINE_SECONDS = 0.001
const DEPTH_STEP = 0.05

const WHAT: Record<Selected["kind"], string> = { stroke: "stroke", cut: "cut", range: "range" }
/** "stroke", "cut", "range", or "take" where nothing is selected. */
export const selectedWord = ({ selected }: EditorState): string =>
  selected ? WHAT[selected.kind] : "take"

/** Opens a cut, takes anything else out; what follows a range comes nearer, what follows a stroke stays in time. */
export function removeSelected(editor: EditorState): void {
  const { selected, gesture } = editor
  if (!selected) return
  editor.select(null)
  if (selected.kind === "cut")
    editor.apply("Remove cut", uncut(gesture, selected.startSeconds, selected.endSeconds))
  else if (selected.kind === "stroke")
    editor.apply(
      "Remove stroke",
      inRange(gesture, selected, (part) => scaleDepth(part, 0)),
    )
  else editor.apply("Remove range", removeRange(gesture, selected))
}

export function copy(editor: EditorState): void {
  const { startSeconds, endSeconds } = editor.range
  clipboard.part = slice(editor.gesture, startSeconds, endSeconds)
}

export function cutOut(editor: EditorState): void {
  if (!editor.selected) return
  copy(editor)
  const { range } = editor
  editor.select(null)
  editor.apply("Cut out", removeRange(editor.gesture, range))
}

export const canPaste = (): boolean => clipboard.part !== null

/** Instead of a selected range, else at the cursor, where what follows makes room. */
export function paste(editor: EditorState): void {
  if (clipboard.part) put(editor, clipboard.part, "Paste")
}

function put(editor: EditorState, part: Gesture, label: string): void {
  const { selected, gesture, cursorSeconds } = editor
  const at = selected?.startSeconds ?? Math.min(cursorSeconds, gesture.durationSeconds)
  const placed =
    selected?.kind === "range"
      ? inRange(gesture, editor.range, () => part)
      : insertGesture(gesture, at, part)
  editor.apply(label, placed)
  editor.select({ kind: "range", startSeconds: at, endSeconds: at + part.durationSeconds })
}

export function duplicate(editor: EditorState): void {
  const { range, gesture } = editor
  const seconds = range.endSeconds - range.startSeconds
  editor.apply(
    `Repeat ${selectedWord(editor)}`,
    inRange(gesture, range, (part) => loop(part, 2)),
  )
  editor.select({
    ...{ kind: "range", startSeconds: range.endSeconds, endSeconds: range.endSeconds + seconds },
  })
}

export function mirrorSelected(editor: EditorState): void {
  editor.apply(`Mirror ${selectedWord(editor)}`, inRange(editor.gesture, editor.range, mirror))
}

export function reverseSelected(editor: EditorState): void {
  editor.apply(`Reverse ${selectedWord(editor)}`, inRange(editor.gesture, editor.range, reverse))
}

/** Closes the fader in the selected range. */
export function cutSelected(editor: EditorState): void {
  const { startSeconds, endSeconds } = editor.range
  editor.apply("Cut", cut(editor.gesture, startSeconds, endSeconds))
}

export function splitAt(editor: EditorState, seconds: number, what: "stroke" | "cut"): void {
  const split = what === "cut" ? splitCut : splitStroke
  editor.apply(`Split ${what}`, split(editor.gesture, seconds))
}

/** Nearer to the grid by the strengths of the settings. Undefined where no beats are known. */
export function quantised(editor: EditorState): Gesture | undefined {
  const { gesture, grid, settings, selected } = editor
  if (!grid) return undefined
  const swung = { ...grid, swing: settings.swing / 100 }
  const range = selected ? around(editor, selected) : editor.range
  const strokes = quantiseStrokes(gesture, swung, settings.strokes / 100, range)
  return quantiseCuts(strokes, swung, settings.cuts / 100, { range })
}

/** Room to move: from what is before to what comes after. */
function around({ strokes, gesture }: EditorState, { startSeconds, endSeconds }: Range): Range {
  const before = strokes.findLast((stroke) => stroke.endSeconds < startSeconds)
  const after = strokes.find((stroke) => stroke.startSeconds > endSeconds)
  return {
    startSeconds: Math.min(startSeconds, before?.endSeconds ?? 0),
    endSeconds: Math.max(endSeconds, after?.startSeconds ?? gesture.durationSeconds),
  }
}

export function quantise(editor: EditorState): void {
  const pulled = quantised(editor)
  if (pulled) editor.apply(`Quantise ${selectedWord(editor)}`, pulled)
}

/** @param steps of the grid, or of 10 ms; fine ones are 1 ms */
export function nudge(editor: EditorState, steps: number, isFine: boolean): void {
  const { selected, settings, grid } = editor
  if (!selected) return
  const step = isFine
    ? FINE_SECONDS
    : grid && settings.isSnapping
      ? lineSeconds(grid)
      : STEP_SECONDS
  moveSelected(editor, selected, steps * step)
}

function moveSelected(editor: EditorState, selected: Selected, by: number): void {
  editor.apply(`Move ${selectedWord(editor)}`, shifted(editor, selected, by))
  editor.select(shiftedRange(selected, by))
}

/** A cut or strokes elsewhere in time. */
export const shifted = (
  { gesture, strokes }: EditorState,
  selected: Selected,
  by: number,
): Gesture =>
  selected.kind === "cut"
    ? moveCut(gesture, selected, shiftedRange(selected, by))
    : shiftStrokes(gesture, selected, by, strokes)

export const shiftedRange = <R extends Range>(range: R, by: number): R => ({
  ...range,
  startSeconds: range.startSeconds + by,
  endSeconds: range.endSeconds + by,
})

/** @param steps up is a way of the record that is longer by 5 % */
export function deepen(editor: EditorState, steps: number): void {
  if (!editor.selected || editor.selected.kind === "cut") return
  const edit = (part: Gesture): Gesture => scaleDepth(part, 1 + steps * DEPTH_STEP)
  editor.apply(`Depth of ${selectedWord(editor)}`, inRange(editor.gesture, editor.range, edit))
}

/** One round of a technique: as long as the selected range, else a beat or half a second. */
export function putTechnique(
  editor: EditorState,
  name: TechniqueClass,
  extentSeconds: number,
): void {
  const { selected, beats } = editor
  const seconds =
    selected?.kind === "range"
      ? selected.endSeconds - selected.startSeconds
      : beats
        ? 60 / beats.tempoBpm
        : 0.5
  put(editor, drawnTechnique(name, { seconds, extentSeconds }), `Draw ${name}`)
}

/** What is selected, from its beginning; all from the cursor on where nothing is. */
export function hear(editor: EditorState): void {
  const { selected, shown, cursorSeconds } = editor
  const end = selected?.endSeconds ?? shown.durationSeconds
  const start = selected?.startSeconds ?? (cursorSeconds < end ? cursorSeconds : 0)
  editor.play(slice(shown, start, end), start)
}
