/** Nearly the same loops, which must not be learnt from and examined on. */
import type { Hearing } from "../heard/hearing.ts"

/** Loops that differ in no more bytes of so many are nearly the same. */
const OF_BYTES = 32
const MOST_DIFFERENT = 3

/**
 * Those of `some` that are not nearly one of `others`. Two rows that differ in few places are the same in one of a few more parts,
 * so that only rows with a part in common are compared.
 */
export function withoutNear<T extends { content: Uint8Array }>(
  some: readonly T[],
  others: readonly T[],
  { likeness }: Hearing,
): T[] {
  const rows = others.map(({ content }) => likeness(content))
  const most = Math.floor(((rows[0]?.length ?? 0) * MOST_DIFFERENT) / OF_BYTES)
  const parts = most + 1
  const byPart = new Map<string, number[]>()
  for (const [at, row] of rows.entries())
    for (const part of partsOf(row, parts)) {
      const same = byPart.get(part)
      if (same) same.push(at)
      else byPart.set(part, [at])
    }
  return some.filter(({ content }) => {
    const row = likeness(content)
    return !partsOf(row, parts).some((part) =>
      byPart.get(part)?.some((at) => areNear(row, rows[at]!, most)),
    )
  })
}

function partsOf(row: Uint8Array, count: number): string[] {
  return Array.from({ length: count }, (_, part) => {
    const [from, to] = [part, part + 1].map((at) => Math.floor((at * row.length) / count))
    return `${part}:${String.fromCharCode(...row.subarray(from, to))}`
  })
}

function areNear(one: Uint8Array, other: Uint8Array, most: number): boolean {
  let different = 0
  for (const [at, value] of one.entries())
    if (value !== other[at] && ++different > most) return false
  return true
}
