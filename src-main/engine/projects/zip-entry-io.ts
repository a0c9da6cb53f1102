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

/** Some programs write backslashes between folders, or begin at "./". */
const plainPath = (path: string): string => path.replaceAll("\\", "/").replace(/^(\.?\/)+/, "")

/**
 * Unpacks one entry; no more is unpacked than the archive says that it holds. Undefined where there is no such entry.
 * @throws StudioError unreadable where it is no archive, or the entry is larger than `mostBytes`
 */
export function entryIn(
  bytes: Uint8Array,
  { inside, mostBytes, name }: Wanted,
): Uint8Array | undefined {
  try {
    const wanted = plainPath(inside)
    let isFound = false
    const found = unzipSync(bytes, {
      filter: (file) => {
        if (isFound || plainPath(file.name) !== wanted) return false
        if (file.originalSize > mostBytes) fail("unreadable", `${name}: ${inside} is too large`)
        return (isFound = true)
      },
    })
    return Object.values(found)[0]
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw new StudioError("unreadable", `${name} is no ZIP archive, or is damaged`, {
      cause: error,
    })
  }
}
