/** The set with an id that it did not have, or without one that it had. Pure. */
export function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const changed = new Set(set)
  if (!changed.delete(id)) changed.add(id)
  return changed
}
