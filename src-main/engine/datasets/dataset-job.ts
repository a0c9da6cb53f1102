/** datasets/import: a folder of music becomes a dataset. What was read is kept as it comes, so that a crash costs little. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { type DatasetId, Dataset, Licence } from "#shared/contract/datasets.ts"
import { defineJob, type JobContext } from "../jobs/index.ts"
import type { Clock, Executor } from "../platform/index.ts"
import type { arrangeTask } from "./arrange-task-io.ts"
import type { DatasetStore } from "./dataset-store.ts"
import { findMusic, type FoundMusic } from "./find-music-io.ts"
import { readAll } from "./read-all-io.ts"
import type { readMusicTask } from "./read-task-io.ts"

export const DATASET_KIND = "datasets/import"

const Input = z.object({
  paths: z.array(z.string()).min(1),
  name: Dataset.shape.name,
  licence: Licence,
  restoresKeys: z.boolean().default(false),
})

interface Options {
  datasets: DatasetStore
  executor: Executor<{ readMusic: typeof readMusicTask; arrange: typeof arrangeTask }>
  clock: Clock
  /** What the library holds is another. */
  changed(): void
}

/** Share of the work that reading is. */
const READ_END = 0.9

export function createDatasetJob(options: Options) {
  const { datasets, clock, changed } = options
  return defineJob({
    kind: DATASET_KIND,
    priority: 25,
    input: Input,
    async run(context, { paths, name, licence, restoresKeys }) {
      // The job's id is the dataset's: if the process dies after the last step, the resumed job finds its work done.
      const id = context.jobId as string as DatasetId
      if (datasets.has(id)) return { datasetId: id }
      try {
        context.report({ stage: "looking", fraction: 0 })
        const found = await findMusic(paths, context.signal)
        datasets.begin({ id, name, licence, createdAt: clock.now() })
        await read({ ...options, restoresKeys }, context, id, found)
        await finish(options, context, id, found)
      } catch (error) {
        // Not where the engine closes: the next one goes on with what was read.
        if (!context.signal.aborted) datasets.remove(id)
        throw error
      }
      changed()
      return { datasetId: id }
    },
  })
}

function read(
  { datasets, executor, restoresKeys }: Options & { restoresKeys: boolean },
  { signal, report }: JobContext,
  id: DatasetId,
  { sources }: FoundMusic,
): Promise<void> {
  const done = datasets.filesOf(id)
  const left = sources.filter(({ path }) => !done.has(path))
  let read = sources.length - left.length
  return readAll(left, {
    ...{ executor, signal, restoresKeys },
    onRead: (files) => {
      datasets.add(id, files)
      read += files.length
      report({ stage: "reading", fraction: (read / sources.length) * READ_END })
    },
  })
}

async function finish(
  { datasets, executor }: Options,
  { signal, report }: JobContext,
  id: DatasetId,
  { told }: FoundMusic,
): Promise<void> {
  report({ stage: "comparing", fraction: READ_END })
  const facts = datasets.facts(id)
  if (facts.pieces.length === 0) fail("unreadable", nothingRead(datasets, id))
  const arranged = await executor.run("arrange", { ...facts, told }, { signal })
  signal.throwIfAborted()
  const paths = facts.pieces.map(({ path }) => path)
  datasets.finish(id, paths, arranged)
}

function nothingRead(datasets: DatasetStore, id: DatasetId): string {
  const files = datasets.unread(id)
  const [first] = files
  const which = files.length === 1 ? "The file" : `None of the ${files.length} files`
  return `${which} could ${files.length === 1 ? "not " : ""}be read. ${first?.path}: ${first?.reason}`
}
