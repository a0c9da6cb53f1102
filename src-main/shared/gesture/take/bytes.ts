/** Bytes as hex, as recordings and takes have them: "B0 22 41". */
export function bytesOfHex(hex: string): Uint8Array {
  const digits = hex.replaceAll(" ", "")
  const bytes = new Uint8Array(digits.length / 2)
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = digit(digits.charCodeAt(2 * i)) * 16 + digit(digits.charCodeAt(2 * i + 1))
  return bytes
}

/** Of 0..9, a..f, A..F by its code. */
const digit = (code: number): number => (code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57)

export const hexOfBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ")
