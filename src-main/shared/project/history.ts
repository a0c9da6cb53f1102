/**
 * The history of a document: immutable values, so that undo is keeping the old reference. A gesture (a drag, a knob being
 * turned) applies commands as it goes on and becomes one entry when it is committed, or nothing when it is cancelled.
 */
import { fail } from "#shared/contract/errors.ts"
import { runCommand, type CommandArgs, type CommandName } from "./commands/index.ts"
import type { Json, Project } from "./model/index.ts"

/** A command with its arguments, as it goes into the log. */
export interface Call {
  readonly name: string
  readonly args: Json
}

export interface HistoryEntry {
  readonly label: string
  /** One command, or the steps of a gesture. */
  readonly steps: readonly Call[]
  readonly isGesture: boolean
  readonly before: Project
  readonly after: Project
}

export interface Gesture {
  readonly label: string
  readonly before: Project
  readonly steps: readonly Call[]
}

export interface History {
  readonly project: Project
  readonly entries: readonly HistoryEntry[]
  /** How many of the entries are done; those after it can be redone. */
  readonly at: number
  readonly gesture?: Gesture
}

export function newHistory(project: Project): History {
  return { project, entries: [], at: 0 }
}

export function canUndo({ at, gesture }: History): boolean {
  return at > 0 && !gesture
}

export function canRedo({ at, entries, gesture }: History): boolean {
  return at < entries.length && !gesture
}

/**
 * Runs one command as one entry; what could be redone is forgotten. The same history where the command changes nothing.
 * @throws StudioError what the command throws, or conflict during a gesture; the history is then as it was
 */
export function execute<Name extends CommandName>(
  history: History,
  name: Name,
  args: CommandArgs<Name>,
): History {
  return executeCall(history, name, args)
}

/** `execute` for names and arguments that come from a log, a script or a model. */
export function executeCall(history: History, name: string, input: unknown): History {
  refuseGesture(history)
  const { project, label, args } = runCommand(history.project, name, input)
  const entry = { label, steps: [{ name, args }], isGesture: false }
  return withEntry(history, { ...entry, before: history.project, after: project })
}

/** @throws StudioError conflict where nothing was done, or during a gesture */
export function undo(history: History): History {
  refuseGesture(history)
  return history.at > 0 ? jump(history, history.at - 1) : fail("conflict", "Nothing to undo")
}

/** @throws StudioError conflict where nothing was undone, or during a gesture */
export function redo(history: History): History {
  refuseGesture(history)
  return history.at < history.entries.length
    ? jump(history, history.at + 1)
    : fail("conflict", "Nothing to redo")
}

/**
 * To the document after the first `at` entries.
 * @param at 0..entries
 * @throws StudioError invalid-input beyond them, conflict during a gesture
 */
export function jump(history: History, at: number): History {
  refuseGesture(history)
  if (at === history.at) return history
  const { entries } = history
  const project = at === 0 ? entries[0]?.before : entries[at - 1]?.after
  if (!project) fail("invalid-input", `The history has no entry ${at}`)
  return { project, entries, at }
}

/** Begins a gesture. @throws StudioError conflict where one is under way */
export function beginGesture(history: History, label: string): History {
  refuseGesture(history)
  return { ...history, gesture: { label, before: history.project, steps: [] } }
}

/** Runs one more command within the gesture, on what the earlier ones made. @throws StudioError as `execute` */
export function applyInGesture<Name extends CommandName>(
  history: History,
  name: Name,
  args: CommandArgs<Name>,
): History {
  const gesture = history.gesture ?? fail("conflict", "No gesture is under way")
  return inGesture(history, gesture, [{ name, args }], gesture.steps)
}

/**
 * Runs commands within the gesture from its beginning, in place of all that it did so far: a drag says each time where
 * things are now, and its entry holds one step rather than every point on its way.
 */
export function restartGesture(
  history: History,
  calls: readonly { readonly name: string; readonly args: unknown }[],
): History {
  const gesture = history.gesture ?? fail("conflict", "No gesture is under way")
  return inGesture({ ...history, project: gesture.before }, gesture, calls, [])
}

/** Makes the gesture one entry; none where it came back to where it began. */
export function commitGesture(history: History): History {
  const { project, entries, at, gesture } = history
  if (!gesture) fail("conflict", "No gesture is under way")
  const { label, before, steps } = gesture
  const entry = { label, steps, isGesture: true, before, after: project }
  return withEntry({ project: before, entries, at }, entry)
}

/** Ends the gesture as if it had never begun: the document of before comes back by its reference. */
export function cancelGesture({ entries, at, gesture }: History): History {
  if (!gesture) fail("conflict", "No gesture is under way")
  return { project: gesture.before, entries, at }
}

function inGesture(
  history: History,
  gesture: Gesture,
  calls: readonly { readonly name: string; readonly args: unknown }[],
  earlier: readonly Call[],
): History {
  const steps = [...earlier]
  let { project } = history
  for (const { name, args } of calls) {
    const outcome = runCommand(project, name, args)
    if (outcome.project !== project) steps.push({ name, args: outcome.args })
    project = outcome.project
  }
  return { ...history, project, gesture: { ...gesture, steps } }
}

function withEntry(history: History, entry: HistoryEntry): History {
  if (entry.after === entry.before) return history
  const entries = [...history.entries.slice(0, history.at), entry]
  return { project: entry.after, entries, at: entries.length }
}

function refuseGesture({ gesture }: History): void {
  if (gesture) fail("conflict", `“${gesture.label}” is still under way`)
}
