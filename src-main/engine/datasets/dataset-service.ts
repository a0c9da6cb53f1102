/** Answers datasets.*, and what the shell and the command line ask with paths. */
import type { datasets as contract, Dataset, files, Handlers } from "#shared/contract/index.ts"
import type { DatasetId } from "#shared/contract/datasets.ts"
import type { Scheduler } from "../jobs/index.ts"
import type { LibraryEvents } from "../library/index.ts"
import { DATASET_KIND } from "./dataset-job.ts"
import type { DatasetStore } from "./dataset-store.ts"
import { findMusic } from "./find-music-io.ts"
import { heardPiece } from "./pieces/heard.ts"
import { decodePiece } from "./pieces/piece-code.ts"

interface Options {
  datasets: DatasetStore
  events: LibraryEvents
  scheduler: Scheduler
}

type Served = Handlers<typeof contract> &
  Pick<Handlers<typeof files>, "files.importDataset" | "files.lookAtDataset">

export function datasetHandlers({ datasets, events, scheduler }: Options): Served {
  return {
    "datasets.list": () => datasets.list(),
    "datasets.get": ({ datasetId, most }) => ({
      dataset: datasets.get(datasetId),
      files: datasets.files(datasetId, most),
      statistics: datasets.statistics(datasetId),
    }),
    "datasets.piece": ({ datasetId, path }) =>
      heardPiece(decodePiece(datasets.code(datasetId, path))),
    "datasets.change": ({ datasetId, name, licence }) => {
      datasets.change(datasetId, { ...(name && { name }), ...(licence && { licence }) })
      events.changed()
    },
    "datasets.remove": ({ datasetId }) => {
      datasets.remove(datasets.get(datasetId).id)
      events.changed()
    },
    "datasets.changes": (_input, { signal, progress }) =>
      following(datasets, events, { signal, progress }),
    "files.lookAtDataset": async ({ paths }, { signal }) => {
      const { name, sources, notice } = await findMusic(paths, signal)
      return { name, files: sources.length, notice }
    },
    "files.importDataset": async ({ paths, name, licence, restoresKeys }, { signal }) => {
      const found = await findMusic(paths, signal)
      const input = { paths, name: name ?? found.name, licence, restoresKeys }
      const jobId = scheduler.add({ kind: DATASET_KIND, title: input.name, input })
      return { jobId, datasetId: jobId as string as DatasetId }
    },
  }
}

/** All of them now and at each change, until nobody listens any more. */
function following(
  datasets: DatasetStore,
  events: LibraryEvents,
  { signal, progress }: { signal: AbortSignal; progress(all: Dataset[]): void },
): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  let sent = ""
  const send = (): void => {
    const all = datasets.list()
    const text = JSON.stringify(all)
    if (text !== sent) progress(all)
    sent = text
  }
  const unsubscribe = events.subscribe(send)
  send()
  signal.addEventListener("abort", () => {
    unsubscribe()
    resolve(undefined)
  })
  return promise
}
