/** Short words at the foot of the window, one at a time. Errors stay until they are read, and can be read again. */
import { toStudioError } from "#shared/contract/index.ts"
import { sentence } from "../ui/words.ts"

export interface Toast {
  id: number
  text: string
  tone: "note" | "error"
  action?: { label: string; run(): unknown } | undefined
  /** What stands under "Details", to copy. */
  details?: string | undefined
}

export const TOAST_SECONDS = 6
/** An error shown for so long has been read. */
export const ERROR_SECONDS = 30
/** One shown for less has not, even if the person goes elsewhere. */
export const GLANCE_SECONDS = 1.5
const MOST_PAST = 20

export class Toasts {
  queue = $state.raw<readonly Toast[]>([])
  current = $derived(this.queue[0])
  /** Errors that left, the last one last. */
  past = $state.raw<readonly Toast[]>([])
  #lastId = 0

  /** A note takes the place of the note shown, and waits behind errors. Its id dismisses it. */
  show(text: string, options: { action?: Toast["action"] } = {}): number {
    const note: Toast = { id: ++this.#lastId, text, tone: "note", action: options.action }
    this.queue = [...this.queue.filter(({ tone }) => tone === "error"), note]
    return note.id
  }

  /** Shown at once, as it is about what was just done; one before it that was not read yet comes back after it. */
  error(error: unknown, what = ""): void {
    const { code, message } = toStudioError(error)
    if (code === "cancelled") return
    const text = what ? `${what} ${sentence(message)}` : sentence(message)
    const details = `${code}: ${message}`
    this.queue = [
      { id: ++this.#lastId, text, tone: "error", details },
      ...this.queue.filter((toast) => toast.tone === "error" && toast.text !== text),
    ]
  }

  dismiss(id: number): void {
    const gone = this.queue.filter((toast) => toast.id === id && toast.tone === "error")
    this.past = [...this.past, ...gone].slice(-MOST_PAST)
    this.queue = this.queue.filter((toast) => toast.id !== id)
  }
}
