/** What models learn from, how far they are and which there are: as the engine has them, whole at each change. */
import type { Dataset, Model, Run, StudioContract } from "#shared/contract/index.ts"
import type { Connection } from "./connection.svelte.ts"

export class TrainingResource {
  runs = $state.raw<readonly Run[]>([])
  models = $state.raw<readonly Model[]>([])
  datasets = $state.raw<readonly Dataset[]>([])
  /** False until runs and models were told: show nothing yet, not an empty state. */
  isLoaded = $state(false)
  /** The run worth showing where there is room for one. */
  foremost = $derived(
    this.runs.find(({ state }) => state === "learning") ??
      this.runs.find(({ state }) => state === "waiting"),
  )

  #connection: Connection<StudioContract>
  #told = new Set<string>()

  constructor(connection: Connection<StudioContract>) {
    this.#connection = connection
  }

  run(id: string | null | undefined): Run | undefined {
    return this.runs.find((run) => run.id === id)
  }

  model(id: string | null | undefined): Model | undefined {
    return this.models.find((model) => model.id === id)
  }

  dataset(id: string | null | undefined): Dataset | undefined {
    return this.datasets.find((dataset) => dataset.id === id)
  }

  /** Starts to follow; returns the function that stops. */
  open(): () => void {
    const line = this.#connection
    const closers = [
      line.follow("runs.changes", {}, (runs) => {
        this.runs = runs
        this.#tell("runs")
      }),
      line.follow("models.changes", {}, (models) => this.#take(models)),
      line.follow("datasets.changes", {}, (datasets) => (this.datasets = datasets)),
    ]
    // Where there are none, no change tells so.
    line.client["models.list"]({}).then(
      (models) => this.#take(models),
      () => undefined,
    )
    return () => closers.forEach((close) => close())
  }

  #take(models: readonly Model[]): void {
    this.models = models
    this.#tell("models")
  }

  #tell(what: "runs" | "models"): void {
    this.#told.add(what)
    if (this.#told.size === 2) this.isLoaded = true
  }
}
