/** What a training process is told and what it tells. */
import type { WireError } from "#shared/contract/errors.ts"
import type { ExecutorName } from "../../compute/index.ts"
import type { RunEvent } from "../loop/run.ts"

export interface LearnOrder {
  kind: "learn"
  folder: string
  executor: ExecutorName
  threads: number | undefined
}

export type TrainingCall = LearnOrder | { kind: "pause" }

export type TrainingReply =
  RunEvent | { kind: "ended"; why: "finished" | "paused" } | { kind: "failed"; error: WireError }
