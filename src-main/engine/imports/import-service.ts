/** Answers files.import: one job a song, queued at once so that nothing is forgotten if the engine stops. */
import { basename, dirname } from "node:path"
import type { files, Handlers, JobId } from "#shared/contract/index.ts"
import { StudioError } from "#shared/contract/errors.ts"
import type { Scheduler } from "../jobs/index.ts"
import { findAudioFiles } from "./find-files-io.ts"
import { IMPORT_KIND } from "./import-job.ts"

const MOST_STEMS = 16

export function importHandlers(scheduler: Scheduler): Pick<Handlers<typeof files>, "files.import"> {
  return {
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
