/** The Train view in the whole window, over runs and models in memory. */
import type { Measurement } from "../../../src-main/shared/contract/index.ts"
import type { FakeOptions } from "../../support/fake-engine.ts"
import {
  aCurve,
  aDataset,
  aModel,
  aRun,
  fakeTraining,
  type TrainingState,
} from "../../support/fake-training.ts"
import { openStudio, type OpenStudio } from "../support/open-studio.ts"

export interface OpenTrain extends OpenStudio {
  training: TrainingState
}

type Given = Parameters<typeof fakeTraining>[0]

export async function openTrain(given?: Given, options: FakeOptions = {}): Promise<OpenTrain> {
  const { state, handlers } = fakeTraining(given ?? someRuns())
  const overrides = { ...handlers, ...options.overrides }
  const studio = await openStudio({ ...options, overrides })
  studio.studio.navigation.go("train")
  return { ...studio, training: state }
}

/** One run that learns, one that is done, starters. */
export function someRuns(): NonNullable<Given> {
  const measurements = new Map<string, Measurement[]>([
    ["run-12", aCurve()],
    ["run-11", aCurve(24, 600, 2.38)],
  ])
  const eleven = "Your nocturnes, run 11"
  return {
    measurements,
    runs: [
      aRun(),
      aRun({
        ...{ id: "run-11", name: eleven, state: "finished", step: 13_800, modelId: "m11" as never },
        best: { step: 13_200, seconds: 1650, train: 2.3, valid: 2.38 },
        createdAt: 1,
      }),
      aRun({
        id: "run-drums",
        name: "Harbour drums",
        state: "waiting",
        step: 0,
        best: null,
        modelId: null,
        baselines: [],
        createdAt: 0,
      }),
      aRun({
        id: "run-small",
        name: "Nocturnes, small",
        state: "stopped",
        step: 5600,
        modelId: null,
        createdAt: 0,
      }),
    ],
    models: [
      aModel(),
      aModel({ id: "m11", name: eleven }),
      aModel({ id: "chopin", name: "Chopin", isStarter: true }),
      aModel({ id: "chorales", name: "Chorales", isStarter: true }),
    ],
    datasets: [aDataset()],
    files: [
      ...Array.from({ length: 9 }, (_, i) => ({
        ...{ path: `nocturne ${i + 1}.mid`, state: "read" as const, reason: "" },
        ...{ work: `nocturne ${i + 1}`, notes: 1200 + i * 31, bars: 64 + i },
        split: i === 7 ? ("valid" as const) : i === 8 ? ("test" as const) : ("train" as const),
      })),
      {
        ...{ path: "broken.mid", state: "unreadable" as const, work: "", split: null },
        ...{ reason: "This is no MIDI file: it ends in the middle of a track", notes: 0, bars: 0 },
      },
    ],
  }
}
