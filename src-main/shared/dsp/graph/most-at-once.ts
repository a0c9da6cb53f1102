import type { Faded } from "./plan.ts"

/** How many of the pieces sound at once, or are about to. @param lead frames before it begins that a piece counts */
export function mostAtOnce(pieces: readonly Faded[], lead: number): number {
  const edges = pieces
    .flatMap(({ startFrame, endFrame }) => [
      { frame: startFrame - lead, change: 1 },
      { frame: endFrame + 1, change: -1 },
    ])
    .sort((a, b) => a.frame - b.frame || b.change - a.change)
  let now = 0
  let most = 0
  for (const { change } of edges) {
    now += change
    most = Math.max(most, now)
  }
  return most
}
