import type { TakeId } from "#shared/contract/takes.ts"

export type InTurn = <T>(takeId: TakeId, work: () => Promise<T>) => Promise<T>

/** One thing after the other for each take, whatever became of the one before. */
export function createTurns(): InTurn {
  const last = new Map<TakeId, Promise<unknown>>()
  return (takeId, work) => {
    const mine = (last.get(takeId) ?? Promise.resolve()).then(work, work)
    const ended = mine
      .catch(() => undefined) // its own caller hears of it
      .then(() => {
        if (last.get(takeId) === ended) last.delete(takeId)
      })
    last.set(takeId, ended)
    return mine
  }
}
