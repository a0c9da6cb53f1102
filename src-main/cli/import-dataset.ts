/** Taking music into the library, and waiting until it is there. */
import type { Engine } from "#engine/engine.ts"
import {
  type DatasetId,
  type Job,
  type JobId,
  type Licence,
  StudioError,
} from "#shared/contract/index.ts"
import { progress } from "./output.ts"
import { quietly } from "./with-engine.ts"

interface Music {
  paths: string[]
  name?: string
  licence: Licence
}

/** @throws StudioError what it failed with; cancelled */
export async function importDataset(
  handlers: Engine["handlers"],
  music: Music,
  signal: AbortSignal,
): Promise<DatasetId> {
  const { jobId, datasetId } = await handlers["files.importDataset"](music, quietly(signal))
  await finished(handlers, jobId, signal)
  return datasetId
}

/** @throws StudioError what the job failed with, cancelled */
async function finished(
  handlers: Engine["handlers"],
  jobId: JobId,
  signal: AbortSignal,
): Promise<void> {
  const find = async (): Promise<Job | undefined> =>
    (await handlers["jobs.list"]({}, quietly(signal))).find(({ id }) => id === jobId)
  for (let job = await find(); job && job.state !== "succeeded"; job = await find()) {
    if (signal.aborted) {
      await handlers["jobs.cancel"]({ jobId }, quietly(signal))
      signal.throwIfAborted()
    }
    if (job.error && (job.state === "failed" || job.state === "cancelled"))
      throw new StudioError(job.error.code as StudioError["code"], job.error.message)
    progress.show(`${job.title}: ${job.stage}`, `${Math.round(job.fraction * 100)} %`)
    await new Promise((done) => setTimeout(done, 100))
  }
  progress.end()
}
