/** Calls and answers that are kept, newest first: as the engine has them, and those that are on their way to it. */
import { toStudioError, type Exchange } from "#shared/contract/index.ts"
import { History, type Studio } from "../../../session/index.ts"

export class ExchangeList {
  /** What was removed from it. */
  readonly history = new History()
  #kept = $state.raw<readonly Exchange[]>([])
  /** Not confirmed yet. */
  #waiting = $state.raw<readonly Exchange[]>([])
  onlyStarred = $state(false)
  isLoaded = $state(false)
  #studio: Studio

  all = $derived.by((): Exchange[] => {
    const waiting = new Set(this.#waiting.map(({ id }) => id))
    return [...this.#waiting, ...this.#kept.filter(({ id }) => !waiting.has(id))].sort(
      (a, b) => b.createdAt - a.createdAt,
    )
  })
  shown = $derived.by((): Exchange[] =>
    this.onlyStarred ? this.all.filter(({ isStarred }) => isStarred) : this.all,
  )

  constructor(studio: Studio) {
    this.#studio = studio
  }

  /** Call in a component. */
  follow(): void {
    $effect(() =>
      this.#studio.engineLine.follow("duet.exchanges", {}, (exchanges) => {
        this.#kept = exchanges
        this.isLoaded = true
      }),
    )
  }

  /** It is in the list at once, and stays there until the engine has it. */
  async keep(exchange: Exchange): Promise<void> {
    this.#waiting = [exchange, ...this.#waiting.filter(({ id }) => id !== exchange.id)]
    try {
      await this.#put(exchange)
      this.#waiting = this.#waiting.filter((each) => each !== exchange)
    } catch (error) {
      this.#studio.toasts.error(error, "This exchange is only in this window so far.")
    }
  }

  star(exchange: Exchange): Promise<void> {
    return this.keep({ ...exchange, isStarred: !exchange.isStarred })
  }

  async remove(exchange: Exchange): Promise<void> {
    const { toasts } = this.#studio
    try {
      await this.#drop(exchange)
      const edit = {
        label: "Remove an answer",
        undo: () => this.keep(exchange),
        redo: () => this.#drop(exchange),
      }
      this.history.record(edit)
      const undo = { label: "Undo", run: () => this.history.undoOnly(edit) }
      toasts.show("Removed the answer", { action: undo })
    } catch (error) {
      toasts.error(error, "It was not removed.")
    }
  }

  async #drop({ id }: Exchange): Promise<void> {
    await this.#studio.engine["duet.remove"]({ id })
    this.#waiting = this.#waiting.filter((each) => each.id !== id)
    this.#kept = this.#kept.filter((each) => each.id !== id)
  }

  /** An engine that died takes it when it is back. */
  async #put(exchange: Exchange): Promise<void> {
    try {
      await this.#studio.engine["duet.keep"](exchange)
    } catch (error) {
      if (toStudioError(error).code !== "engine-lost") throw error
      await this.#studio.engine["duet.keep"](exchange)
    }
  }
}
