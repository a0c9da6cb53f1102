/** One entry of a ZIP archive that someone else made. */
import { unzipSync } from "fflate"
import { fail, StudioError } from "#shared/contract/errors.ts"

interface Wanted {
  /** The entry, with its folders. */
  inside: string
  mostBytes: number
  /** The archive's name, for sentences. */
  name: string
}

/**
 * Unpacks one entry; no more is unpacked than the archive says that it holds. Undefined where there is no such entry.
 * @throws StudioError unreadable where it is no archive, or the entry is larger than `mostBytes`
 */
export function entryIn(
  bytes: Uint8Array,
  { inside, mostBytes, name }: Wanted,
): Uint8Array | undefined {
  try {
    const found = unzipSync(bytes, {
      filter: (file) => {
        if (file.name !== inside) return false
        if (file.originalSize > mostBytes) fail("unreadable", `${name}: ${inside} is too large`)
        return true
      },
    })
    return Object.hasOwn(found, inside) ? found[inside] : undefined
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw new StudioError("unreadable", `${name} is no ZIP archive, or is damaged`, {
      cause: error,
    })
  }
}
