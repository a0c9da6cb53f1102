/** Which checkpoints of a run are worth hearing. */
import type { Checkpoint } from "#shared/contract/index.ts"

export interface Moment extends Checkpoint {
  /** Nothing is learnt at step 0. */
  readonly name: "Untrained" | "Best so far" | null
}

/** The first, the best, and between them those at even steps of experience: each about twice as long as the one before. */
export function momentsOf(checkpoints: readonly Checkpoint[], count: number): Moment[] {
  const inOrder = checkpoints.toSorted((a, b) => a.step - b.step)
  const best = inOrder.findLast(({ isBest }) => isBest) ?? inOrder.at(-1)
  const first = inOrder[0]
  if (!best || !first) return []
  const until = inOrder.filter(({ step }) => step <= best.step)
  const chosen = new Set([first, best])
  const low = Math.log2(first.step + 1)
  const high = Math.log2(best.step + 1)
  for (let i = 1; i < count - 1; i++) {
    const wanted = low + ((high - low) * (i + 1)) / count
    const free = until.filter((each) => !chosen.has(each))
    const nearest = free.toSorted(
      (a, b) => Math.abs(Math.log2(a.step + 1) - wanted) - Math.abs(Math.log2(b.step + 1) - wanted),
    )[0]
    if (nearest) chosen.add(nearest)
  }
  return [...chosen]
    .sort((a, b) => a.step - b.step)
    .slice(-count)
    .map((each) => ({
      ...each,
      name: each === best ? "Best so far" : each.step === 0 ? "Untrained" : null,
    }))
}
