/** What can be done in the editor, as commands: keys, palette, status bar. */
import type { Command, Hint } from "../../session/index.ts"
import {
  canPaste,
  copy,
  cutOut,
  cutSelected,
  deepen,
  duplicate,
  hear,
  mirrorSelected,
  nudge,
  paste,
  quantise,
  removeSelected,
  reverseSelected,
} from "./actions.ts"
import type { EditorState, Tool } from "./editor-state.svelte.ts"

export const editorHints: readonly Hint[] = [
  { keys: "Double click", label: "Add or remove a point" },
  { keys: "Ctrl wheel", label: "Zoom" },
]

const group = "Gesture"
const ZOOM = 1.5

/** @param hasFocus whether arrows and Del mean the gesture */
export function editorCommands(editor: EditorState, hasFocus: () => boolean): Command[] {
  return [
    ...tools(editor),
    ...edits(editor, hasFocus),
    ...moves(editor, hasFocus),
    ...looks(editor),
  ]
}

function tools(editor: EditorState): Command[] {
  const all: [Tool, string, string][] = [
    ["select", "Select", "V"],
    ["draw", "Draw", "B"],
    ["split", "Split strokes and cuts", "S"],
    ["cut", "Cut", "X"],
  ]
  return all.map(([tool, label, keys]) => ({
    ...{ id: `gesture.tool-${tool}`, label: `Tool: ${label}`, keys, group },
    run: () => (editor.tool = tool),
  }))
}

function edits(editor: EditorState, hasFocus: () => boolean): Command[] {
  const isSelected = (): boolean => hasFocus() && editor.selected !== null
  return [
    {
      ...{ id: "gesture.quantise", label: "Pull to the grid", keys: "Q", group, hint: "Quantise" },
      isEnabled: () => editor.grid !== undefined,
      run: () => quantise(editor),
    },
    {
      ...{
        id: "gesture.mirror",
        label: "Mirror forward and back",
        keys: "M",
        group,
        hint: "Mirror",
      },
      run: () => mirrorSelected(editor),
    },
    {
      ...{ id: "gesture.reverse", label: "Reverse in time", keys: "R", group },
      run: () => reverseSelected(editor),
    },
    {
      ...{ id: "gesture.remove", label: "Remove", keys: ["Delete", "Backspace"], group },
      isEnabled: isSelected,
      run: () => removeSelected(editor),
    },
    {
      ...{ id: "gesture.close", label: "Close the fader in the range", keys: "Shift+X", group },
      isEnabled: isSelected,
      run: () => cutSelected(editor),
    },
    { ...{ id: "gesture.copy", label: "Copy", keys: "Ctrl+C", group }, run: () => copy(editor) },
    {
      ...{ id: "gesture.cut-out", label: "Cut out", keys: "Ctrl+X", group },
      isEnabled: isSelected,
      run: () => cutOut(editor),
    },
    {
      ...{ id: "gesture.paste", label: "Paste", keys: "Ctrl+V", group },
      isEnabled: canPaste,
      run: () => paste(editor),
    },
    {
      ...{ id: "gesture.repeat", label: "Repeat", keys: "Ctrl+D", group },
      run: () => duplicate(editor),
    },
    {
      ...{ id: "gesture.all", label: "Select all", keys: "Ctrl+A", group },
      run: () =>
        editor.select({
          kind: "range",
          startSeconds: 0,
          endSeconds: editor.gesture.durationSeconds,
        }),
    },
    {
      ...{ id: "gesture.none", label: "Select nothing", keys: "Escape", group, isListed: false },
      isEnabled: () => editor.preview !== null || editor.selected !== null,
      run: () => (editor.preview ? editor.try(null) : editor.select(null)),
    },
  ]
}

function moves(editor: EditorState, hasFocus: () => boolean): Command[] {
  const isEnabled = (): boolean => hasFocus() && editor.selected !== null
  const all: [string, string, () => void][] = [
    ["ArrowLeft", "Earlier by a step of the grid", () => nudge(editor, -1, false)],
    ["ArrowRight", "Later by a step of the grid", () => nudge(editor, 1, false)],
    ["Shift+ArrowLeft", "Earlier by a millisecond", () => nudge(editor, -1, true)],
    ["Shift+ArrowRight", "Later by a millisecond", () => nudge(editor, 1, true)],
    ["ArrowUp", "Farther by 5 %", () => deepen(editor, 1)],
    ["ArrowDown", "Less far by 5 %", () => deepen(editor, -1)],
  ]
  return all.map(([keys, label, run]) => ({
    ...{ id: `gesture.move-${keys}`, label, keys, group, isListed: false, isEnabled, run },
  }))
}

function looks(editor: EditorState): Command[] {
  return [
    {
      ...{ id: "gesture.hear", label: "Hear it", keys: "Space", group },
      isEnabled: () => editor.canPlay,
      run: () => hear(editor),
    },
    {
      ...{ id: "gesture.frame", label: "Frame the selection", keys: "F", group },
      run: () => editor.frame(editor.range),
    },
    {
      ...{ id: "gesture.frame-all", label: "Frame all", keys: "Shift+F", group },
      run: () => editor.frameAll(),
    },
    {
      ...{ id: "gesture.nearer", label: "Nearer", keys: ["+", "="], group, isListed: false },
      run: () => editor.zoom(ZOOM),
    },
    {
      ...{ id: "gesture.farther", label: "Farther", keys: "-", group, isListed: false },
      run: () => editor.zoom(1 / ZOOM),
    },
    {
      ...{ id: "gesture.grid", label: "Keep to the grid, or not", keys: "G", group },
      run: () => editor.set({ isSnapping: !editor.settings.isSnapping }),
    },
    {
      ...{ id: "gesture.inspector", label: "Inspector of the gesture", keys: "Ctrl+I", group },
      run: () => editor.set({ hasInspector: !editor.settings.hasInspector }),
    },
  ]
}
