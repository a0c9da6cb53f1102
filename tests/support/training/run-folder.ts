/** A run's folder, as a training process finds it. */
import { fork } from "node:child_process"
import { once } from "node:events"
import { writeMaterial } from "#engine/training/files/material-io.ts"
import { createRunKeeper } from "#engine/training/files/run-files-io.ts"
import type { LearnOrder, TrainingReply } from "#engine/training/index.ts"
import { temporaryFolder } from "../temporary-folder.ts"
import { aMaterial } from "./tiny.ts"

export function aRunFolder(settings: Parameters<typeof aMaterial>[0], folder = temporaryFolder()) {
  writeMaterial(folder, { ...aMaterial(settings), genres: [] })
  return folder
}

const ENTRY = new URL("../../../src-main/engine/entry-training.ts", import.meta.url)

interface Kill {
  /** Words (steps and measurements) that it may say before; the first if left out. */
  words?: number
  afterMs: number
  signal?: NodeJS.Signals
}

/**
 * Learns in a process of its own.
 * @param kill so long after so many words
 * @returns whether it came to its end
 */
export async function learnInChild(folder: string, kill?: Kill): Promise<boolean> {
  const child = fork(ENTRY, {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  })
  let hasEnded = false
  let timer: NodeJS.Timeout | undefined
  let words = 0
  child.on("message", (reply: TrainingReply) => {
    hasEnded ||= reply.kind === "ended"
    if (kill && ++words >= (kill.words ?? 1))
      timer ??= setTimeout(() => child.kill(kill.signal ?? "SIGKILL"), kill.afterMs)
  })
  child.send({ kind: "learn", folder, executor: "onnx-cpu", threads: 1 } satisfies LearnOrder)
  await once(child, "exit")
  clearTimeout(timer)
  return hasEnded
}

/** The last held-out loss and all numbers of the state, as bits. */
export function endOf(folder: string): { step: number; valid: string; state: string } {
  const { state, progress } = createRunKeeper(folder).load()!
  const bits = (numbers: Uint8Array): string => Buffer.from(numbers).toString("hex")
  const { step, valid } = progress.measurements.at(-1)!
  const all = Object.values(state).map(({ data }) =>
    bits(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  )
  return { step, valid: bits(new Uint8Array(Float64Array.of(valid).buffer)), state: all.join(" ") }
}
