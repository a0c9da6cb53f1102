/** Answers files.import: one job a song, queued at once so that nothing is forgotten if the engine stops. */
import { basename, dirname } from "node:path"
import type { files, Handlers, JobId } from "#shared/contract/index.ts"
import { StudioError } from "#shared/contract/errors.ts"
import type { Log } from "../platform/index.ts"
import type { Scheduler } from "../jobs/index.ts"
import { findAudioFiles } from "./find-files-io.ts"
import { findRecordings } from "./find-recordings-io.ts"
import { IMPORT_KIND } from "./import-job.ts"

const MOST_STEMS = 16

/** Queues the import of every audio file in a folder; what cannot be found there is logged, and nobody waits for it. */
export function importFolder(scheduler: Scheduler, folder: string, log: Log): void {
  findAudioFiles([folder], new AbortController().signal).then(
    (found) => {
      for (const path of found)
        scheduler.add({
          ...{ kind: IMPORT_KIND, title: basename(path) },
          input: { paths: [path], kind: "song" },
        })
    },
    (error: unknown) => log.warn(`${folder} was not imported: ${String(error)}`),
  )
}

type Served = Pick<Handlers<typeof files>, "files.import" | "files.findRecordings">

export function importHandlers(scheduler: Scheduler): Served {
  return {
    "files.findRecordings": async ({ path, wanted }, { signal, progress }) => {
      const onProgress = (fraction: number): void => progress({ fraction })
      const { found, searched } = await findRecordings(path, wanted, { signal, onProgress })
      let batch: JobId | undefined
      const queued = found.map(({ id, by, path: file }) => {
        const [title, input] = [basename(file), { paths: [file], kind: "song" }]
        const jobId = scheduler.add({ kind: IMPORT_KIND, title, input, batch })
        batch ??= jobId
        return { id, by, file: title, jobId }
      })
      return { searched, found: queued }
    },
    "files.import": async ({ paths, asStems, title }, { signal }) => {
      const found = await findAudioFiles(paths, signal)
      if (!asStems) {
        const jobIds: JobId[] = []
        for (const path of found) {
          const input = { paths: [path], kind: "song" }
          const batch = jobIds[0]
          jobIds.push(scheduler.add({ kind: IMPORT_KIND, title: basename(path), input, batch }))
        }
        return { jobIds, paths: found }
      }
      if (found.length > MOST_STEMS) {
        throw new StudioError(
          "invalid-input",
          `${found.length} files are too many stems for one song: at most ${MOST_STEMS}`,
        )
      }
      const name =
        title ?? basename(paths.length === 1 ? (paths[0] ?? "") : dirname(paths[0] ?? ""))
      return {
        jobIds: [
          scheduler.add({
            kind: IMPORT_KIND,
            title: name,
            input: { paths: found, kind: "stems", title: name },
          }),
        ],
        paths: paths.slice(0, 1),
      }
    },
  }
}
