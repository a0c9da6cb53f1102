/** Short words at the foot of the window, one at a time. Errors stay until they are read. */
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

export class Toasts {
  queue = $state.raw<readonly Toast[]>([])
  current = $derived(this.queue[0])
  #lastId = 0

  /** A note takes the place of the note shown; an error waits behind an error that was not read yet. Its id dismisses it. */
  show(text: string, options: { action?: Toast["action"] } = {}): number {
    const note: Toast = { id: ++this.#lastId, text, tone: "note", action: options.action }
    this.queue = [...this.queue.filter(({ tone }) => tone === "error"), note]
    return note.id
  }

  error(error: unknown, what = ""): void {
    const { code, message } = toStudioError(error)
    if (code === "cancelled") return
    const text = what ? `${what} ${sentence(message)}` : sentence(message)
    const details = `${code}: ${message}`
    this.queue = [
      ...this.queue.filter((toast) => toast.tone === "error" && toast.text !== text),
      { id: ++this.#lastId, text, tone: "error", details },
    ]
  }

  dismiss(id: number): void {
    this.queue = this.queue.filter((toast) => toast.id !== id)
  }
}
