/** What can be done in the Notes view, as commands: keys, palette, status bar. */
import type { Command } from "../../session/index.ts"
import {
  copy,
  cut,
  duplicate,
  legato,
  lengthen,
  nudge,
  paste,
  removeSelected,
  stepInScale,
  toggleMute,
  transpose,
} from "./edits/edit-actions.ts"
import { frame, frameAll } from "./framing.ts"
import { scrolled, zoomedX } from "./geometry/view.ts"
import type { NotesState, Tool } from "./notes-state.svelte.ts"

export interface NotesDoors {
  notes: NotesState
  /** Gives the focus to the caret of the roll. */
  takeCaret(): void
  openShaping(which: "quantise" | "humanise"): void
  /** What the other views show; the roll is `notes.view`. */
  pages: { score: NotesPage & { zoomBy(factor: number): void }; steps: NotesPage }
  /** Whether the focus is on the roll or nowhere, where arrows and Del mean notes. */
  hasFocus(): boolean
}

/** What is shown a page at a time. */
interface NotesPage {
  turn(pages: number): void
}

const group = "Notes"

export function notesCommands(doors: NotesDoors): Command[] {
  return [
    ...toolCommands(doors),
    ...moveCommands(doors),
    ...editCommands(doors),
    ...shapeCommands(doors),
    ...askCommands(doors),
    ...lookCommands(doors),
    ...zoomCommands(doors),
  ]
}

function toolCommands({ notes, takeCaret }: NotesDoors): Command[] {
  const tools: [Tool, string, string][] = [
    ["select", "Select", "V"],
    ["draw", "Draw", "B"],
    ["erase", "Erase", "E"],
    ["chord", "Chords", "C"],
  ]
  const isRoll = (): boolean => notes.clip !== null && notes.mode === "roll"
  const caret = command("caret", "Write with the keys", "N", isRoll, takeCaret)
  const choices = tools.map(([tool, label, keys]) => ({
    id: `notes.tool-${tool}`,
    label: `Tool: ${label}`,
    keys,
    group,
    ...(tool === "draw" ? { hint: "Draw" } : {}),
    isEnabled: () => isRoll() && (tool !== "chord" || !notes.isDrums),
    run: () => (notes.tool = tool),
  }))
  return [...choices, { ...caret, hint: "Write" }]
}

/** Sideways as on the timeline: Shift goes by a tick, Ctrl draws the end. */
function moveCommands({ notes, hasFocus }: NotesDoors): Command[] {
  const isEnabled = (): boolean => hasFocus() && notes.selectedIds.size > 0
  const moves: [keys: string, label: string, run: () => void][] = [
    ["ArrowLeft", "Earlier by a step of the grid", () => nudge(notes, -1)],
    ["ArrowRight", "Later by a step of the grid", () => nudge(notes, 1)],
    ["ArrowUp", "Up a semitone", () => transpose(notes, 1)],
    ["ArrowDown", "Down a semitone", () => transpose(notes, -1)],
    ["Ctrl+ArrowUp", "Up an octave", () => transpose(notes, 12)],
    ["Ctrl+ArrowDown", "Down an octave", () => transpose(notes, -12)],
    ["Alt+ArrowUp", "Up a step of the scale", () => stepInScale(notes, 1)],
    ["Alt+ArrowDown", "Down a step of the scale", () => stepInScale(notes, -1)],
    ["Shift+ArrowLeft", "Earlier by a tick", () => nudge(notes, -1, true)],
    ["Shift+ArrowRight", "Later by a tick", () => nudge(notes, 1, true)],
    ["Ctrl+ArrowLeft", "Shorter by a step of the grid", () => lengthen(notes, -1)],
    ["Ctrl+ArrowRight", "Longer by a step of the grid", () => lengthen(notes, 1)],
  ]
  return moves.map(([keys, label, run]) => ({
    ...{ id: `notes.${keys.toLowerCase().replaceAll("+", "-")}`, label, keys, group },
    ...{ isEnabled, run },
  }))
}

function editCommands({ notes, hasFocus }: NotesDoors): Command[] {
  const hasSome = (): boolean => hasFocus() && notes.selectedIds.size > 0
  const hasClip = (): boolean => hasFocus() && notes.clip !== null
  return [
    command("remove", "Remove the notes", ["Delete", "Backspace"], hasSome, () =>
      removeSelected(notes),
    ),
    command("select-all", "Select all notes", "Ctrl+A", hasClip, () =>
      notes.select(notes.clip?.notes.map(({ id }) => id) ?? []),
    ),
    command("copy", "Copy the notes", "Ctrl+C", hasSome, () => copy(notes)),
    command("cut", "Cut the notes", "Ctrl+X", hasSome, () => cut(notes)),
    command("paste", "Paste notes at the playhead", "Ctrl+V", hasClip, () => paste(notes)),
    {
      ...command("duplicate", "Duplicate the notes", "Ctrl+D", hasSome, () => duplicate(notes)),
      hint: "Duplicate",
    },
    {
      ...command("clear", "Clear the selection", "Escape", hasSome, () => notes.select([])),
      isListed: false,
    },
  ]
}

