/** Tells listeners that the library changed. Changes by other processes are noticed by whoever polls the database. */
export interface LibraryEvents {
  changed(): void
  subscribe(listener: (revision: number) => void): () => void
}

export function createLibraryEvents(): LibraryEvents {
  const listeners = new Set<(revision: number) => void>()
  let revision = 0
  return {
    changed() {
      revision += 1
      for (const listener of listeners) listener(revision)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
