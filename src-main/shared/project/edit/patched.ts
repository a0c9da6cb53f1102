/** Changes that are none leave the reference as it is, so that undo, caches and views see that nothing happened. */
export type Changes<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

/** The value with some fields changed; a field set to undefined goes. The same reference where all are equal already. */
export function patched<T extends object>(value: T, changes: Changes<T>): T {
  const keys = Object.keys(changes) as (keyof T)[]
  if (keys.every((key) => isSame(value[key], changes[key]))) return value
  const changed = { ...value }
  for (const key of keys) {
    if (changes[key] === undefined) Reflect.deleteProperty(changed, key)
    else if (!isSame(value[key], changes[key])) changed[key] = changes[key]
  }
  return changed
}

/** Deep equality of JSON values; absent and undefined fields are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => isSame(item, b[i]))
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].every((key) => isSame(left[key], right[key]))
}

/** JSON has no -0: with it a replayed document would differ. The same reference where there is none. */
export function withoutNegativeZeros<T>(value: T): T {
  if (Object.is(value, -0)) return 0 as T
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) {
    const items = value as unknown[]
    const clean = items.map(withoutNegativeZeros)
    return clean.some((item, i) => !Object.is(item, items[i])) ? (clean as T) : value
  }
  const entries = Object.entries(value)
  const clean = entries.map(([key, item]: [string, unknown]) => [key, withoutNegativeZeros(item)])
  const isClean = clean.every(([, item], i) => Object.is(item, entries[i]![1]))
  return isClean ? value : (Object.fromEntries(clean) as T)
}
