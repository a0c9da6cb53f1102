/**
 * The window's line to a process that may die and come back. Callers hold one client for ever; the line behind it is
 * exchanged when a new port arrives. Calls made while there is none wait for the next one; calls under way when the
 * process dies are rejected with `engine-lost`; feeds are taken up again by themselves.
 */
import {
  connect,
  StudioError,
  toStudioError,
  type CallOptions,
  type Client,
  type Contract,
  type Port,
} from "#shared/contract/index.ts"
import type { z } from "zod"

export type LineState = "connecting" | "ready" | "lost"

type AnyCall = (input: unknown, options?: CallOptions<unknown>) => Promise<unknown>

export class Connection<C extends Contract> {
  state = $state<LineState>("connecting")
  /** How often the process was lost and came back. */
  restarts = $state(0)
  readonly client: Client<C>

  #contract: C
  #live: Client<C> | undefined
  #waiting: ((client: Client<C>) => void)[] = []

  constructor(contract: C) {
    this.#contract = contract
    const names = Object.keys(contract)
    this.client = Object.fromEntries(names.map((name) => [name, this.#call(name)])) as Client<C>
  }

  /** Takes a new port into use, in place of the one before. */
  attach(port: Port): void {
    const closers: (() => void)[] = []
    const live = connect(this.#contract, {
      post: (message) => port.post(message),
      listen: (receive) => port.listen(receive),
      onClose: (closed) => void closers.push(closed),
      close: () => port.close(),
    })
    if (this.state === "lost") this.restarts += 1
    this.#live = live
    this.state = "ready"
    port.onClose(() => {
      if (this.#live === live) {
        this.#live = undefined
        this.state = "lost"
      }
      for (const closed of closers) closed()
    })
    for (const resume of this.#waiting.splice(0)) resume(live)
  }

  /** Follows a feed, over restarts, until the returned function is called. */
  follow<K extends keyof C & string>(
    name: K,
    input: z.input<C[K]["input"]>,
    onEvent: (event: z.output<C[K]["progress"]>) => void,
    onError: (error: StudioError) => void = () => {},
  ): () => void {
    const controller = new AbortController()
    const { signal } = controller
    const call = this.client[name] as unknown as AnyCall
    const run = async (): Promise<void> => {
      while (!signal.aborted) {
        try {
          const options = { signal, onProgress: onEvent as (update: unknown) => void }
          await call(input, options)
          return
        } catch (error) {
          const failure = toStudioError(error)
          if (failure.code === "engine-lost") continue
          if (failure.code !== "cancelled") onError(failure)
          return
        }
      }
    }
    void run()
    return () => controller.abort()
  }

  #call(name: string): AnyCall {
    return async (input, options = {}) => {
      const live = this.#live ?? (await this.#next(options.signal))
      return (live[name] as unknown as AnyCall)(input, options)
    }
  }

  #next(signal: AbortSignal | undefined): Promise<Client<C>> {
    const { promise, resolve, reject } = Promise.withResolvers<Client<C>>()
    const give = (): void => {
      this.#waiting = this.#waiting.filter((waiting) => waiting !== resolve)
      reject(new StudioError("cancelled", "Cancelled"))
    }
    if (signal?.aborted) give()
    else {
      this.#waiting.push(resolve)
      signal?.addEventListener("abort", give, { once: true })
    }
    return promise.finally(() => signal?.removeEventListener("abort", give))
  }
}
