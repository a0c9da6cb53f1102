/** Undo of what the engine keeps: each entry knows how to go back and forth. One step at a time, in order. */
import { toStudioError } from "#shared/contract/index.ts"
import { touch } from "./step-order.ts"

export interface Edit {
  /** "Split chunk 12", shown as "Undo Split chunk 12". */
  label: string
  undo(): Promise<void>
  redo(): Promise<void>
}

const DEPTH = 500

export class History {
  #past = $state.raw<readonly Edit[]>([])
  #future = $state.raw<readonly Edit[]>([])
  isBusy = $state(false)
  /** The step under way: the next waits for it, however fast the keys come. */
  #underWay: Promise<unknown> = Promise.resolve()

  lastDone = $derived(this.#past.at(-1) ?? null)
  lastUndone = $derived(this.#future.at(-1) ?? null)
  undoLabel = $derived(this.lastDone?.label ?? null)
  redoLabel = $derived(this.lastUndone?.label ?? null)
  canUndo = $derived(this.#past.length > 0)
  canRedo = $derived(this.#future.length > 0)

  /** Remembers an edit that has just been made. */
  record(edit: Edit): void {
    touch(edit)
    this.#past = [...this.#past, edit].slice(-DEPTH)
    this.#future = []
  }

  /** @throws what the edit throws; after `conflict` or `not-found` it cannot be undone and is forgotten. */
  undo(): Promise<void> {
    return this.#inTurn(() => this.#undo())
  }

  redo(): Promise<void> {
    return this.#inTurn(async () => {
      const edit = this.#future.at(-1)
      if (!edit) return
      await this.#step(edit, () => edit.redo())
      this.#past = [...this.#past, edit]
    })
  }

  /** Undoes this one edit wherever it stands, as its own message offers; nothing if it is undone already. */
  undoOnly(edit: Edit): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#past.at(-1) === edit) await this.#undo()
      else if (this.#past.includes(edit)) await this.#step(edit, () => edit.undo())
    })
  }

  clear(): void {
    this.#past = []
    this.#future = []
  }

  async #undo(): Promise<void> {
    const edit = this.#past.at(-1)
    if (!edit) return
    await this.#step(edit, () => edit.undo())
    this.#future = [...this.#future, edit]
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.#underWay.then(step)
    this.#underWay = done.catch(() => undefined) // its caller hears of it
    return done
  }

  async #step(edit: Edit, act: () => Promise<void>): Promise<void> {
    this.isBusy = true
    try {
      await act()
      touch(edit)
      this.#forget(edit)
    } catch (error) {
      const { code } = toStudioError(error)
      if (code === "conflict" || code === "not-found") this.#forget(edit)
      throw error
    } finally {
      this.isBusy = false
    }
  }

  #forget(edit: Edit): void {
    this.#past = this.#past.filter((other) => other !== edit)
    this.#future = this.#future.filter((other) => other !== edit)
  }
}
