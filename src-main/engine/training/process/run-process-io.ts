/** A run in a process of its own: a step blocks its process for as long as it takes, and a driver may end it. */
import { fork } from "node:child_process"
import { fromWire, StudioError } from "#shared/contract/errors.ts"
import type { RunEvent } from "../loop/run.ts"
import type { LearnOrder, TrainingCall, TrainingReply } from "./wire.ts"

interface ProcessOptions {
  /** Aborted, the run is kept and the process ends. */
  pause: AbortSignal
  onEvent: (event: RunEvent) => void
  /** So long it may be silent: a large model's first step on a card takes minutes. */
  silenceMs?: number
  /** The process to start; the engine's own unless a test has another. */
  entry?: URL
}

const SILENCE_MS = 600_000

/** @throws StudioError what the run failed with; engine-lost where its process died or hung */
export function learnInProcess(
  order: Omit<LearnOrder, "kind">,
  { pause, onEvent, silenceMs = SILENCE_MS, entry = trainingEntry() }: ProcessOptions,
): Promise<"finished" | "paused"> {
  const { promise, resolve, reject } = Promise.withResolvers<"finished" | "paused">()
  const child = fork(entry, {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  })
  const say = (call: TrainingCall): void => {
    if (child.connected) child.send(call)
  }
  let lastWords = ""
  const hung = (): void => {
    reject(
      new StudioError("engine-lost", `The training process was silent for ${silenceMs / 1000} s`),
    )
    child.kill("SIGKILL")
  }
  let silence = setTimeout(hung, silenceMs)
  const onPause = (): void => say({ kind: "pause" })
  child.stderr?.on(
    "data",
    (text: Buffer) => (lastWords = `${lastWords}${String(text)}`.slice(-500)),
  )
  child.on("message", (reply: TrainingReply) => {
    clearTimeout(silence)
    silence = setTimeout(hung, silenceMs)
    if (reply.kind === "ended") resolve(reply.why)
    else if (reply.kind === "failed") reject(fromWire(reply.error))
    else onEvent(reply)
  })
  child.on("error", ({ message }) =>
    reject(new StudioError("engine-lost", `The training process could not be started: ${message}`)),
  )
  child.on("exit", (code, signal) => {
    clearTimeout(silence)
    pause.removeEventListener("abort", onPause)
    // After an answer this says nothing any more.
    reject(
      new StudioError(
        "engine-lost",
        `The training process ended (${signal ?? code ?? "?"}) ${lastWords}`.trim(),
      ),
    )
  })
  pause.addEventListener("abort", onPause)
  say({ kind: "learn", ...order })
  if (pause.aborted) onPause()
  return promise
}

/** As source under Node, as a bundle beside the engine in the app. */
function trainingEntry(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../../entry-training.ts", import.meta.url)
    : new URL("./training.js", import.meta.url)
}
