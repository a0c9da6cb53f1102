/** What the jobs of imports say to a person: what is on its way, what could not come in. Pure. */
import { RECORDED_BATCH, type Job } from "#shared/contract/index.ts"
import { countText, sentence } from "../../ui/words.ts"
import type { Arrival } from "./rows.ts"

/** Files that came together, of which at least one could not be imported. */
export interface FailedBatch {
  id: string
  jobs: readonly Job[]
  failed: readonly Job[]
}

export const isImport = ({ kind }: Job): boolean => kind.startsWith("import/")

/** A recording made here is in the library by itself: nobody asked for it to come in. */
const isAsked = (job: Job): boolean => isImport(job) && job.batch !== RECORDED_BATCH

const isOpen = ({ state }: Job): boolean => state === "queued" || state === "running"
const isFailed = ({ state }: Job): boolean => state === "failed" || state === "interrupted"

/** Files under way, and those whose song the library is about to show: a row must not vanish in between. */
export function arrivalsOf(jobs: readonly Job[], isKnown: (songId: string) => boolean): Arrival[] {
  const isComing = ({ id, state, songId, wasThere }: Job): boolean => {
    if (isKnown(id) || (songId !== null && isKnown(songId))) return false
    return state === "succeeded" ? songId !== null && !wasThere : isOpen({ state } as Job)
  }
  return jobs
    .filter((job) => isImport(job) && isComing(job))
    .map(({ id, title }) => ({ id, name: title }))
}

export function failedBatches(jobs: readonly Job[]): FailedBatch[] {
  const batches = Map.groupBy(jobs.filter(isAsked), ({ batch }) => batch)
  return [...batches]
    .map(([id, all]) => ({ id, jobs: all, failed: all.filter(isFailed) }))
    .filter(({ failed }) => failed.length > 0)
}

/** "zero.mp3 is empty.", "7 of 23 files could not be read.", "The disk is full: 2 of 3 files could not be imported." */
export function headlineOf({ jobs, failed }: FailedBatch): string {
  if (jobs.length === 1 && failed[0]) return reasonOf(failed[0])
  const files = countText(jobs.length, "file")
  const which = failed.length < jobs.length ? `${failed.length} of ${files}` : files
  const isOf = (code: string): boolean => failed.every(({ error }) => error?.code === code)
  // The files themselves are well: to look into them one by one would be in vain.
  if (isOf("disk-full")) return `The disk is full: ${which} could not be imported.`
  return `${which} could not be ${isOf("unreadable") ? "read" : "imported"}.`
}

/** What is safe: "The other 16 are ready." */
export function safeOf({ jobs, failed }: FailedBatch): string {
  const others = jobs.length - failed.length
  const ready = jobs.filter(({ state }) => state === "succeeded").length
  if (ready === 0)
    return jobs.some(isOpen) ? "The others are on their way." : "Nothing was imported."
  if (ready < others) return `${ready} ${ready === 1 ? "is" : "are"} ready.`
  return ready === 1 ? "The other one is ready." : `The other ${ready} are ready.`
}

/** A sentence that names the file. */
export function reasonOf({ title, error }: Job): string {
  const message = sentence(error?.message ?? `${title} was interrupted`)
  return message.includes(title) ? message : `${title}: ${message}`
}

/** Files of one import that were in the library already: "“x.mp3” is already here as “Night Ferry”." */
export function knownText(
  known: readonly Job[],
  titleOf: (songId: string) => string | undefined,
): string {
  const [first, second] = known
  if (!first || second) return `${countText(known.length, "file")} are already here.`
  const title = titleOf(first.songId ?? "")
  return `“${first.title}” is already here${title ? ` as “${title}”` : ""}.`
}

/** Imports that ended by finding their song here, gathered by the import they came with, once all of it has ended. */
export function knownBatches(jobs: readonly Job[]): Job[][] {
  const batches = Map.groupBy(jobs.filter(isAsked), ({ batch }) => batch)
  return [...batches.values()]
    .filter((all) => !all.some(isOpen))
    .map((all) => all.filter(({ state, wasThere }) => state === "succeeded" && wasThere))
    .filter((known) => known.length > 0)
}
