/** The scratch lab: what answers its parts of the contract, and the jobs behind them. */
import { join } from "node:path"
import type { Handlers, scratchDiscovery, scratchReading } from "#shared/contract/index.ts"
import type { JobStore, Scheduler } from "../jobs/index.ts"
import type { Clock, Executor } from "../platform/index.ts"
import { createChanges } from "../training/index.ts"
import { createArchivesStore, createDiscoveryJob, discoveryHandlers } from "./archives/index.ts"
import type { scratchSearchTask } from "./discovery/index.ts"
import { readingHandlers } from "./reading/reading-handlers.ts"

interface Options {
  libraryDirectory: string
  clock: Clock
  executor: Executor<{ scratchSearch: typeof scratchSearchTask }>
  jobStore: JobStore
  newId(): string
}

export function createScratch(options: Options) {
  const store = createArchivesStore(join(options.libraryDirectory, "scratch"))
  const changes = createChanges()
  const { changed } = changes
  return {
    changed,
    jobs: [createDiscoveryJob({ ...options, store, changed })],
    handlers: (
      scheduler: Scheduler,
    ): Handlers<typeof scratchReading & typeof scratchDiscovery> => ({
      ...readingHandlers,
      ...discoveryHandlers({ ...options, store, changes, scheduler }),
    }),
  }
}
