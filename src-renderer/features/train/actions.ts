/** What can be done with runs and models. Each says when it fails, in words. */
import type { Model, Run } from "#shared/contract/index.ts"
import type { Entry } from "./model/entries.ts"
import type { TrainState } from "./train-state.svelte.ts"

export async function pauseOrGoOn({ run, studio }: TrainState): Promise<void> {
  if (!run) return
  const isRunning = run.state === "learning" || run.state === "waiting"
  try {
    await studio.engine[isRunning ? "runs.pause" : "runs.resume"]({ runId: run.id })
  } catch (error) {
    studio.toasts.error(error, isRunning ? "It could not be paused." : "It could not go on.")
  }
}

/** Good enough: ends it, and its best moment is a model. */
export async function stopAndUse(train: TrainState): Promise<void> {
  const { run, studio } = train
  if (!run) return
  train.endingId = run.id
  try {
    const modelId = await studio.engine["runs.stop"]({ runId: run.id })
    if (modelId !== null) train.page = "make"
  } catch (error) {
    studio.toasts.error(error, "It could not be stopped.")
  } finally {
    train.endingId = null
  }
}

export async function rename(train: TrainState, entry: Entry, name: string): Promise<void> {
  const { engine, toasts } = train.studio
  const wanted = name.trim()
  if (wanted === "" || wanted === entry.name) return
  try {
    if (entry.run) await engine["runs.rename"]({ runId: entry.run.id, name: wanted })
    if (entry.model && !entry.model.isStarter)
      await engine["models.rename"]({ modelId: entry.model.id, name: wanted })
  } catch (error) {
    toasts.error(error, "The name stays as it was.")
  }
}

/** The model that came of a run stays, unless it is thrown away, too. */
export async function remove(
  train: TrainState,
  { run, model }: Entry,
  withModel: boolean,
): Promise<void> {
  const { engine, toasts } = train.studio
  try {
    if (run) await engine["runs.remove"]({ runId: run.id })
    if (model && withModel) await engine["models.remove"]({ modelId: model.id })
  } catch (error) {
    toasts.error(error, "It could not be deleted.")
  }
}

/** The same once more with half as many sequences a step: what fits into less memory. */
export async function startWithHalf(train: TrainState, { config }: Run): Promise<void> {
  const { engine, toasts } = train.studio
  try {
    const batch = Math.max(1, Math.floor(config.batch / 2))
    train.show(await engine["runs.start"]({ config: { ...config, batch } }), "learning")
  } catch (error) {
    toasts.error(error, "It could not be started.")
  }
}

export async function startNew(train: TrainState): Promise<void> {
  const { fresh, studio } = train
  if (!fresh.canStart) return
  fresh.isStarting = true
  try {
    const runId = await studio.engine["runs.start"]({ config: fresh.config })
    fresh.typedName = ""
    fresh.reset()
    train.show(runId, "learning")
  } catch (error) {
    studio.toasts.error(error, "It could not be started.")
  } finally {
    fresh.isStarting = false
  }
}

/** To the next run that can be laid beside the one shown, then to none. */
export function compareNext(train: TrainState): void {
  const at = train.comparable.findIndex(({ id }) => id === train.compared?.id)
  train.compareId = train.comparable[at + 1]?.id ?? null
}

/** A file that another Slipmat takes in. */
export async function exportModel({ studio }: TrainState, { id, name }: Model): Promise<void> {
  try {
    const saved = await studio.shell["shell.exportModel"]({ modelId: id, name })
    if (saved) studio.toasts.show(`${name} is in ${saved.name}`)
  } catch (error) {
    studio.toasts.error(error, `${name} could not be exported.`)
  }
}

/** One that was exported elsewhere. */
export async function importModel(train: TrainState): Promise<void> {
  const { shell, toasts } = train.studio
  try {
    const id = await shell["shell.importModel"]({})
    if (id !== null) train.show(id, "make")
  } catch (error) {
    toasts.error(error, "The model was not imported.")
  }
}
