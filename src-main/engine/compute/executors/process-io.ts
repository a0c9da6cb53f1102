/**
 * Executors in a process of their own: what computes blocks its process for as long as a step takes, and a graphics
 * driver may end it. One that ends or hangs fails its calls with a reason; the next session starts a new one.
 */
import { type ChildProcess, fork } from "node:child_process"
import { fromWire, StudioError } from "#shared/contract/errors.ts"
import type { ComputeSession, Executor, ExecutorName } from "./executor.ts"
import type { ComputeCall, ComputeReply, ComputeRequest } from "./wire.ts"

interface ProcessOptions {
  /** So long one call may take; a process that takes longer is ended. */
  timeoutMs?: number
  /** The process to start; the engine's own unless a test has another. */
  entry?: URL
}

/** The first run of a large model on a graphics card compiles its programs, which takes minutes at worst. */
const PATIENCE_MS = 300_000

interface Pending {
  resolve(result: unknown): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

export function createProcessExecutor(
  name: ExecutorName,
  { timeoutMs = PATIENCE_MS, entry = computeEntry() }: ProcessOptions = {},
): Executor {
  let current: ComputeProcess | undefined
  const processNow = (): ComputeProcess => {
    if (!current || current.hasEnded()) current = startProcess(entry, timeoutMs)
    return current
  }
  return {
    name,
    async open(spec) {
      const running = processNow()
      const session = (await running.call({ kind: "open", executor: name, spec })) as number
      return sessionOf(running, session)
    },
    async close() {
      await current?.end()
      current = undefined
    },
  }
}

function sessionOf(running: ComputeProcess, session: number): ComputeSession {
  const call = <T>(request: ComputeRequest): Promise<T> => running.call(request) as Promise<T>
  return {
    run: (model, inputs) => call({ kind: "run", session, model, inputs }),
    read: (names) => call({ kind: "read", session, names }),
    write: (state) => call({ kind: "write", session, state }),
    async close() {
      if (!running.hasEnded()) await call({ kind: "close", session })
    },
  }
}

interface ComputeProcess {
  call(request: ComputeRequest): Promise<unknown>
  hasEnded(): boolean
  end(): Promise<void>
}

function startProcess(entry: URL, timeoutMs: number): ComputeProcess {
  const child = fork(entry, {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  })
  const pending = new Map<number, Pending>()
  let lastId = 0
  let lastWords = ""
  const settle = (id: number): Pending | undefined => {
    const call = pending.get(id)
    clearTimeout(call?.timer)
    pending.delete(id)
    if (pending.size === 0) rest(child)
    return call
  }
  const failAll = (message: string): void => {
    for (const id of [...pending.keys()])
      settle(id)?.reject(new StudioError("engine-lost", message))
  }
  child.stderr?.on(
    "data",
    (text: Buffer) => (lastWords = `${lastWords}${String(text)}`.slice(-500)),
  )
  child.on("message", (reply: ComputeReply) => {
    const call = settle(reply.id)
    return "error" in reply ? call?.reject(fromWire(reply.error)) : call?.resolve(reply.result)
  })
  child.on("error", ({ message }) =>
    failAll(`The compute process could not be reached: ${message}`),
  )
  child.on("exit", (code, signal) =>
    failAll(`The compute process ended (${signal ?? code ?? "?"}) ${lastWords}`.trim()),
  )
  rest(child)
  return {
    call(request) {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      if (hasEnded(child))
        return Promise.reject(new StudioError("engine-lost", "The compute process has ended"))
      const id = ++lastId
      const timer = setTimeout(() => {
        settle(id)?.reject(
          new StudioError(
            "engine-lost",
            `The compute process did not answer for ${timeoutMs / 1000} s`,
          ),
        )
        child.kill("SIGKILL")
      }, timeoutMs)
      pending.set(id, { resolve, reject, timer })
      child.ref()
      child.channel?.ref()
      child.send({ id, request } satisfies ComputeCall)
      return promise
    },
    hasEnded: () => hasEnded(child),
    async end() {
      if (hasEnded(child)) return
      const ended = new Promise((resolve) => child.once("exit", resolve))
      child.ref()
      child.kill("SIGKILL")
      await ended
    },
  }
}

/** One that nobody waits for holds up nobody's end. */
function rest(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
  // A pipe is a socket, which its type does not say.
  ;(child.stderr as unknown as { unref(): void } | null)?.unref()
}

const hasEnded = ({ exitCode, signalCode, connected }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null || !connected

/** As source under Node, as a bundle beside the engine in the app. */
function computeEntry(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../../entry-compute.ts", import.meta.url)
    : new URL("./compute.js", import.meta.url)
}
