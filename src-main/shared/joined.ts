/** Columns of numbers end to end, as one of the kind. */
export function joined<T extends Float32Array | Float64Array>(
  Kind: new (length: number) => T,
  parts: readonly ArrayLike<number>[],
): T {
  const all = new Kind(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
