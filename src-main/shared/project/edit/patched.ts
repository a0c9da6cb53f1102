/** Changes that are none leave the reference as it is, so that undo, caches and views see that nothing happened. */
export type Changes<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

/** The value with some fields changed; a field set to undefined goes. The same reference where all are equal already. */
export function patched<T extends object>(value: T, changes: Changes<T>): T {
  const keys = Object.keys(changes) as (keyof T)[]
  if (keys.every((key) => isSame(value[key], changes[key]))) return value
  const changed = { ...value }
  for (const key of keys) {
    const change = changes[key]
    if (change !== undefined) {
      if (!isSame(value[key], change)) changed[key] = change
    } else if (key in changed) Reflect.deleteProperty(changed, key)
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
  for (const key in left) if (!isSame(left[key], right[key])) return false
  for (const key in right) if (!(key in left) && right[key] !== undefined) return false
  return true
}

/** JSON has no -0: with it a replayed document would differ. The same reference where there is none. */
export function withoutNegativeZeros<T>(value: T): T {
  return hasNegativeZero(value) ? (JSON.parse(JSON.stringify(value)) as T) : value
}

function hasNegativeZero(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return Object.is(value, -0)
  if (Array.isArray(value)) return value.some(hasNegativeZero)
  for (const key in value) if (hasNegativeZero((value as Record<string, unknown>)[key])) return true
  return false
}
