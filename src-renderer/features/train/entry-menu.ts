/** What can be done with the run or model that is shown: the same order everywhere. */
import type { MenuItem } from "../../ui/index.ts"
import { exportModel } from "./actions.ts"
import { canChange } from "./train-commands.ts"
import type { TrainState } from "./train-state.svelte.ts"

export function entryMenu(train: TrainState): MenuItem[] {
  const { entry, model } = train
  if (!entry) return []
  return [
    {
      ...{ label: "Rename", keys: "F2", isDisabled: !canChange(train) },
      run: () => (train.isRenaming = true),
    },
    ...(model
      ? [{ label: "Export the model …", startsGroup: true, run: () => exportModel(train, model) }]
      : []),
    {
      ...{ label: "Delete", keys: "Delete", isDanger: true, startsGroup: true },
      isDisabled: !canChange(train),
      run: () => (train.removing = entry),
    },
  ]
}
