/** Spaces that stay open while they are used: one process computes for all of them, and ends when nobody has asked for a while. */
import type { Executor } from "../../compute/index.ts"
import type { LoopModelFile } from "../models/model-file.ts"
import { type LoopSpace, openLoopSpace } from "../space/space.ts"

/** A person who looks at a loop for two minutes waits half a second for the next one. */
const IDLE_MS = 120_000

interface Options {
  /** @throws StudioError not-found, unreadable */
  open(id: string): LoopModelFile
  createExecutor(): Executor
  idleMs?: number
}

export interface Spaces {
  /** Calls `work` with a model's space, which stays open at least until it is done. */
  within<T>(id: string, work: (space: LoopSpace) => T | Promise<T>): Promise<T>
  close(): Promise<void>
}

export function createSpaces({ open, createExecutor, idleMs = IDLE_MS }: Options): Spaces {
  const spaces = new Map<string, Promise<LoopSpace>>()
  let executor: Executor | undefined
  let timer: NodeJS.Timeout | undefined
  let busy = 0

  const spaceOf = (id: string): Promise<LoopSpace> => {
    const known = spaces.get(id)
    if (known) return known
    executor ??= createExecutor()
    const running = executor
    const opened = (async () => openLoopSpace(open(id), running))()
    spaces.set(id, opened)
    opened.catch(() => spaces.delete(id))
    return opened
  }
  const close = async (): Promise<void> => {
    clearTimeout(timer)
    const ended = executor
    executor = undefined
    spaces.clear()
    await ended?.close()
  }
  return {
    close,
    async within(id, work) {
      clearTimeout(timer)
      busy++
      try {
        return await work(await spaceOf(id))
      } catch (error) {
        // A process that has ended takes its sessions with it: the next call opens a new one.
        if (isLost(error)) spaces.delete(id)
        throw error
      } finally {
        busy--
        if (busy === 0) {
          clearTimeout(timer)
          timer = setTimeout(() => void close(), idleMs)
          timer.unref()
        }
      }
    },
  }
}

const isLost = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "engine-lost"
