/** Bytes as hex, as recordings and takes have them: "B0 22 41". */
export function bytesOfHex(hex: string): Uint8Array {
  const digits = hex.replaceAll(" ", "")
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  )
}

export const hexOfBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ")
