/** The order of a path. Pure. */

/**
 * A short open way through the same points that keeps the first one: nearest neighbour, then 2-opt until nothing is
 * gained (Croes 1958).
 */
export function shortestWay(count: number, distance: (a: number, b: number) => number): number[] {
  if (count === 0) return []
  const left = new Set(Array.from({ length: count - 1 }, (_, i) => i + 1))
  const way = [0]
  while (left.size > 0) {
    const here = way.at(-1) ?? 0
    let nearest = -1
    for (const next of left)
      if (nearest < 0 || distance(here, next) < distance(here, nearest)) nearest = next
    left.delete(nearest)
    way.push(nearest)
  }
  for (let isBetter = true; isBetter;) isBetter = count <= MOST_UNTANGLED && untangle(way, distance)
  return way
}

/** Above this the second step would be felt; the first alone is good. */
const MOST_UNTANGLED = 300

function untangle(way: number[], distance: (a: number, b: number) => number): boolean {
  let isBetter = false
  for (let i = 1; i < way.length - 1; i++)
    for (let j = i + 1; j < way.length; j++) {
      const [before, first, last, after] = [way[i - 1]!, way[i]!, way[j]!, way[j + 1]]
      const old = distance(before, first) + (after === undefined ? 0 : distance(last, after))
      const turned = distance(before, last) + (after === undefined ? 0 : distance(first, after))
      if (turned >= old - 1e-9) continue
      way.splice(i, j - i + 1, ...way.slice(i, j + 1).reverse())
      isBetter = true
    }
  return isBetter
}
