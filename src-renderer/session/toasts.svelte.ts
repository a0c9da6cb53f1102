/** Short words at the foot of the window: a few, the newest first. Errors stay until they are read, and can be read again. */
import { toStudioError } from "#shared/contract/index.ts"
import { sentence } from "../ui/words.ts"

export interface Toast {
  id: number
  text: string
  tone: "note" | "error"
  action?: { label: string; run(): unknown } | undefined
  /** What stands under "Details", to copy. */
  details?: string | undefined
  /** The project that was on screen as it went wrong: the error goes with it. */
  projectId?: string | null
}

export const TOAST_SECONDS = 6
/** An error shown for so long has been read. */
export const ERROR_SECONDS = 30
/** One shown for less has not, even if the person goes elsewhere. */
export const GLANCE_SECONDS = 1.5
const MOST_PAST = 20
/** More would hide what one works on. */
const MOST_SHOWN = 3

export class Toasts {
  /** The newest first. */
  queue = $state.raw<readonly Toast[]>([])
  current = $derived(this.queue[0])
  /** Errors that left, the last one last. */
  past = $state.raw<readonly Toast[]>([])
  #lastId = 0
  #projectOnScreen: () => string | null

  /** @param projectOnScreen which project errors are of; null where none is on screen */
  constructor(projectOnScreen: () => string | null = () => null) {
    this.#projectOnScreen = projectOnScreen
  }

  /** A note takes the place of the note before it; errors stay beneath. Its id dismisses it. */
  show(text: string, options: { action?: Toast["action"] } = {}): number {
    const note: Toast = { id: ++this.#lastId, text, tone: "note", action: options.action }
    this.#leave(({ tone }) => tone === "note")
    this.#add(note)
    return note.id
  }

  /** Above what is not read yet; the same error again is the same message. */
  error(error: unknown, what = "", options: { action?: Toast["action"] } = {}): void {
    const { code, message } = toStudioError(error)
    if (code === "cancelled") return
    const text = what ? `${what} ${sentence(message)}` : sentence(message)
    const details = `${code}: ${message}`
    this.queue = this.queue.filter((toast) => toast.tone === "note" || toast.text !== text)
    const projectId = this.#projectOnScreen()
    this.#add({
      id: ++this.#lastId,
      text,
      tone: "error",
      details,
      projectId,
      action: options.action,
    })
  }

  dismiss(id: number): void {
    this.#leave((toast) => toast.id === id)
  }

  /** Another project is on screen from now on: what went wrong with the one before is past. */
  keepTo(projectId: string): void {
    this.#leave((toast) => !!toast.projectId && toast.projectId !== projectId)
  }

  #add(toast: Toast): void {
    this.queue = [toast, ...this.queue]
    const tooMany = this.queue.slice(MOST_SHOWN)
    this.#leave((each) => tooMany.includes(each))
  }

  #leave(isGone: (toast: Toast) => boolean): void {
    const errors = this.queue.filter((toast) => isGone(toast) && toast.tone === "error")
    if (errors.length > 0) this.past = [...this.past, ...errors].slice(-MOST_PAST)
    this.queue = this.queue.filter((toast) => !isGone(toast))
  }
}
