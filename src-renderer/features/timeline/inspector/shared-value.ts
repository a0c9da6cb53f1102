/** What several things have in common. Pure. */

/** The value that all have; undefined where they differ. */
export function sharedValue<T, V>(things: readonly T[], read: (thing: T) => V): V | undefined {
  const [first, ...rest] = things
  if (first === undefined) return undefined
  const value = read(first)
  return rest.every((thing) => read(thing) === value) ? value : undefined
}

export const MIXED = "mixed"
