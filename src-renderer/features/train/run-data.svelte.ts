/** The curve of a run and the moments of it that can be heard, as they come. */
import { untrack } from "svelte"
import type { Checkpoint, Measurement, RunId } from "#shared/contract/index.ts"
import type { Studio } from "../../session/index.ts"

export class RunData {
  measurements = $state.raw<readonly Measurement[]>([])
  checkpoints = $state.raw<readonly Checkpoint[]>([])
  isLoaded = $state(false)
  #studio: Studio
  #run: RunId | null = null
  #isStale = false
  #isFetching = false

  constructor(studio: Studio) {
    this.#studio = studio
  }

  /** Call in a component. */
  follow(idOf: () => RunId | null): void {
    $effect(() => {
      const runId = idOf()
      untrack(() => this.#begin(runId))
      if (runId === null) return undefined
      // Each measurement is a new checkpoint, too: what there is is read anew.
      return this.#studio.engineLine.follow(
        "runs.measurements",
        { runId },
        () => void this.refresh(),
      )
    })
  }

  #begin(runId: RunId | null): void {
    this.#run = runId
    this.measurements = []
    this.checkpoints = []
    this.isLoaded = false
    if (runId !== null) void this.refresh()
  }

  /** Several calls during one answer are one more. */
  async refresh(): Promise<void> {
    this.#isStale = true
    if (this.#isFetching) return
    this.#isFetching = true
    try {
      while (this.#isStale && this.#run !== null) {
        this.#isStale = false
        const runId = this.#run
        const { measurements, checkpoints } = await this.#studio.engine["runs.get"]({ runId })
        if (runId !== this.#run) continue
        this.measurements = measurements
        this.checkpoints = checkpoints
        this.isLoaded = true
      }
    } catch {
      // A run that was removed meanwhile leaves the list; a lost engine comes back, and the feed with it.
    } finally {
      this.#isFetching = false
    }
  }
}
