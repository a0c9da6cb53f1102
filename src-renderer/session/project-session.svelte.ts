/**
 * The document that is open: changed only by commands, undone and redone without end, kept on disk as it changes. Views
 * read `project`, an immutable value, and call `run`; a drag is `begin`, any number of `drag`, then `commit` or `cancel`.
 */
import type { OpenedProject } from "#shared/contract/index.ts"
import {
  beginGesture,
  cancelGesture,
  canRedo,
  canUndo,
  commitGesture,
  execute,
  follow,
  jump,
  newHistory,
  opsBetween,
  projectFromText,
  projectToText,
  redo,
  restartGesture,
  undo,
  type CommandArgs,
  type CommandName,
  type History,
  type Op,
  type Project,
} from "#shared/project/index.ts"
import { ProjectKeeper } from "./project-keeper.svelte.ts"
import type { ProjectSessionOptions, SaveState, Step } from "./project-session-types.ts"
import { touch } from "./step-order.ts"
import { withoutDisarming } from "./recorded-tracks.ts"
import { withoutGesture } from "./without-gesture.ts"

export class ProjectSession {
  /** Null until a project is open. */
  #opened = $state.raw<OpenedProject | null>(null)
  #history = $state.raw<History | null>(null)
  #keeper: ProjectKeeper

  isOpen = $derived(this.#history !== null)
  name = $derived(this.#opened?.name ?? "")
  isUntitled = $derived(this.#opened?.isUntitled ?? true)
  isReadOnly = $derived(this.#opened?.isReadOnly ?? false)
  isDragging = $derived(this.#history?.gesture !== undefined)
  canUndo = $derived(this.#history !== null && canUndo(this.#history))
  canRedo = $derived(this.#history !== null && canRedo(this.#history))
  undoLabel = $derived(this.#history?.entries[this.#history.at - 1]?.label ?? null)
  redoLabel = $derived(this.#history?.entries[this.#history.at]?.label ?? null)
  /** What was done, the first first, and how much of it stands. */
  entries = $derived(this.#history?.entries ?? [])
  at = $derived(this.#history?.at ?? 0)
  /** How often someone went back or forward in the history: views bring to sight what that changed. */
  walks = $state(0)

  /** Tracks that are recorded on now: walking through the history leaves them there and armed. */
  recordedTracks: readonly string[] = []
  #options: ProjectSessionOptions

  constructor(options: ProjectSessionOptions) {
    this.#options = options
    this.#keeper = new ProjectKeeper(options.engine, () => this.#document())
  }

  #document(): { id: OpenedProject["id"]; text(): string } | null {
    const { id } = this
    const history = this.#history
    if (!history || id === null) return null
    return { id, text: () => projectToText(history.gesture?.before ?? history.project) }
  }

  get saveState(): SaveState {
    return this.#keeper.state
  }

  /** Why it could not be kept on disk; null where it is. */
  get saveProblem(): string | null {
    return this.#keeper.problem
  }

  /** A step was refused as another Slipmat wrote into the file before it: `takeIn` puts it after that. */
  get isBehind(): boolean {
    return this.#keeper.isBehind
  }

  /** @throws Error while none is open: ask `isOpen` first. */
  get project(): Project {
    if (!this.#history) throw new Error("No project is open")
    return this.#history.project
  }

  get id(): OpenedProject["id"] | null {
    return this.#opened?.id ?? null
  }

  /** Takes a project that the engine has opened. */
  take(opened: OpenedProject): void {
    this.#history = newHistory(projectFromText(opened.document))
    this.#opened = opened
    this.#keeper.reset()
  }

  /** The project lies under another name now. */
  renamed(name: string): void {
    if (this.#opened) this.#opened = { ...this.#opened, name, isUntitled: false, isReadOnly: false }
  }

  /** Runs one command as one entry of the history. @returns false where it could not be done, which is said */
  run<Name extends CommandName>(name: Name, args: CommandArgs<Name>): boolean {
    return this.#change((history) => execute(history, name, args))
  }

  /** Several commands as one entry. */
  runAll(label: string, steps: readonly Step[]): boolean {
    return this.#change((history) =>
      commitGesture(restartGesture(beginGesture(history, label), steps)),
    )
  }

  begin(label: string): void {
    this.cancel()
    this.#change((history) => beginGesture(history, label))
  }

  /** Where things are now: in place of all that the drag did so far. What is not possible there is left out. */
  drag(steps: readonly Step[]): void {
    try {
      if (this.#history?.gesture) this.#history = restartGesture(this.#history, steps)
    } catch {
      // The hand is over a place where it cannot go: things stay where they were last.
    }
  }

  commit(): void {
    if (this.#history?.gesture) this.#change(commitGesture)
  }

  /** Things are again where the drag began. */
  cancel(): void {
    if (this.#history?.gesture) this.#history = cancelGesture(this.#history)
  }

  undo(): void {
    if (this.canUndo) this.#walk(undo)
  }

  redo(): void {
    if (this.canRedo) this.#walk(redo)
  }

  /** To the document after the first `at` entries. */
  jump(at: number): void {
    this.#walk((history) => jump(history, at))
  }

  /** Brings the document back to an engine that was restarted: what stands here is what counts. @throws what the engine does */
  restore(): Promise<void> {
    return this.#keeper.restore()
  }

  /**
   * Takes in what another Slipmat wrote into the file: undo begins anew then. Steps that were refused for it come after it;
   * others that are not kept yet, on a full disk, are waited for.
   * @returns whether there was anything. @throws what the engine does
   */
  async takeIn(): Promise<boolean> {
    const { id } = this
    const { isSending, waiting } = this.#keeper
    const isBusy = isSending || this.isDragging || this.recordedTracks.length > 0
    // What is done while the answer is on its way waits for it.
    if (id === null || isBusy || (waiting.length > 0 && !this.isBehind)) return false
    return this.#keeper.hold(async () => {
      const opened = await this.#options.engine["projects.refresh"]({ id })
      if (!opened || this.id !== id) return false
      const refused = this.#keeper.waiting
      this.take(opened)
      for (const op of refused) this.#change((history) => follow(history, op))
      return true
    })
  }

  #walk(step: (history: History) => History): void {
    this.walks++
    this.#change(withoutDisarming(step, this.recordedTracks))
  }

  #change(step: (history: History) => History): boolean {
    const before = this.#history
    if (!before) return false
    try {
      const after = step(before)
      touchWalked(before, after)
      this.#history = after
      if (!after.gesture) this.#keep(opsBetween(withoutGesture(before), after))
      return true
    } catch (error) {
      this.#options.onProblem(error, "That could not be done.")
      return false
    }
  }

  #keep(ops: readonly Op[]): void {
    if (ops.length === 0 || this.isReadOnly) return
    this.#keeper.keep(ops)
  }
}

/** What was just done or undone, in that order. */
function touchWalked(before: History, after: History): void {
  for (let at = before.at; at < after.at; at++) touch(after.entries[at]!)
  for (let at = before.at; at > after.at; at--) touch(before.entries[at - 1]!)
}
