/** Between a drawn line and the time line. */
import type { Engraved, EngravedHead } from "./engraved.ts"
import type { ScoreSystem } from "./systems.ts"
import type { NoteFinder } from "./written-notes.ts"

/** The library makes the picture: it is no markup of ours. */
export function hang(paper: HTMLElement, { picture }: Engraved): void {
  paper.replaceChildren(picture)
}

export function noteAt(
  { bar, tick, pitch }: EngravedHead,
  { bars }: ScoreSystem,
  find: NoteFinder,
): string | undefined {
  const { startTicks } = bars[bar] ?? {}
  return startTicks === undefined ? undefined : find(startTicks + tick, pitch)
}

/** Where a tick of the time line stands, in px, between the places of the notes round it; null outside of the line. */
export function placeOf(
  tick: number,
  { times, endX }: Engraved,
  { bars }: ScoreSystem,
): number | null {
  const end = bars.at(-1)?.endTicks ?? 0
  if (tick < (bars[0]?.startTicks ?? 0) || tick >= end) return null
  let [before, after] = [
    { tick: bars[0]!.startTicks, x: times[0]?.x ?? 0 },
    { tick: end, x: endX },
  ]
  for (const { bar, tick: within, x } of times) {
    const at = (bars[bar]?.startTicks ?? 0) + within
    if (at <= tick && x >= before.x) before = { tick: at, x }
    else if (at > tick && at < after.tick) after = { tick: at, x }
  }
  const share = (tick - before.tick) / Math.max(1, after.tick - before.tick)
  return before.x + share * Math.max(0, after.x - before.x)
}
