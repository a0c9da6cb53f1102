/** A discovery as a job: what was found is written down as it goes, and a search that was stopped goes on from there. */
import { z } from "zod"
import { StudioError } from "#shared/contract/errors.ts"
import type { DiscoverySettings, ScratchArchiveId } from "#shared/contract/index.ts"
import { defineJob, type JobContext } from "../../jobs/index.ts"
import type { Executor } from "../../platform/index.ts"
import type { scratchSearchTask, SearchProgress } from "../discovery/index.ts"
import { archiveOfSearch } from "./archive-file.ts"
import type { scratchPractiseTask } from "../policy/index.ts"
import type { ArchivesStore } from "./archives-store.ts"

export const DISCOVERY_KIND = "scratch/discover"

export interface DiscoveryJobOptions {
  store: ArchivesStore
  executor: Executor<{
    scratchSearch: typeof scratchSearchTask
    scratchPractise: typeof scratchPractiseTask
  }>
  changed(): void
}

/** Evaluations between those that are written down: a second or two of work. */
const EVALUATIONS_TOLD = 5000
/** Of the job. */
const SEARCHING = 0.8
/** Of a small search too, so that it is seen to grow. */
const LEAST_TOLD = 20
const BATCH = 100

export function createDiscoveryJob(options: DiscoveryJobOptions) {
  const { store, changed } = options
  return defineJob({
    kind: DISCOVERY_KIND,
    priority: 20,
    input: z.object({ archiveId: z.string() }),
    async run(context, input) {
      const archiveId = input.archiveId as ScratchArchiveId
      // Removed while the studio was closed.
      if (!store.ids().includes(archiveId)) throw new StudioError("cancelled", "Removed")
      try {
        await search(options, context, archiveId)
        await practise(options, context, archiveId)
        return { archiveId }
      } finally {
        changed()
      }
    },
  })
}

async function search(
  { store, executor, changed }: DiscoveryJobOptions,
  { signal, report }: JobContext,
  archiveId: ScratchArchiveId,
): Promise<void> {
  const { settings, createdAt } = store.order(archiveId)
  const before = store.load(archiveId)
  if (before && before.saved.evaluations >= settings.evaluations) return
  const keep = (progress: SearchProgress): void => {
    // The library may be closed, or the archive removed.
    if (signal.aborted) return
    store.save(archiveId, archiveOfSearch(settings, createdAt, progress))
    const share = progress.saved.evaluations / settings.evaluations
    report({ stage: "searching", fraction: SEARCHING * share })
    changed()
  }
  report({ stage: "searching", fraction: 0 })
  const input = { settings, saved: before?.saved ?? null, batchesTold: batchesTold(settings) }
  keep(await executor.run("scratchSearch", input, { signal, onProgress: keep }))
}

/** Begins anew where it was stopped: it takes seconds. */
async function practise(
  { store, executor, changed }: DiscoveryJobOptions,
  { signal, report }: JobContext,
  archiveId: ScratchArchiveId,
): Promise<void> {
  const file = store.load(archiveId)
  if (!file || store.practice(archiveId)) return
  const { settings, saved } = file
  const onProgress = ({ day, days }: { day: number; days: number }): void =>
    report({ stage: "practising", fraction: SEARCHING + (1 - SEARCHING) * (day / days) })
  report({ stage: "practising", fraction: SEARCHING })
  const input = { settings, elites: saved.elites }
  const practice = await executor.run("scratchPractise", input, { signal, onProgress })
  signal.throwIfAborted()
  store.savePractice(archiveId, practice)
  changed()
}

const batchesTold = ({ evaluations }: DiscoverySettings): number =>
  Math.max(1, Math.round(Math.min(EVALUATIONS_TOLD, evaluations / LEAST_TOLD) / BATCH))
