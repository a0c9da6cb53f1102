/**
 * Bytes as hex, as recordings and takes have them: "B0 22 41". Devices say few different things, millions of times in an hour:
 * what is short is kept once for all of them, so nobody may change it.
 */

const MOST_KEPT = 50_000
const SHORT = 3
const bytesOfShort = new Map<string, Uint8Array>()
const hexOfShort = new Map<number, string>()

/** Shared where it is short: read only. */
export function bytesOfHex(hex: string): Uint8Array {
  if (hex.length >= 3 * SHORT) return parsed(hex)
  return kept(bytesOfShort, hex, () => parsed(hex))
}

function parsed(hex: string): Uint8Array {
  const digits = hex.replaceAll(" ", "")
  const bytes = new Uint8Array(digits.length / 2)
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = digit(digits.charCodeAt(2 * i)) * 16 + digit(digits.charCodeAt(2 * i + 1))
  return bytes
}

/** Of 0..9, a..f, A..F by its code. */
const digit = (code: number): number => (code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57)

export function hexOfBytes(bytes: Uint8Array): string {
  if (bytes.length > SHORT) return written(bytes)
  let key = 1
  for (const byte of bytes) key = key * 256 + byte
  return kept(hexOfShort, key, () => written(bytes))
}

const written = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ")

function kept<K, V>(all: Map<K, V>, key: K, make: () => V): V {
  const known = all.get(key)
  if (known !== undefined) return known
  const made = make()
  if (all.size < MOST_KEPT) all.set(key, made)
  return made
}
