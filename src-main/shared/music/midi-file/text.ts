/**
 * Text of meta events. The standard names no encoding beyond ASCII; files of today are UTF-8, older ones mostly Latin-1, in
 * which every byte is a character. Written with JavaScript's own percent coding, since audio worklets have no TextDecoder.
 */
export interface MidiText {
  text: string
  /** How the file had it, so that it can be written the same way. */
  encoding: "utf-8" | "latin-1"
}

/** "%00" to "%ff" */
const PERCENT = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).padStart(2, "0")}`)

/** UTF-8 where the bytes are valid UTF-8, Latin-1 elsewhere. */
export function decodeText(bytes: Uint8Array): MidiText {
  const latin = latinText(bytes)
  // ASCII is the same in both.
  if (bytes.every((byte) => byte < 0x80)) return { text: latin, encoding: "utf-8" }
  try {
    return { text: decodeURIComponent(percentText(bytes)), encoding: "utf-8" }
  } catch {
    return { text: latin, encoding: "latin-1" }
  }
}

/**
 * Bytes that `decodeText` reads as the same text: in Latin-1 where that was asked for and tells the text, else in UTF-8.
 * A lone half of a surrogate pair, which no encoding has, becomes U+FFFD.
 */
export function encodeText({ text, encoding }: MidiText): Uint8Array {
  if (encoding === "latin-1") {
    const bytes = Uint8Array.from(text, (character) => character.codePointAt(0)!)
    if (latinText(bytes) === text && decodeText(bytes).text === text) return bytes
  }
  const percent = encodeURIComponent(text.toWellFormed())
  const escapes = percent.matchAll(/%([0-9A-F]{2})|(.)/g)
  return Uint8Array.from(escapes, ([, hex, letter]) =>
    hex === undefined ? letter!.charCodeAt(0) : Number.parseInt(hex, 16),
  )
}

function latinText(bytes: Uint8Array): string {
  // In pieces: an argument list has a length limit.
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 4096) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 4096)))
  }
  return pieces.join("")
}

function percentText(bytes: Uint8Array): string {
  let text = ""
  for (const byte of bytes) text += PERCENT[byte]!
  return text
}
