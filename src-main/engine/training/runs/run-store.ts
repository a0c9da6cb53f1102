/** Runs in the library's database. SQL only. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import {
  Baseline,
  Measurement,
  type ModelId,
  type Run,
  type RunId,
  RunState,
  TrainingConfig,
} from "#shared/contract/training.ts"
import type { Database } from "../../library/index.ts"

/** Known once a run has begun. */
export const RunFacts = z.object({
  parameters: z.int(),
  unit: z.enum(["note", "cell"]),
  executor: z.string(),
  baselines: z.array(Baseline),
})
export type RunFacts = z.infer<typeof RunFacts>

const NO_FACTS: RunFacts = { parameters: 0, unit: "note", executor: "", baselines: [] }
const RunError = z.object({ code: z.string(), message: z.string() })

interface Row {
  id: RunId
  name: string
  state: string
  config: string
  dataset_names: string
  facts: string
  step: number
  steps_per_second: number | null
  error: string | null
  model_id: ModelId | null
  job_id: string | null
  created_at: number
  finished_at: number | null
}

export type RunStore = ReturnType<typeof createRunStore>

/** What may change of a run's row. */
export interface RunChange {
  name?: string
  state?: RunState
  step?: number
  stepsPerSecond?: number | null
  error?: Run["error"]
  modelId?: ModelId
  jobId?: string | null
  finishedAt?: number | null
  facts?: RunFacts
}

export function createRunStore(database: Database) {
  const measured = database.prepare(
    "SELECT step, seconds, train, valid FROM training_measurements WHERE run_id = ? ORDER BY step",
  )
  const best = database.prepare(
    "SELECT step, seconds, train, valid FROM training_measurements WHERE run_id = ? ORDER BY valid, step LIMIT 1",
  )
  const keep = database.prepare(
    `INSERT OR REPLACE INTO training_measurements (run_id, step, seconds, train, valid)
     VALUES (@runId, @step, @seconds, @train, @valid)`,
  )
  const toRun = (row: Row): Run => {
    const config = TrainingConfig.parse(JSON.parse(row.config))
    const speed = row.state === "learning" ? row.steps_per_second : null
    return {
      ...{ id: row.id, name: row.name, state: RunState.parse(row.state), config },
      datasetNames: z.array(z.string()).parse(JSON.parse(row.dataset_names)),
      ...{ step: row.step, stepsPerSecond: speed },
      secondsLeft: speed ? (config.steps - row.step) / speed : null,
      ...RunFacts.parse(JSON.parse(row.facts)),
      best: (best.get(row.id) as Measurement | undefined) ?? null,
      error: row.error === null ? null : RunError.parse(JSON.parse(row.error)),
      ...{ modelId: row.model_id, createdAt: row.created_at, finishedAt: row.finished_at },
    }
  }
  const rowOf = (id: RunId): Row =>
    (database.prepare("SELECT * FROM training_runs WHERE id = ?").get(id) as Row | undefined) ??
    fail("not-found", `There is no run ${id}`)

  return {
    add(run: { id: RunId; config: TrainingConfig; datasetNames: string[]; createdAt: number }) {
      database
        .prepare(
          `INSERT INTO training_runs (id, name, state, config, dataset_names, facts, created_at)
           VALUES (@id, @name, 'waiting', @config, @datasetNames, @facts, @createdAt)`,
        )
        .run({
          ...{ id: run.id, name: run.config.name, createdAt: run.createdAt },
          config: JSON.stringify(run.config),
          datasetNames: JSON.stringify(run.datasetNames),
          facts: JSON.stringify(NO_FACTS),
        })
    },
    get: (id: RunId): Run => toRun(rowOf(id)),
    jobOf: (id: RunId): string | null => rowOf(id).job_id,
    /** Newest first. */
    list: (): Run[] =>
      (
        database
          .prepare("SELECT * FROM training_runs ORDER BY created_at DESC, rowid DESC")
          .all() as Row[]
      ).map(toRun),
    change(id: RunId, change: RunChange): void {
      const columns: Record<string, unknown> = {
        ...{ name: change.name, state: change.state, step: change.step },
        ...{ steps_per_second: change.stepsPerSecond, model_id: change.modelId },
        ...{ job_id: change.jobId, finished_at: change.finishedAt },
        error: change.error && JSON.stringify(change.error),
        facts: change.facts && JSON.stringify(change.facts),
      }
      const given = Object.entries(columns).filter(([, value]) => value !== undefined)
      if (given.length === 0) return
      const set = given.map(([name]) => `${name} = @${name}`).join(", ")
      database
        .prepare(`UPDATE training_runs SET ${set} WHERE id = @id`)
        .run({ ...Object.fromEntries(given), id })
    },
    measurements: (id: RunId): Measurement[] => measured.all(id) as Measurement[],
    /** All there are: what a crash left untold is added, what was told twice is there once. */
    keepMeasurements: database.transaction((runId: RunId, all: readonly Measurement[]) => {
      for (const measurement of all) keep.run({ runId, ...measurement })
    }),
    remove(id: RunId): void {
      database.prepare("DELETE FROM training_measurements WHERE run_id = ?").run(id)
      database.prepare("DELETE FROM training_runs WHERE id = ?").run(id)
    },
  }
}
