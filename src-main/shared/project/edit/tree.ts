/** Tracks in groups: a bus is followed by the tracks that name it as their parent. */
import { fail } from "#shared/contract/errors.ts"
import type { Project, TrackId } from "../model/index.ts"
import { nameOf, trackOf } from "./find.ts"
import { isSame } from "./patched.ts"
import { withTable } from "./put.ts"

/**
 * The project with its tracks in a new order, put right so that each group's tracks follow their bus.
 * @throws StudioError conflict where a group would hold itself
 */
export function withTrackOrder(project: Project, order: readonly TrackId[]): Project {
  const children = new Map<TrackId | undefined, TrackId[]>()
  for (const id of order) {
    const { parentId } = trackOf(project, id)
    const siblings = children.get(parentId)
    if (siblings) siblings.push(id)
    else children.set(parentId, [id])
  }
  const walked: TrackId[] = []
  const walk = (id: TrackId): void => {
    walked.push(id)
    children.get(id)?.forEach(walk)
  }
  children.get(undefined)?.forEach(walk)
  if (walked.length < order.length) refuse(project, order, new Set(walked))
  return isSame(walked, project.trackOrder) ? project : withTable(project, "trackOrder", walked)
}

/** The order with some tracks taken out and put in before the one that then stands at `index`. */
export function movedTo(
  order: readonly TrackId[],
  ids: readonly TrackId[],
  index = order.length,
): TrackId[] {
  const moved = new Set(ids)
  const rest = order.filter((id) => !moved.has(id))
  return [...rest.slice(0, index), ...moved, ...rest.slice(index)]
}

/** @throws StudioError invalid-input where a group's track would be no bus */
export function checkParent(project: Project, parentId: TrackId | undefined): void {
  if (parentId === undefined) return
  const parent = trackOf(project, parentId)
  if (parent.kind !== "bus")
    fail("invalid-input", `${nameOf(parent)} is no bus: it holds no tracks`)
}

function refuse(project: Project, order: readonly TrackId[], walked: ReadonlySet<TrackId>): never {
  const lost = trackOf(
    project,
    order.find((id) => !walked.has(id))!,
  )
  fail("conflict", `The group of ${nameOf(lost)} would hold itself`)
}
