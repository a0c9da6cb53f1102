/** Word of runs and models that have moved on. */

/** Tells listeners that a run has moved. */
export interface Changes {
  changed(): void
  subscribe(listener: () => void): () => void
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>()
  return {
    changed: () => listeners.forEach((listener) => listener()),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Tells now and at each change, until nobody listens any more. */
export function following(
  changes: Changes,
  signal: AbortSignal,
  tell: () => void,
): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const stop = changes.subscribe(tell)
  tell()
  signal.addEventListener("abort", () => {
    stop()
    resolve(undefined)
  })
  return promise
}