function shapeCommands({ notes, openShaping }: NotesDoors): Command[] {
  const hasNotes = (): boolean =>
    (notes.clip?.notes.length ?? 0) > 0 && !notes.studio.project.isDragging
  return [
    {
      ...command("quantise", "Quantise …", "Q", hasNotes, () => openShaping("quantise")),
      hint: "Quantise",
    },
    command("humanise", "Humanise …", "H", hasNotes, () => openShaping("humanise")),
    command("legato", "Legato", "L", hasNotes, () => legato(notes)),
    command(
      "mute",
      "Mute or unmute the notes",
      "0",
      () => hasNotes() && notes.selectedIds.size > 0,
      () => toggleMute(notes),
    ),
  ]
}

/** A model is asked for music; what it proposes is answered by the keys of its bar. */
function askCommands({ notes }: NotesDoors): Command[] {
  const { suggesting, studio } = notes
  const canAsk = (): boolean =>
    notes.clip !== null && (!studio.project.isDragging || suggesting.isOpen)
  return [
    {
      ...command("rewrite", "Rewrite these bars", "Ctrl+Shift+I", canAsk, () =>
        suggesting.rewrite(),
      ),
      ...{ hint: "Rewrite bars", also: "infill suggest ask model partner" },
    },
    {
      ...command("continue", "Continue this clip", [], canAsk, () => suggesting.continue()),
      also: "suggest ask model partner go on",
    },
  ]
}

const ZOOM = 1.25

function zoomCommands({ notes, pages: { score, steps } }: NotesDoors): Command[] {
  const hasClip = (): boolean => notes.clip !== null
  const across = (factor: number): void => {
    if (notes.mode === "score") score.zoomBy(factor)
    else if (notes.mode === "roll") notes.show(zoomedX(notes.view, factor, notes.widthPx / 2))
  }
  const page = (pages: number): void => {
    if (notes.mode === "roll") notes.show(scrolled(notes.view, pages * notes.widthPx * 0.8, 0))
    else (notes.mode === "score" ? score : steps).turn(pages)
  }
  return [
    command("wider", "Zoom in", "=", hasClip, () => across(ZOOM)),
    command("narrower", "Zoom out", "-", hasClip, () => across(1 / ZOOM)),
    command("higher", "Higher rows", "Alt+=", hasClip, () =>
      notes.zoomRows(ZOOM, notes.heightPx / 2),
    ),
    command("lower", "Lower rows", "Alt+-", hasClip, () =>
      notes.zoomRows(1 / ZOOM, notes.heightPx / 2),
    ),
    command("next-page", "Next page", "PageDown", hasClip, () => page(1)),
    command("previous-page", "Previous page", "PageUp", hasClip, () => page(-1)),
  ]
}

function lookCommands({ notes }: NotesDoors): Command[] {
  const hasClip = (): boolean => notes.clip !== null
  return [
    command("frame", "Frame the selection", "F", hasClip, () => frame(notes, notes.selected)),
    command("frame-all", "Frame the clip", "Shift+F", hasClip, () => frameAll(notes)),
    command("snap", "Grid, on or off", "G", hasClip, () =>
      notes.set({ isSnapping: !notes.settings.isSnapping }),
    ),
    command("in-scale", "Keep to the key, on or off", "K", hasClip, () =>
      notes.set({ inScale: !notes.settings.inScale }),
    ),
    command("inspector", "Inspector", "Ctrl+I", hasClip, () =>
      notes.set({ inspector: !notes.settings.inspector }),
    ),
    command("lanes", "Lanes", "Ctrl+B", hasClip, () => notes.set({ lanes: !notes.settings.lanes })),
    command("as-roll", "Notes as a piano roll", [], hasClip, () => notes.set({ mode: "roll" })),
    command(
      "as-steps",
      "Drums as steps",
      [],
      () => hasClip() && notes.isDrums,
      () => notes.set({ mode: "steps" }),
    ),
    command("as-score", "Notes as a score", [], hasClip, () => notes.set({ mode: "score" })),
    command("ghosts", "Notes of other tracks, on or off", [], hasClip, () =>
      notes.set({ showsGhosts: !notes.settings.showsGhosts }),
    ),
  ]
}

const command = (
  id: string,
  label: string,
  keys: string | readonly string[],
  isEnabled: () => boolean,
  run: () => unknown,
): Command => ({ id: `notes.${id}`, label, keys, group, isEnabled, run })
