/** What gestures are played on where nobody put anything on the record: the studio's own sample, as a recording of the library. */
import { fail } from "#shared/contract/errors.ts"
import type { Part } from "#shared/contract/index.ts"
import type { Studio } from "../session/index.ts"

/** @throws disk-full where it is needed for the first time */
export async function scratchRecord({ engine }: Studio): Promise<Part> {
  const { songId } = await engine["scratch.sample"]({})
  const { parts } = await engine["library.song"]({ songId })
  return parts[0] ?? fail("not-found", "The scratch sample has no sound any more")
}
