/** Files that were dropped or chosen become music to learn from; the page never names their paths. */
import type { DatasetId } from "#shared/contract/index.ts"
import type { TrainState } from "../train-state.svelte.ts"

export async function chooseMusic(train: TrainState, what: "files" | "folder"): Promise<void> {
  const { shell, toasts } = train.studio
  try {
    await follow(train, shell["shell.importDataset"]({ what }))
  } catch (error) {
    toasts.error(error, "Nothing was taken in.")
  }
}

export async function takeDropped(train: TrainState, files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  train.page = "new"
  try {
    await follow(train, train.studio.learnFromDropped([...files]))
  } catch (error) {
    train.studio.toasts.error(error, "Nothing was taken in.")
  }
}

/** What comes in is chosen at once: whoever drops music wants to learn from it. */
async function follow(
  { fresh }: TrainState,
  taking: Promise<{ datasetId: DatasetId } | null>,
): Promise<void> {
  const taken = await taking
  if (!taken) return
  if (!fresh.chosenIds.includes(taken.datasetId)) fresh.toggle(taken.datasetId)
}
