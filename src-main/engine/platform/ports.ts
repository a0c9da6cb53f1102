/** What the engine needs from the machine it runs on. Everything else it computes itself. */

export interface Clock {
  /** Unix milliseconds. */
  now(): number
}

export interface Log {
  info(message: string, details?: object): void
  warn(message: string, details?: object): void
  error(message: string, details?: object): void
}

export interface TaskContext<P> {
  signal: AbortSignal
  onProgress(progress: P): void
}

/** A heavy computation that may run on another thread: input, output and progress are structured-cloneable. */
export type Task<I, O, P> = (input: I, context: TaskContext<P>) => Promise<O>

type Input<T> = T extends (input: infer I, ...rest: never) => unknown ? I : never
type Output<T> = T extends (...all: never) => Promise<infer O> ? O : never
type Progress<T> = T extends (input: never, context: TaskContext<infer P>) => unknown ? P : never

export interface RunOptions<P> {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: P) => void) | undefined
}

/** Runs the tasks of a registry away from the control thread. Rejects with `cancelled` once the signal aborts. */
export interface Executor<Tasks> {
  run<N extends keyof Tasks>(
    name: N,
    input: Input<Tasks[N]>,
    options?: RunOptions<Progress<Tasks[N]>>,
  ): Promise<Output<Tasks[N]>>
  close(): Promise<void>
}

export interface Platform<Tasks> {
  clock: Clock
  log: Log
  executor: Executor<Tasks>
  /** A new unique id. */
  newId(): string
  /** Folder of library.sqlite, media/ and cache/. */
  libraryDirectory: string
}
