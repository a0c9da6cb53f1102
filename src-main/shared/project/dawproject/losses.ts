/** What could not be taken over, counted by what it is, with some of the names it goes by. */
export interface Losses {
  lost(what: string, name?: string): void
  /** A sentence for each kind. */
  warnings(): string[]
}

const MOST_NAMED = 4

export function createLosses(): Losses {
  const counts = new Map<string, number>()
  const names = new Map<string, Set<string>>()
  return {
    lost(what, name = "") {
      counts.set(what, (counts.get(what) ?? 0) + 1)
      if (name !== "") names.set(what, (names.get(what) ?? new Set()).add(name))
    },
    warnings: () =>
      [...counts].map(([what, count]) => {
        const known = [...(names.get(what) ?? [])]
        const more = known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : ""
        const named = known.length > 0 ? ` (${known.slice(0, MOST_NAMED).join(", ")}${more})` : ""
        return `left out: ${what}: ${count}${named}`
      }),
  }
}
