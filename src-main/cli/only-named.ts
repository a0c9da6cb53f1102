/** What a person names on the command line, by its id or by what it is called. */
import { fail } from "#shared/contract/errors.ts"

/** @param kind "dataset", "model", "run" @throws StudioError not-found, invalid-input where several are called so */
export function onlyNamed<T extends { id: string; name: string }>(
  all: readonly T[],
  which: string,
  kind: string,
): T {
  const matching = all.filter(({ id, name }) => id === which || name === which)
  if (matching.length > 1)
    fail("invalid-input", `${matching.length} ${kind}s are called ${which}: give the id`)
  return matching[0] ?? fail("not-found", `No ${kind} is called ${which}`)
}
