/** What can be done with music to learn from. */
import type { Dataset, Licence } from "#shared/contract/index.ts"
import type { Studio } from "../../../session/index.ts"
import type { NewModel } from "./new-model.svelte.ts"

export const KIND_WORDS: Record<Dataset["kind"], string> = {
  chorales: "Four voices",
  drums: "Drums",
  piano: "Piano",
  notes: "Several instruments",
}

export async function setLicence(
  { engine, history, toasts }: Studio,
  { id: datasetId, name, licence: before }: Dataset,
  licence: Licence | undefined,
): Promise<void> {
  if (!licence) return
  const write = (to: Licence): Promise<void> =>
    engine["datasets.change"]({ datasetId, licence: to })
  try {
    await write(licence)
    const label = `Licence of ${name}`
    history.record({ label, undo: () => write(before), redo: () => write(licence) })
  } catch (error) {
    toasts.error(error, "The licence stays as it was.")
  }
}

/** The files stay where they are: they can be taken in again. Models that learnt from it keep what they say of it. */
export async function removeDataset(
  { engine, toasts }: Studio,
  fresh: NewModel,
  { id: datasetId, name }: Dataset,
): Promise<void> {
  try {
    await engine["datasets.remove"]({ datasetId })
    fresh.chosenIds = fresh.chosenIds.filter((id) => id !== datasetId)
    toasts.show(`${name} is not in the library any more. Its files stay where they are`)
  } catch (error) {
    toasts.error(error, `${name} could not be removed.`)
  }
}
