/** Answers what is asked of discoveries. */
import { fail } from "#shared/contract/errors.ts"
import {
  DiscoverySettings,
  type Handlers,
  type ScratchArchive,
  type ScratchArchiveId,
  type scratchDiscovery as contract,
} from "#shared/contract/index.ts"
import { numbersOfGesture, type Gesture } from "#shared/gesture/index.ts"
import type { JobStore, Scheduler } from "../../jobs/index.ts"
import type { Clock } from "../../platform/index.ts"
import { type createChanges, following } from "../../training/index.ts"
import { playedOf, readingOf } from "../discovery/index.ts"
import { gestureOfPerformance } from "../gestures/index.ts"
import { dayOf } from "../policy/index.ts"
import type { ArchiveFile } from "./archive-file.ts"
import { genesOfCell, viewOf } from "./archive-view.ts"
import { type ArchivesStore, problemOf } from "./archives-store.ts"
import { DISCOVERY_KIND } from "./discovery-job.ts"

export interface DiscoveryOptions {
  store: ArchivesStore
  scheduler: Scheduler
  jobStore: JobStore
  changes: ReturnType<typeof createChanges>
  clock: Clock
  newId(): string
}

export function discoveryHandlers(options: DiscoveryOptions): Handlers<typeof contract> {
  const { store, scheduler, changes, clock, newId } = options
  // Its job is cancelled, retried and dismissed among all others.
  scheduler.subscribe(() => changes.changed())
  return {
    "scratch.discover"(settings) {
      const archiveId = newId() as ScratchArchiveId
      const createdAt = clock.now()
      store.add(archiveId, { settings, createdAt, jobId: null })
      const title = settings.name
      const jobId = scheduler.add({ kind: DISCOVERY_KIND, title, input: { archiveId } })
      store.add(archiveId, { settings, createdAt, jobId })
      changes.changed()
      return { archiveId, jobId }
    },
    "scratch.archives": (_input, { signal, progress }) =>
      following(
        changes,
        signal,
        whenChanged(() => listed(options), progress),
      ),
    "scratch.archive": ({ archiveId }, { signal, progress }) => {
      viewNow(options, archiveId) // what is not there is said at once
      return following(
        changes,
        signal,
        whenNew(
          () => [
            store.load(archiveId),
            store.practice(archiveId),
            archiveNow(options, archiveId).jobId,
          ],
          () => progress(viewNow(options, archiveId)),
        ),
      )
    },
    ...heardHandlers(options),
    async "scratch.removeArchive"({ archiveId }) {
      if (store.isShipped(archiveId))
        fail("invalid-input", "This archive came with the program and stays")
      const { jobId } = store.order(archiveId)
      if (jobId !== null && isGoing(options, jobId)) {
        scheduler.cancel(jobId)
        await scheduler.finished(jobId)
      }
      store.remove(archiveId)
      changes.changed()
      return {}
    },
  }
}

/** What was found and what was learnt of it, as gestures. */
function heardHandlers({
  store,
}: DiscoveryOptions): Pick<Handlers<typeof contract>, "scratch.elite" | "scratch.day"> {
  const found = (id: ScratchArchiveId): ArchiveFile =>
    store.load(id) ?? fail("not-found", "Nothing is found yet")
  const heard = (gesture: Gesture, bpm: number) => ({
    ...{ numbers: numbersOfGesture(gesture), bpm, reading: readingOf(gesture) },
  })
  return {
    "scratch.elite"({ archiveId, column, row }) {
      const { settings, ...file } = found(archiveId)
      return heard(
        playedOf(genesOfCell({ settings, ...file }, column, row), settings),
        settings.bpm,
      )
    },
    "scratch.day"({ archiveId, day }) {
      const { settings } = found(archiveId)
      const practice = store.practice(archiveId) ?? fail("not-found", "Nothing is practised yet")
      const days = practice.days.length
      if (day > days) fail("not-found", `There are ${days} days of practice, not ${day}`)
      return heard(gestureOfPerformance(dayOf(practice, day, settings)), settings.bpm)
    },
  }
}

/** Tells a value at first and when it has become another. */
function whenChanged<T>(current: () => T, tell: (value: T) => void): () => void {
  let told = ""
  return () => {
    const value = current()
    const words = JSON.stringify(value)
    if (words === told) return
    told = words
    tell(value)
  }
}

/** Tells at first and when one of what it stands on is another: jobs move often, and a map takes a while to draw up. */
function whenNew(sources: () => readonly unknown[], tell: () => void): () => void {
  let told: readonly unknown[] = []
  return () => {
    const now = sources()
    if (told.length > 0 && now.every((source, at) => source === told[at])) return
    told = now
    tell()
  }
}

function isGoing({ jobStore }: DiscoveryOptions, jobId: NonNullable<ScratchArchive["jobId"]>) {
  const state = jobStore.find(jobId)?.state
  return state === "queued" || state === "running" || state === "interrupted"
}

/** One that cannot be read says so, and the others are there all the same. */
function listed(options: DiscoveryOptions): ScratchArchive[] {
  return options.store.ids().flatMap((id) => {
    try {
      return [archiveNow(options, id)]
    } catch (error) {
      return [brokenArchive(options, id, problemOf(error))]
    }
  })
}

function archiveNow(options: DiscoveryOptions, id: ScratchArchiveId): ScratchArchive {
  const { store } = options
  const isShipped = store.isShipped(id)
  const file = store.load(id)
  const order = isShipped ? null : store.order(id)
  const { settings, createdAt } = order ?? file ?? fail("not-found", `There is no archive ${id}`)
  const jobId = order?.jobId ?? null
  return {
    ...{ id, name: settings.name, isShipped, settings, createdAt },
    evaluations: file?.saved.evaluations ?? 0,
    jobId: jobId !== null && isGoing(options, jobId) ? jobId : null,
  }
}

function viewNow(options: DiscoveryOptions, id: ScratchArchiveId) {
  return viewOf(archiveNow(options, id), options.store.load(id), options.store.practice(id))
}

/** Of one that is damaged: what is still known of it, and why. */
function brokenArchive(
  { store }: DiscoveryOptions,
  id: ScratchArchiveId,
  problem: string,
): ScratchArchive {
  const isShipped = store.isShipped(id)
  const settings = DiscoverySettings.parse({ name: id })
  const unknown = { settings, createdAt: 0 }
  const order = isShipped ? unknown : orUnknown(() => store.order(id), unknown)
  return {
    ...{ id, name: order.settings.name, isShipped, settings: order.settings },
    ...{ createdAt: order.createdAt, evaluations: 0, jobId: null, problem },
  }
}

function orUnknown<T>(read: () => T, unknown: T): T {
  try {
    return read()
  } catch {
    return unknown
  }
}
