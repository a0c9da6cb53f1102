/** What the list at the left has: runs with what came of them, then the models that are here without their run. */
import type { Model, Run } from "#shared/contract/index.ts"

export interface RunEntry {
  readonly kind: "run"
  readonly id: string
  readonly name: string
  readonly run: Run
  /** What came of it so far. */
  readonly model: Model | undefined
}
export interface ModelEntry {
  readonly kind: "model"
  readonly id: string
  readonly name: string
  readonly run: undefined
  readonly model: Model
}
export type Entry = RunEntry | ModelEntry

const RANK: Record<Run["state"], number> = {
  ...{ learning: 0, paused: 1, waiting: 1, finished: 2, stopped: 2, failed: 2 },
}

/** What is under way first, then the newest; models that came with the program last. */
export function entriesOf(runs: readonly Run[], models: readonly Model[]): Entry[] {
  const byId = new Map<string, Model>(models.map((model) => [model.id, model]))
  const ofRuns = new Set<string>(runs.flatMap(({ modelId }) => modelId ?? []))
  const runEntries = runs
    .toSorted((a, b) => RANK[a.state] - RANK[b.state] || b.createdAt - a.createdAt)
    .map((run): RunEntry => {
      const { id, name, modelId } = run
      return { kind: "run", id, name, run, model: byId.get(modelId ?? "") }
    })
  const modelEntries = models
    .filter(({ id }) => !ofRuns.has(id))
    .toSorted((a, b) => Number(a.isStarter) - Number(b.isStarter) || b.createdAt - a.createdAt)
    .map((model): ModelEntry => ({
      ...{ kind: "model", id: model.id, name: model.name },
      ...{ run: undefined, model },
    }))
  return [...runEntries, ...modelEntries]
}
