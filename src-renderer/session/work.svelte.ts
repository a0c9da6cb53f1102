/** What takes a while and was asked for in this window: how far it is, and a way to stop it. Jobs of the engine are beside it. */
export interface Task {
  readonly title: string
  /** 0 to 1; null until it has begun: before that a dialog may be open. */
  readonly fraction: number | null
  readonly isStopping: boolean
  stop(): void
}

/** What a call to the engine or the desktop takes. */
interface Call {
  readonly signal: AbortSignal
  onProgress(told: { fraction: number }): void
}

class RunningTask implements Task {
  readonly title: string
  fraction = $state<number | null>(null)
  isStopping = $state(false)
  readonly #controller = new AbortController()
  readonly call: Call

  constructor(title: string) {
    this.title = title
    this.call = {
      signal: this.#controller.signal,
      // It never goes back.
      onProgress: ({ fraction }) => (this.fraction = Math.max(this.fraction ?? 0, fraction)),
    }
  }

  stop(): void {
    this.isStopping = true
    this.#controller.abort()
  }
}

export class Work {
  #tasks = $state.raw<readonly RunningTask[]>([])

  /** Those that have begun, the oldest first. */
  get tasks(): readonly Task[] {
    return this.#tasks.filter(({ fraction }) => fraction !== null)
  }

  begin(title: string): { call: Call; end(): void } {
    const task = new RunningTask(title)
    this.#tasks = [...this.#tasks, task]
    const end = (): void => void (this.#tasks = this.#tasks.filter((each) => each !== task))
    return { call: task.call, end }
  }
}
