/** The text of an XML file, by the rules for telling its encoding (W3C XML 1.0, appendix F). */

/** By a mark, by how "<" lies in it, else by what its first line says; UTF-8 where nothing does. */
export function textOfXml(bytes: Uint8Array): string {
  const encoding = markedAs(bytes) ?? namedAs(bytes) ?? "utf-8"
  return new TextDecoder(encoding).decode(bytes)
}

const LESS_THAN = 0x3c

function markedAs([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le"
  if (first === 0xfe && second === 0xff) return "utf-16be"
  if (first === LESS_THAN && second === 0) return "utf-16le"
  if (first === 0 && second === LESS_THAN) return "utf-16be"
  return undefined
}

const MOST_HEAD_BYTES = 200

/** An encoding that is not known here, or cannot be as the first line was read, is none. */
function namedAs(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, MOST_HEAD_BYTES))
  const [, name] = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head) ?? []
  if (name === undefined || /^utf-?16/i.test(name)) return undefined
  try {
    return new TextDecoder(name).encoding
  } catch {
    return undefined
  }
}
