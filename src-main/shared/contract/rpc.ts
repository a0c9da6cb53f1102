/**
 * Typed remote procedures over any message port. A procedure is declared once, as data; the declaration types the
 * handler, the client and the validation. Frames are plain structured-cloneable objects:
 *   client -> server  { id, name, input } | { id, cancel: true }
 *   server -> client  { id, progress } | { id, result } | { id, error }
 * A feed is a procedure that lasts until it is cancelled and speaks through `progress`.
 */
import { z } from "zod"
import { fail, fromWire, StudioError, toWire, type WireError } from "./errors.ts"

export interface Procedure<I = z.ZodType, O = z.ZodType, P = z.ZodType> {
  input: I
  output: O
  progress: P
}
// The parameters are schema types; `any` here only says "any schema", values are typed at the uses below.
export type Contract = Record<string, Procedure>

/** One end of a channel. `onClose` fires once when the other end is gone. */
export interface Port {
  post(message: unknown): void
  listen(receive: (message: unknown) => void): void
  onClose(closed: () => void): void
  close(): void
}

export interface Context<P> {
  signal: AbortSignal
  progress(update: P): void
}
export interface CallOptions<P> {
  signal?: AbortSignal
  onProgress?(update: P): void
}

type Handler<S extends Procedure> = (
  input: z.output<S["input"]>,
  context: Context<z.output<S["progress"]>>,
) => Promise<z.output<S["output"]>> | z.output<S["output"]>
export type Handlers<C extends Contract> = { [K in keyof C]: Handler<C[K]> }
export type Client<C extends Contract> = {
  [K in keyof C]: (
    input: z.input<C[K]["input"]>,
    options?: CallOptions<z.output<C[K]["progress"]>>,
  ) => Promise<z.output<C[K]["output"]>>
}

export function procedure<
  I extends z.ZodType,
  O extends z.ZodType,
  P extends z.ZodType = z.ZodNever,
>(spec: { input: I; output: O; progress?: P }): Procedure<I, O, P> {
  return { ...spec, progress: (spec.progress ?? z.never()) as P }
}

/** A subscription: `progress` carries the events, the call ends when the caller aborts it. */
export function feed<I extends z.ZodType, P extends z.ZodType>(spec: {
  input: I
  event: P
}): Procedure<I, z.ZodVoid, P> {
  return { input: spec.input, output: z.void(), progress: spec.event }
}

interface Request {
  id: number
  name?: string
  input?: unknown
  cancel?: true
}
interface Reply {
  id: number
  result?: unknown
  progress?: unknown
  error?: WireError
}

/** Progress is coalesced to this rate, the last value wins: 30 Hz is what an eye can use. */
const PROGRESS_INTERVAL_MS = 33

export interface ServeOptions {
  /** Called with every unexpected error, so that bugs are loud where they happen. */
  onBug?(error: unknown, name: string): void
  /** Parse results too: on in development and tests. */
  checkOutput?: boolean
}

/** Answers the calls arriving on `port`. Returns a function that stops serving and cancels what runs. */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  port: Port,
  options: ServeOptions = {},
): () => void {
  const running = new Map<number, AbortController>()
  const stop = (): void => {
    for (const controller of running.values()) controller.abort()
    running.clear()
  }
  const answer = async ({ id, name = "", input }: Request): Promise<void> => {
    const controller = new AbortController()
    running.set(id, controller)
    const updates = coalesce((progress) => port.post({ id, progress }))
    const finish = (reply: Omit<Reply, "id">): void => {
      updates.flush()
      if (running.delete(id)) port.post({ id, ...reply })
    }
    try {
      const spec = Object.hasOwn(contract, name) ? contract[name] : undefined
      if (!spec) fail("unknown-procedure", `No procedure is called ${name}`)
      const context = { signal: controller.signal, progress: updates.push }
      const result = await handlers[name]!(spec.input.parse(input) as never, context)
      finish({ result: options.checkOutput ? spec.output.parse(result) : result })
    } catch (error) {
      const wire = toWire(error)
      if (wire.code === "internal") options.onBug?.(error, name)
      finish({ error: wire })
    }
  }
  port.listen((message) => {
    const request = message as Request
    if (request.cancel) running.get(request.id)?.abort()
    else void answer(request)
  })
  port.onClose(stop)
  return stop
}

function coalesce(send: (update: unknown) => void): {
  push: (update: unknown) => void
  flush: () => void
} {
  let waiting: { update: unknown } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting) send(waiting.update)
    waiting = undefined
  }
  const push = (update: unknown): void => {
    if (timer) {
      waiting = { update }
      return
    }
    send(update)
    timer = setTimeout(flush, PROGRESS_INTERVAL_MS)
  }
  return { push, flush }
}

/** Calls the other end of `port`. When the port closes every pending call is rejected with `engine-lost`. */
export function connect<C extends Contract>(contract: C, port: Port): Client<C> {
  interface Call {
    resolve(value: unknown): void
    reject(error: StudioError): void
    onProgress?: ((update: unknown) => void) | undefined
  }
  const calls = new Map<number, Call>()
  let isClosed = false
  let lastId = 0
  port.listen((message) => {
    const { id, result, progress, error } = message as Reply
    const call = calls.get(id)
    if (progress !== undefined) return call?.onProgress?.(progress)
    calls.delete(id)
    if (error) call?.reject(fromWire(error))
    else call?.resolve(result)
  })
  port.onClose(() => {
    isClosed = true
    for (const call of calls.values()) call.reject(lost())
    calls.clear()
  })
  const invoke =
    (name: string) =>
    async (input: unknown, options: CallOptions<unknown> = {}): Promise<unknown> => {
      if (options.signal?.aborted) throw new StudioError("cancelled", "Cancelled")
      if (isClosed) throw lost()
      const id = ++lastId
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const cancel = (): void => port.post({ id, cancel: true })
      calls.set(id, { resolve, reject, onProgress: options.onProgress })
      options.signal?.addEventListener("abort", cancel, { once: true })
      port.post({ id, name, input })
      try {
        return await promise
      } finally {
        options.signal?.removeEventListener("abort", cancel)
      }
    }
  return Object.fromEntries(Object.keys(contract).map((name) => [name, invoke(name)])) as Client<C>
}

const lost = (): StudioError => new StudioError("engine-lost", "The engine stopped")
