/** Runs, models and music to learn from, in memory: for component tests and for looking at the Train view. */
import {
  fail,
  type Dataset,
  type datasets as datasetContract,
  type DatasetFile,
  type Estimate,
  type GenerateRequest,
  type Handlers,
  type HeardPiece,
  type Measurement,
  type Model,
  type Run,
  type training as trainingContract,
  TrainingConfig,
} from "../../src-main/shared/contract/index.ts"
import { seededRandom } from "../../src-main/shared/music/random.ts"

export interface TrainingState {
  runs: Run[]
  models: Model[]
  datasets: Dataset[]
  files: DatasetFile[]
  measurements: Map<string, Measurement[]>
  /** Tells the window that something changed. */
  changed(): void
  asked: GenerateRequest[]
}

type Served = Handlers<typeof datasetContract> & Handlers<typeof trainingContract>
type Given = Partial<Omit<TrainingState, "changed" | "asked">>

export function fakeTraining(given: Given = {}): { state: TrainingState; handlers: Served } {
  const listeners = new Set<() => void>()
  const state: TrainingState = {
    ...{ runs: [], models: [], datasets: [], files: [], measurements: new Map() },
    ...given,
    changed: () => listeners.forEach((tell) => tell()),
    asked: [],
  }
  const feed = (signal: AbortSignal, tell: () => void): Promise<void> => {
    listeners.add(tell)
    tell()
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => {
        listeners.delete(tell)
        resolve()
      })
    })
  }
  const runOf = (id: string): Run =>
    state.runs.find((run) => run.id === id) ?? fail("not-found", "No such run")
  const change = (id: string, by: Partial<Run>): void => {
    state.runs = state.runs.map((run) => (run.id === id ? { ...run, ...by } : run))
    state.changed()
  }
  return {
    state,
    handlers: {
      ...datasetHandlers(state, feed),
      ...modelHandlers(state, feed),
      "runs.estimate": ({ config }) => estimateOf(config),
      "runs.start": ({ config }) => {
        const run = aRun({ id: `run-${state.runs.length + 1}`, name: config.name, config })
        state.runs = [
          { ...run, state: "learning", step: 0, best: null, modelId: null },
          ...state.runs,
        ]
        state.changed()
        return run.id
      },
      "runs.list": () => state.runs,
      "runs.get": ({ runId }) => {
        const measurements = state.measurements.get(runId) ?? []
        const best = Math.min(...measurements.map(({ valid }) => valid))
        const checkpoints = measurements.map(({ step, seconds, valid }) => ({
          ...{ step, seconds, valid, isBest: valid === best },
        }))
        return { run: runOf(runId), measurements, checkpoints }
      },
      "runs.pause": ({ runId }) => change(runId, { state: "paused" }),
      "runs.resume": ({ runId }) => change(runId, { state: "learning" }),
      "runs.stop": ({ runId }) => {
        change(runId, { state: "stopped" })
        return runOf(runId).modelId
      },
      "runs.rename": ({ runId, name }) => change(runId, { name }),
      "runs.remove": ({ runId }) => {
        state.runs = state.runs.filter(({ id }) => id !== runId)
        state.changed()
      },
      "runs.changes": (_, { signal, progress }) => feed(signal, () => progress(state.runs)),
      "runs.measurements": ({ runId }, { signal, progress }) =>
        feed(signal, () => progress(state.measurements.get(runId) ?? [])),
    },
  }
}

type Feed = (signal: AbortSignal, tell: () => void) => Promise<void>

function datasetHandlers(state: TrainingState, feed: Feed): Handlers<typeof datasetContract> {
  const datasetOf = (id: string): Dataset =>
    state.datasets.find((each) => each.id === id) ?? fail("not-found", "No such music")
  return {
    "datasets.list": () => state.datasets,
    "datasets.get": ({ datasetId }) => ({
      dataset: datasetOf(datasetId),
      files: state.files,
      statistics: {
        ...{ pitches: Array<number>(128).fill(0), pitchClasses: Array<number>(12).fill(0) },
        ...{ instruments: [], meters: [], tempoBpm: null, notesPerBeat: 2 },
      },
    }),
    "datasets.piece": ({ path }) => aPiece(path.length, 16),
    "datasets.change": ({ datasetId, name, licence }) => {
      state.datasets = state.datasets.map((each) =>
        each.id === datasetId
          ? { ...each, name: name ?? each.name, licence: licence ?? each.licence }
          : each,
      )
      state.changed()
    },
    "datasets.remove": ({ datasetId }) => {
      state.datasets = state.datasets.filter(({ id }) => id !== datasetId)
      state.changed()
    },
    "datasets.changes": (_, { signal, progress }) => feed(signal, () => progress(state.datasets)),
  }
}

function modelHandlers(
  state: TrainingState,
  feed: Feed,
): Pick<
  Served,
  "models.list" | "models.rename" | "models.remove" | "models.changes" | "models.generate"
> {
  return {
    "models.list": () => state.models,
    "models.rename": ({ modelId, name }) => {
      state.models = state.models.map((each) => (each.id === modelId ? { ...each, name } : each))
      state.changed()
    },
    "models.remove": ({ modelId }) => {
      state.models = state.models.filter(({ id }) => id !== modelId)
      state.changed()
    },
    "models.changes": (_, { signal, progress }) => feed(signal, () => progress(state.models)),
    "models.generate": (request, { progress }) => {
      state.asked.push(request)
      const salt = "step" in request.source ? request.source.step : 0
      return Array.from({ length: request.count }, (_, index) => {
        const seed = request.seed + index
        const candidate = { index, seed, piece: aPiece(seed + salt, request.bars * 4) }
        progress({ fraction: (index + 1) / request.count, candidate })
        return candidate
      })
    },
  }
}

