/** What is done with archives as a whole. */
import type { ScratchArchive } from "#shared/contract/index.ts"
import type { ScratchState } from "../scratch-state.svelte.ts"

export async function removeArchive(
  { studio }: ScratchState,
  { id, name }: ScratchArchive,
): Promise<void> {
  try {
    await studio.engine["scratch.removeArchive"]({ archiveId: id })
  } catch (error) {
    studio.toasts.error(error, `${name} could not be removed.`)
  }
}
