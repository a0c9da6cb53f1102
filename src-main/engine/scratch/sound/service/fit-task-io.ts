/** Fits a rig on a worker thread; what learns by the compute core does so in a process of its own. */
import { setImmediate } from "node:timers/promises"
import { gestureOfNumbers } from "#shared/gesture/index.ts"
import { createProcessExecutor } from "../../../compute/index.ts"
import type { TaskContext } from "../../../platform/index.ts"
import { fitRig, type FitSteps, type RigFitProgress, type RigFitState } from "../fit/fit-rig.ts"
import type { HeardTake } from "../fit/heard-take.ts"
import { hearTake } from "../fit/hear-take.ts"
import { rigText } from "../rig/rig.ts"
import { readMono, readRecord } from "./mono-io.ts"

export interface TakeFile {
  title: string
  takeKey: string
  recordKey: string
  /** `numbersOfGesture` */
  numbers: Float64Array
  recordingTitle: string
  recordingPath: string
  /** null: the studio's own sample. */
  recordPath: string | null
}

export interface ScratchFitInput {
  name: string
  createdAt: number
  seed: number
  takes: readonly TakeFile[]
  from: RigFitState | null
  steps?: FitSteps
}

export type ScratchFitProgress = Omit<RigFitProgress, "stage"> & {
  stage: RigFitProgress["stage"] | "listening"
}

/** Shares of the work: what is found in recordings, and what is learnt. */
const LISTENED = 0.1
/** States are large: a few a minute will do. */
const STEPS_A_STATE = 10

/** @returns the text of the rig's file. @throws StudioError invalid-input where a take cannot be learnt from, cancelled */
export async function scratchFitTask(
  { takes, from, ...order }: ScratchFitInput,
  { signal, onProgress }: TaskContext<ScratchFitProgress>,
): Promise<string> {
  const heard: HeardTake[] = []
  for (const [i, take] of takes.entries()) {
    onProgress({ stage: "listening", fraction: (LISTENED * i) / takes.length, state: null })
    heard.push(await hear(take, signal))
    await setImmediate()
    signal.throwIfAborted()
  }
  const executor = createProcessExecutor("onnx-cpu")
  try {
    const fit = fitRig({ ...order, takes: heard }, { executor, from })
    for (let told = 1, next = await fit.next(); ; told++, next = await fit.next()) {
      if (next.done) return rigText(next.value)
      const { stage, fraction, state } = next.value
      const isKept = stage === "learning the rest" || told % STEPS_A_STATE === 0
      onProgress({
        ...{ stage, fraction: LISTENED + (1 - LISTENED) * fraction },
        state: isKept ? state : null,
      })
      await setImmediate()
      signal.throwIfAborted()
    }
  } finally {
    await executor.close()
  }
}

async function hear(
  { numbers, recordingPath, recordPath, ...names }: TakeFile,
  signal: AbortSignal,
): Promise<HeardTake> {
  return hearTake({
    ...{ ...names, gesture: gestureOfNumbers(numbers) },
    record: await readRecord(recordPath, signal),
    recording: await readMono(recordingPath, signal),
  })
}
