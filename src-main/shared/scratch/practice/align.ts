/** Which mark of one list is which of another: in the order of time, at least cost. */
interface Timed {
  kind: string
  timeSeconds: number
}

/** For each of the target's marks the index of the played one that stands for it; -1 where none does. */
export type Partners = Int32Array

/**
 * A pair costs by how far it is apart, up to the window; a mark alone costs half a window. Only marks of one kind are pairs.
 * @param windowSeconds farther apart nothing is a pair
 */
export function align(
  target: readonly Timed[],
  played: readonly Timed[],
  windowSeconds: number,
): Partners {
  const [rows, columns] = [target.length + 1, played.length + 1]
  const costs = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) costs[i * columns] = i * 0.5
  for (let j = 0; j < columns; j++) costs[j] = j * 0.5
  for (let i = 1; i < rows; i++)
    for (let j = 1; j < columns; j++) {
      const alone = Math.min(costs[(i - 1) * columns + j]!, costs[i * columns + j - 1]!) + 0.5
      const paired =
        costs[(i - 1) * columns + j - 1]! + pairCost(target[i - 1]!, played[j - 1]!, windowSeconds)
      costs[i * columns + j] = Math.min(alone, paired)
    }
  return wayBack(costs, target, played, windowSeconds)
}

function wayBack(
  costs: Float64Array,
  target: readonly Timed[],
  played: readonly Timed[],
  windowSeconds: number,
): Partners {
  const columns = played.length + 1
  const partners = new Int32Array(target.length).fill(-1)
  let [i, j] = [target.length, played.length]
  while (i > 0 && j > 0) {
    const here = costs[i * columns + j]!
    const paired =
      costs[(i - 1) * columns + j - 1]! + pairCost(target[i - 1]!, played[j - 1]!, windowSeconds)
    if (paired <= here) partners[--i] = --j
    else if (costs[(i - 1) * columns + j]! + 0.5 <= here) i--
    else j--
  }
  return partners
}

function pairCost(a: Timed, b: Timed, windowSeconds: number): number {
  const apart = Math.abs(a.timeSeconds - b.timeSeconds)
  return a.kind === b.kind && apart <= windowSeconds ? apart / windowSeconds : Infinity
}