const estimateOf = ({ layers, width, steps }: TrainingConfig): Estimate => {
  const secondsAStep = (layers * width) / 8000
  const parameters = layers * width * width * 12
  return {
    ...{ parameters, secondsAStep, seconds: steps * secondsAStep, megabytes: 120 },
    executor: "processor, 2 threads",
  }
}

/** A melody over held chords, the same for the same seed. */
export function aPiece(seed: number, beats: number): HeardPiece {
  const random = seededRandom(seed)
  const scale = [57, 59, 60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79]
  const notes: HeardPiece["notes"] = []
  let at = 5
  for (let beat = 0; beat < beats; beat += random() < 0.6 ? 0.5 : 1) {
    at = Math.min(scale.length - 1, Math.max(0, at + Math.round((random() - 0.5) * 5)))
    notes.push({
      ...{ startBeats: beat, lengthBeats: 0.5, pitch: scale[at]!, velocity: 80, program: 0 },
    })
    if (Number.isInteger(beat) && beat % 4 === 0)
      for (const pitch of [45, 52, 57])
        notes.push({ startBeats: beat, lengthBeats: 3.8, pitch, velocity: 60, program: 0 })
  }
  return {
    notes,
    tempos: [{ startBeats: 0, bpm: 100 }],
    meters: [{ startBeats: 0, numerator: 4, denominator: 4 }],
  }
}

export function aDataset(given: Partial<Dataset> = {}): Dataset {
  return {
    ...{ id: "nocturnes" as Dataset["id"], name: "Your nocturnes", hash: "f00", kind: "piano" },
    licence: { name: "my own music", use: "private", notice: "" },
    files: { read: 86, unreadable: 3, copies: 1, nearCopies: 3 },
    works: { train: 70, valid: 8, test: 8 },
    ...{ notes: 120_000, seconds: 21_400, createdAt: 1_700_000_000_000 },
    ...given,
  }
}

export function aRun(given: Partial<Omit<Run, "id">> & { id?: string } = {}): Run {
  return {
    ...{ name: "Your nocturnes, run 12", state: "learning" },
    config: TrainingConfig.parse({
      name: "Your nocturnes, run 12",
      datasets: ["nocturnes"],
      ...{ goal: "continue", language: "notes", steps: 14_000, measureEvery: 600 },
    }),
    ...{ datasetNames: ["Your nocturnes"], step: 8640, stepsPerSecond: 8, secondsLeft: 670 },
    ...{ parameters: 910_000, unit: "note" },
    best: { step: 8400, seconds: 1050, train: 2.2, valid: 2.31 },
    baselines: [
      { name: "Repeat last bar", valid: 3.58 },
      { name: "Note frequencies", valid: 3.12 },
      { name: "5-gram", valid: 2.72 },
    ],
    ...{ executor: "processor, 2 threads", error: null, modelId: "m12", createdAt: 2 },
    finishedAt: null,
    ...given,
    id: given.id ?? "run-12",
  } as Run
}

/** Falls quickly, then slowly. */
export const aCurve = (count = 15, every = 600, end = 2.3): Measurement[] =>
  Array.from({ length: count }, (_, i) => {
    const step = i * every
    const valid = Number((end + 3.2 * Math.exp(-Math.pow(step / 700, 0.62))).toFixed(3))
    return { step, seconds: step / 8, train: i === 0 ? null : valid - 0.06, valid }
  })

export function aModel(given: Partial<Omit<Model, "id">> & { id?: string } = {}): Model {
  const licence = { name: "my own music", use: "private" as const, notice: "" }
  return {
    ...{ name: "Your nocturnes, run 12", isStarter: false, bytes: 3_600_000, createdAt: 2 },
    card: {
      summary: "Piano music, note by note, learnt from 86 pieces",
      learntFrom: [{ name: "Your nocturnes", hash: "f00", works: 86, licence }],
      ...{ licence, lineage: [], language: "notes", vocabulary: "abc123", parameters: 910_000 },
      unit: "note",
      results: [
        {
          ...{ split: "test", nll: 2.34, changed: null, low: 2.28, high: 2.4 },
          baselines: [
            { name: "5-gram", nll: 2.74 },
            { name: "Note frequencies", nll: 3.12 },
          ],
        },
      ],
      measures: [
        { name: "Notes per beat", real: 2.9, generated: 3.1, overlap: 0.88, ceiling: 0.94 },
        { name: "Pitch range", real: 52, generated: 49, overlap: 0.84, ceiling: 0.92 },
        { name: "Notes in key", real: 0.88, generated: 0.84, overlap: 0.81, ceiling: 0.95 },
      ],
      copies: {
        verdict: "passed",
        lengths: [0, 3, 9, 22, 30, 19, 9, 4, 2, 1],
        heldOut: { p95: 7, longest: 11 },
        generated: { p95: 6, longest: 9 },
      },
      trained: { steps: 8400, seconds: 1050, executor: "processor, 2 threads" },
      command: "slipmat train --preset minutes30 --data nocturnes --seed 1",
    },
    ...given,
    id: given.id ?? "m12",
  } as Model
}
