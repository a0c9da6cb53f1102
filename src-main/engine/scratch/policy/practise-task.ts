/** Practice on a thread of its own; it learns in a process of its own behind it. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import { createProcessExecutor } from "../../compute/index.ts"
import type { TaskContext } from "../../platform/index.ts"
import { EliteArchive, type SavedSearch } from "../discovery/index.ts"
import { type Practice, practise } from "./practice.ts"

export interface PracticeInput {
  settings: DiscoverySettings
  elites: SavedSearch["elites"]
}

export async function scratchPractiseTask(
  { settings, elites }: PracticeInput,
  { signal, onProgress }: TaskContext<{ day: number; days: number }>,
): Promise<Practice> {
  const executor = createProcessExecutor("onnx-cpu")
  try {
    const onDay = (day: number, days: number): void => onProgress({ day, days })
    return await practise(EliteArchive.of(elites), settings, { executor, signal, onDay })
  } finally {
    await executor.close()
  }
}
