/** Datasets in memory: none, until a test brings some. */
import {
  fail,
  type Dataset,
  type datasets,
  type Handlers,
} from "../../src-main/shared/contract/index.ts"

/** @param all newest first; names and licences are changed in place */
export function fakeDatasets(all: Dataset[] = []): Handlers<typeof datasets> {
  const listeners = new Set<(all: Dataset[]) => void>()
  const changed = (): void => listeners.forEach((tell) => tell([...all]))
  const get = (id: string): Dataset =>
    all.find((one) => one.id === id) ?? fail("not-found", "This dataset is not there")
  return {
    "datasets.list": () => [...all],
    "datasets.get": ({ datasetId }) => ({
      dataset: get(datasetId),
      files: [],
      statistics: {
        ...{ pitches: new Array<number>(128).fill(0), pitchClasses: new Array<number>(12).fill(0) },
        ...{ instruments: [], meters: [], tempoBpm: null, notesPerBeat: 0 },
      },
    }),
    "datasets.piece": () => ({ notes: [], tempos: [], meters: [] }),
    "datasets.change": ({ datasetId, name, licence }) => {
      Object.assign(get(datasetId), name && { name }, licence && { licence })
      changed()
    },
    "datasets.remove": ({ datasetId }) => {
      all.splice(all.indexOf(get(datasetId)), 1)
      changed()
    },
    "datasets.changes": (_input, { signal, progress }) => {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      listeners.add(progress)
      progress([...all])
      signal.addEventListener("abort", () => {
        listeners.delete(progress)
        resolve(undefined)
      })
      return promise
    },
  }
}
