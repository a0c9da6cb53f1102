/** Takes by hand: a click chooses the whole take for the track, a drag over it chooses what it goes over. */
import type { Clip } from "#shared/project/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import { freshId } from "../edit/fresh-id.ts"
import { clipHit } from "../model/hits.ts"
import type { TakeRow } from "../model/rows.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture, type Press, type Spot } from "./gesture.ts"

export function takePress(state: TimelineState, row: TakeRow, spot: Spot): Press {
  const take = takeAt(state, row, spot)
  if (!take) return { cursor: "default" }
  return {
    cursor: "text",
    click: () => chooseTakes(state, [take]),
    drag: (from) => swipe(state, take, from),
  }
}

export function takeMenu(state: TimelineState, row: TakeRow, spot: Spot): readonly MenuItem[] {
  const take = takeAt(state, row, spot)
  if (!take) return []
  return [
    { label: "Choose this take", keys: "Click", run: () => chooseTakes(state, [take]) },
    {
      ...{ label: "Remove this take", isDanger: true, startsGroup: true },
      run: () => removeTakes(state, [take]),
    },
  ]
}

/** Whole takes, each where it lies. */
export function chooseTakes(state: TimelineState, takes: readonly Clip[]): void {
  const steps = takes.map(({ id: takeId }) => ({
    name: "take.choose" as const,
    args: { takeId, pieceId: freshId("clip") },
  }))
  state.studio.project.runAll("Choose take", steps)
}

/** What sounds of them goes on to. */
export function removeTakes(state: TimelineState, takes: readonly Clip[]): void {
  const clipIds = takes.map(({ id }) => id)
  const label = takes.length > 1 ? "Remove takes" : "Remove take"
  state.studio.project.runAll(label, [{ name: "clip.remove", args: { clipIds } }])
}

function swipe(state: TimelineState, take: Clip, from: Spot): Gesture {
  const pieceId = freshId("clip")
  return dragOf(state, "Choose from take", (spot) => {
    const isFree = spot.shift
    const [a, b] = [state.snap(from.tick, isFree), state.snap(spot.tick, isFree)]
    const range = { startTicks: Math.min(a, b), endTicks: Math.max(a, b) }
    if (range.startTicks === range.endTicks) return []
    return [{ name: "take.choose", args: { takeId: take.id, range, pieceId } }]
  })
}

const takeAt = (state: TimelineState, { takes, topPx }: TakeRow, spot: Spot): Clip | undefined =>
  clipHit(takes, state.view, spot.x, spot.rowsY - topPx)?.clip
