/** Where sound flows: outputs, sends and side-chains as one graph, which must have no cycle. */
import { fail } from "#shared/contract/errors.ts"
import { nameOf } from "./edit/find.ts"
import { entitiesOf, entityOf, type Project, type Track, type TrackId } from "./model/index.ts"

/** For each track the tracks that its sound goes to. */
function routes(project: Project): Map<TrackId, TrackId[]> {
  const graph = new Map<TrackId, TrackId[]>()
  const tracks = entitiesOf(project.tracks)
  for (const { id, outputId, sends } of tracks)
    graph.set(id, [
      ...(outputId === undefined ? [] : [outputId]),
      ...sends.map((send) => send.busId),
    ])
  for (const { id, devices } of tracks)
    for (const deviceId of devices) {
      const source = entityOf(project.devices, deviceId)?.sidechainTrackId
      if (source !== undefined) graph.get(source)?.push(id)
    }
  return graph
}

/** A track whose sound would come back to it, if there is one. */
export function trackInCycle(project: Project): Track | undefined {
  const left = unordered(routes(project)).left
  return left === undefined ? undefined : entityOf(project.tracks, left)
}

/**
 * All tracks, each before those that its sound goes to, as an audio graph computes them.
 * @throws StudioError conflict where the routing has a cycle
 */
export function tracksInSoundOrder(project: Project): Track[] {
  const { order, left } = unordered(routes(project))
  if (left !== undefined) fail("conflict", `The sound of track ${left} would come back to it`)
  return order.flatMap((id) => entityOf(project.tracks, id) ?? [])
}

/** The project itself. @throws StudioError conflict where its routing has a cycle */
export function withoutCycles(project: Project): Project {
  const track = trackInCycle(project)
  if (track) fail("conflict", `The sound of ${nameOf(track)} would come back to it`)
  return project
}

/** Kahn (1962): takes away what nothing feeds any more; what is left over feeds itself. */
function unordered(graph: Map<TrackId, TrackId[]>): { order: TrackId[]; left?: TrackId } {
  const feeding = new Map<TrackId, number>([...graph.keys()].map((id) => [id, 0]))
  for (const id of [...graph.values()].flat()) feeding.set(id, (feeding.get(id) ?? 0) + 1)
  const order = [...graph.keys()].filter((id) => feeding.get(id) === 0)
  for (let i = 0; i < order.length; i++)
    for (const next of graph.get(order[i]!) ?? []) {
      const count = feeding.get(next)! - 1
      feeding.set(next, count)
      if (count === 0) order.push(next)
    }
  const done = new Set(order)
  const left = inCycle(graph, (id) => !done.has(id))
  return left === undefined ? { order } : { order, left }
}

/** Of what is left, what a cycle feeds is no part of it: walking on among the left ends in one for certain only backwards. */
function inCycle(graph: Map<TrackId, TrackId[]>, isLeft: (id: TrackId) => boolean) {
  const feeders = new Map<TrackId, TrackId>()
  for (const [id, nexts] of graph)
    if (isLeft(id)) for (const next of nexts) if (isLeft(next)) feeders.set(next, id)
  const seen = new Set<TrackId>()
  let at = [...feeders.keys()][0]
  while (at !== undefined && !seen.has(at)) {
    seen.add(at)
    at = feeders.get(at)
  }
  return at
}
