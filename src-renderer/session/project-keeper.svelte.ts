/** Keeps the document that is open on disk, as it changes: its steps in order, or the whole where the engine cannot follow them. */
import { toStudioError, type ErrorCode, type OpenProjectId } from "#shared/contract/index.ts"
import type { Op } from "#shared/project/index.ts"
import type { ProjectSessionOptions, SaveState } from "./project-session-types.ts"

const RETRY_MS = 2000
/** It came to the document by another way: it has nothing to undo that was done before it was started again. */
const CANNOT_FOLLOW: ReadonlySet<ErrorCode> = new Set(["invalid-input", "not-found"])

interface OpenDocument {
  readonly id: OpenProjectId
  /** As it is now, without the drag that is under way. */
  text(): string
}

export class ProjectKeeper {
  state = $state<SaveState>("saved")
  /** Why it could not be kept on disk; null where it is. */
  problem = $state<string | null>(null)
  /** A step was refused as another Slipmat wrote into the file before it. */
  isBehind = $state(false)
  #engine: ProjectSessionOptions["engine"]
  #open: () => OpenDocument | null
  /** Steps that are not confirmed yet, in order. */
  #queue: Op[] = []
  /** The engine gets the whole document before the next step. */
  #owesDocument = false
  #isSending = false

  constructor(engine: ProjectSessionOptions["engine"], open: () => OpenDocument | null) {
    this.#engine = engine
    this.#open = open
  }

  get isSending(): boolean {
    return this.#isSending
  }

  get waiting(): readonly Op[] {
    return this.#queue
  }

  /** Another document is open, which is on disk. */
  reset(): void {
    this.#queue = []
    this.#owesDocument = false
    this.#settle()
  }

  keep(ops: readonly Op[]): void {
    this.#queue.push(...ops)
    this.state = "saving"
    void this.#send()
  }

  /** Brings the document back to an engine that was restarted: what stands here is what counts. @throws what the engine does */
  async restore(): Promise<void> {
    if (!this.#open()) return
    this.#owesDocument = true
    this.state = "saving"
    this.#isSending = true
    try {
      await this.#sendNext()
    } catch (error) {
      this.#fail(error)
      throw error
    } finally {
      this.#isSending = false
    }
    // What was done meanwhile.
    await this.#send()
  }

  /** Sends nothing until the work is done. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#isSending = true
    try {
      return await work()
    } finally {
      this.isBehind = false
      this.#isSending = false
      if (this.#queue.length > 0) void this.#send()
    }
  }

  async #send(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    try {
      while ((this.#owesDocument || this.#queue.length > 0) && this.#open()) await this.#sendNext()
      this.#settle()
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#isSending = false
    }
  }

  /** All that waits. @throws what the engine does where it may be tried again as it is */
  async #sendNext(): Promise<void> {
    const open = this.#open()
    if (!open) return
    const queue = this.#queue
    if (this.#owesDocument) {
      // What is done from here on comes after it.
      this.#queue = []
      await this.#engine["projects.restore"]({ id: open.id, document: open.text() })
      this.#owesDocument = false
      return
    }
    const steps = [...queue]
    try {
      await this.#engine["projects.append"]({ id: open.id, steps })
      queue.splice(0, steps.length)
    } catch (error) {
      if (!CANNOT_FOLLOW.has(toStudioError(error).code)) throw error
      this.#owesDocument = true
    }
  }

  #fail(error: unknown): void {
    this.state = "failed"
    this.problem = toStudioError(error).message
    this.isBehind = toStudioError(error).code === "conflict"
    // The steps wait here; a full disk may be emptied. A lost engine is met by `restore`.
    setTimeout(() => void this.#send(), RETRY_MS)
  }

  #settle(): void {
    this.state = "saved"
    this.problem = null
  }
}
