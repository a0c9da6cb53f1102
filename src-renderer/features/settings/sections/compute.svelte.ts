/** What the engine trains with, as the window knows it. */
import { toStudioError, type ExecutorName, type TestedExecutor } from "#shared/contract/index.ts"
import type { Studio } from "../../../session/index.ts"
import { sentence } from "../../../ui/index.ts"

type Line = Pick<Studio, "engine" | "toasts">

export class Compute {
  chosen = $state<ExecutorName | null>(null)
  forced = $state<string | null>(null)
  tested = $state.raw<readonly TestedExecutor[]>([])
  fastest = $state<ExecutorName | null>(null)
  isTesting = $state(false)
  problem = $state("")
  #isTested = $state(false)
  #studio: Line
  #running: AbortController | undefined

  constructor(studio: Line) {
    this.#studio = studio
  }

  words = $derived.by(() => {
    if (this.problem !== "" || !this.#isTested) return this.problem
    return this.fastest === null
      ? "Nothing here can train models. Everything else in the studio works, and models that are there make music only if the processor works."
      : ""
  })

  /** Asks what is chosen; returns the function that stops a test. */
  open(): () => void {
    const fail = (error: unknown): void => void (this.problem = messageOf(error))
    this.#studio.engine["compute.choice"]({}).then(({ executor, forced }) => {
      this.chosen = executor
      this.forced = forced
    }, fail)
    return () => this.stop()
  }

  async choose(executor: ExecutorName | null): Promise<void> {
    const before = this.chosen
    this.chosen = executor
    try {
      await this.#studio.engine["compute.choose"]({ executor })
    } catch (error) {
      this.chosen = before
      this.#studio.toasts.error(error, "The choice stays as it was.")
    }
  }

  async test(): Promise<void> {
    const mine = (this.#running = new AbortController())
    this.isTesting = true
    this.#isTested = false
    ;[this.tested, this.fastest, this.problem] = [[], null, ""]
    try {
      const { fastest, results } = await this.#studio.engine["compute.test"](
        {},
        {
          signal: mine.signal,
          onProgress: (results) => void (this.tested = results),
        },
      )
      this.fastest = fastest
      this.tested = results
      this.#isTested = true
    } catch (error) {
      if (!mine.signal.aborted) this.problem = messageOf(error)
    } finally {
      if (this.#running === mine) this.isTesting = false
    }
  }

  stop(): void {
    this.#running?.abort()
    this.isTesting = false
  }
}

const messageOf = (error: unknown): string => sentence(toStudioError(error).message)
