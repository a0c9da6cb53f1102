/** Reads any number of files, several at a time, and comes to an end whatever is in them. */
import type { Executor } from "../platform/index.ts"
import type { Source } from "./find-music-io.ts"
import { readMusicTask, type ReadFile } from "./read-task-io.ts"

/** Files a task: few enough that progress is seen and little is read again after a crash. */
const BATCH_FILES = 16
/** Of an archive, which is opened anew for each task. */
const BATCH_ENTRIES = 128
const BATCH_BYTES = 4e6
const AT_ONCE = 4
/** A file that takes longer is given up. */
const MOST_MS = 30_000

export type ReadExecutor = Pick<Executor<{ readMusic: typeof readMusicTask }>, "run">

interface Options {
  /** Without one, files are read on this thread, which nothing can interrupt. */
  executor?: ReadExecutor | undefined
  signal: AbortSignal
  restoresKeys?: boolean | undefined
  onRead(files: ReadFile[]): void
}

/** When it is over nothing is read any more, also where it failed. @throws StudioError cancelled, what `onRead` throws */
export async function readAll(sources: readonly Source[], options: Options): Promise<void> {
  const batches = batchesOf(sources)
  const work = async (): Promise<void> => {
    try {
      for (let batch = batches.shift(); batch; batch = batches.shift())
        await readBatch(batch, options)
    } finally {
      batches.length = 0 // the others stop, too
    }
  }
  const all = await Promise.allSettled(Array.from({ length: options.executor ? AT_ONCE : 1 }, work))
  for (const one of all) if (one.status === "rejected") throw one.reason
}

function batchesOf(sources: readonly Source[]): Source[][] {
  const batches: Source[][] = []
  let bytes = 0
  for (const source of sources) {
    const batch = batches.at(-1)
    const first = batch?.[0]
    const isSame = first?.inside !== undefined && first.file === source.file
    const most = isSame ? BATCH_ENTRIES : BATCH_FILES
    bytes += source.bytes
    if (batch && batch.length < most && bytes <= BATCH_BYTES) batch.push(source)
    else {
      batches.push([source])
      bytes = source.bytes
    }
  }
  return batches
}

/** A file that its thread hangs on, or dies of, is told as unreadable, and the others of its batch are read without it. */
async function readBatch(batch: Source[], options: Options): Promise<void> {
  const { executor, signal, restoresKeys, onRead } = options
  signal.throwIfAborted()
  if (!executor) {
    const request = { sources: batch, restoresKeys }
    onRead(await readMusicTask(request, { signal, onProgress: () => undefined }))
    return
  }
  let left = batch
  while (left.length > 0) {
    const watch = new Watch(signal)
    try {
      const run = { signal: watch.signal, onProgress: (read: number) => watch.step(read) }
      onRead(await executor.run("readMusic", { sources: left, restoresKeys }, run))
      return
    } catch (error) {
      signal.throwIfAborted()
      const culprit = left[watch.read]
      if (!culprit) throw error
      const { path } = culprit
      const reason = watch.isOver ? "It takes too long to read" : "Reading it broke down"
      onRead([{ path, pieces: [], unread: [{ path, reason }] }])
      left = left.filter((source) => source !== culprit)
    } finally {
      watch.end()
    }
  }
}

/** Ends a task whose next file does not come. */
class Watch {
  /** Files that were read. */
  read = 0
  isOver = false
  readonly signal: AbortSignal
  readonly #controller = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.#controller.signal])
  }

  step(read: number): void {
    this.read = read
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.isOver = true
      this.#controller.abort()
    }, MOST_MS)
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
