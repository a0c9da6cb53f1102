/** The scratch lab: what answers its parts of the contract, and the jobs behind them. */
import { join } from "node:path"
import type {
  Handlers,
  scratchDiscovery,
  scratchJam,
  scratchReading,
  scratchSound,
} from "#shared/contract/index.ts"
import type { JobStore, Scheduler } from "../jobs/index.ts"
import type { Clock, Executor } from "../platform/index.ts"
import { createChanges } from "../training/index.ts"
import {
  createArchivesStore,
  createDiscoveryJob,
  discoveryHandlers,
  foundGestures,
} from "./archives/index.ts"
import type { scratchSearchTask } from "./discovery/index.ts"
import { createScratchJam } from "./jam/jam-service.ts"
import type { scratchPractiseTask } from "./policy/index.ts"
import { createScratchSound, type ScratchSoundOptions } from "./sound/index.ts"
import { readingHandlers } from "./reading/reading-service.ts"

interface Options
  extends
    Omit<Parameters<typeof createScratchJam>[0], "found" | "takes">,
    Omit<ScratchSoundOptions, "executor"> {
  libraryDirectory: string
  clock: Clock
  executor: Executor<{
    scratchSearch: typeof scratchSearchTask
    scratchPractise: typeof scratchPractiseTask
  }> &
    ScratchSoundOptions["executor"]
  jobStore: JobStore
}

export function createScratch(options: Options) {
  const store = createArchivesStore(join(options.libraryDirectory, "scratch"))
  const changes = createChanges()
  const { changed } = changes
  const sound = createScratchSound(options)
  return {
    changed: () => [changes, sound].forEach((each) => each.changed()),
    jobs: [createDiscoveryJob({ ...options, store, changed }), ...sound.jobs],
    handlers: (
      scheduler: Scheduler,
    ): Handlers<
      typeof scratchReading & typeof scratchDiscovery & typeof scratchJam & typeof scratchSound
    > => ({
      ...readingHandlers,
      ...sound.handlers(scheduler),
      ...createScratchJam({ ...options, found: () => foundGestures(store) }).handlers,
      ...discoveryHandlers({ ...options, store, changes, scheduler }),
    }),
  }
}
