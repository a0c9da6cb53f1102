/** Whether a document is whole: everything that commands promise, said in words where it does not hold. */
import { chainProblem, clipProblem, routeProblem, targetProblem } from "./edit/allowed.ts"
import { nameOf } from "./edit/find.ts"
import { compareNotes } from "./edit/order.ts"
import {
  entitiesOf,
  entityOf,
  isSoundClip,
  type Clip,
  type Project,
  type Track,
} from "./model/index.ts"
import { trackInCycle } from "./routing.ts"

/** @returns sentences, none for a document that is whole */
export function checkProject(project: Project): string[] {
  const problems = [
    ...laneProblems(project),
    ...orderProblems(project),
    ...entitiesOf(project.tracks).flatMap((track) => trackProblems(project, track)),
    ...deviceProblems(project),
    ...entitiesOf(project.clips).flatMap((clip) => clipProblems(project, clip)),
  ]
  const looped = trackInCycle(project)
  return looped ? [...problems, `The sound of ${nameOf(looped)} would come back to it`] : problems
}

function laneProblems({ tempo, meters, keys, chords }: Project): string[] {
  const lanes = { tempo, meter: meters, key: keys, chord: chords }
  const problems = Object.entries(lanes).flatMap(([name, events]) =>
    isAscending(events.map(({ tick }) => tick)) ? [] : [`The ${name} lane is out of order`],
  )
  if (tempo[0]?.tick !== 0) problems.push("No tempo at the start of the piece")
  if (meters[0]?.tick !== 0) problems.push("No meter at the start of the piece")
  return problems
}

/** Every track but the master stands once, after the bus whose group it is in and that group's earlier tracks. */
function orderProblems(project: Project): string[] {
  const { trackOrder, masterTrackId } = project
  const problems: string[] = []
  const expected = entitiesOf(project.tracks).filter(({ id }) => id !== masterTrackId)
  if (new Set(trackOrder).size !== trackOrder.length) problems.push("A track stands twice")
  if (trackOrder.length !== expected.length) problems.push("Not every track has its place")
  const open: string[] = []
  for (const id of trackOrder) {
    const track = entityOf(project.tracks, id)
    if (!track) {
      problems.push(`Track ${id} has a place but is not there`)
      continue
    }
    while (open.length > 0 && open.at(-1) !== track.parentId) open.pop()
    if (track.parentId !== undefined && open.length === 0)
      problems.push(`${nameOf(track)} does not stand in its group`)
    open.push(id)
  }
  return problems
}

function trackProblems(project: Project, track: Track): string[] {
  const problems: (string | undefined)[] = []
  const isMaster = track.id === project.masterTrackId
  if (isMaster !== (track.kind === "master")) problems.push(`${nameOf(track)} is a second master`)
  if (isMaster !== (track.outputId === undefined))
    problems.push(`${nameOf(track)} has a wrong output`)
  if (track.outputId !== undefined)
    problems.push(routeProblem(project, track, track.outputId, false))
  for (const { busId } of track.sends) problems.push(routeProblem(project, track, busId, true))
  if (new Set(track.sends.map(({ busId }) => busId)).size < track.sends.length)
    problems.push(`${nameOf(track)} sends to a bus twice`)
  const parent = track.parentId === undefined ? undefined : entityOf(project.tracks, track.parentId)
  if (track.parentId !== undefined && parent?.kind !== "bus")
    problems.push(`${nameOf(track)} stands in a group that is no bus`)
  const devices = track.devices.flatMap((id) => entityOf(project.devices, id) ?? [])
  if (devices.length < track.devices.length)
    problems.push(`${nameOf(track)} has a device that is not there`)
  problems.push(chainProblem(track, devices))
  for (const { id, target, points } of track.automation) {
    problems.push(targetProblem(track, target))
    if (!isAscending(points.map(({ tick }) => tick)))
      problems.push(`The lane ${id} of ${nameOf(track)} is out of order`)
  }
  return problems.filter((problem) => problem !== undefined)
}

function deviceProblems(project: Project): string[] {
  const homes = entitiesOf(project.tracks).flatMap(({ devices }) => devices)
  const placed = new Set(homes)
  const problems = placed.size < homes.length ? ["A device stands in two places"] : []
  for (const device of entitiesOf(project.devices)) {
    const { id, sidechainTrackId } = device
    if (!placed.has(id)) problems.push(`Device ${nameOf(device)} stands in no track`)
    if (sidechainTrackId !== undefined && !entityOf(project.tracks, sidechainTrackId))
      problems.push(`Device ${nameOf(device)} listens to a track that is not there`)
  }
  return problems
}

/** Of one clip. */
export function clipProblems(project: Project, clip: Clip): string[] {
  const problems: (string | undefined)[] = [clipProblem(project, clip)]
  const name = nameOf(clip)
  if (clip.startTicks < 0 || clip.lengthTicks <= 0) problems.push(`${name} has no length`)
  if (clip.loop && clip.loop.offsetTicks >= clip.loop.lengthTicks)
    problems.push(`The loop of ${name} begins after its end`)
  if (isSoundClip(clip)) {
    const faded = (clip.fadeIn?.lengthTicks ?? 0) + (clip.fadeOut?.lengthTicks ?? 0)
    if (faded > clip.lengthTicks * (1 + 1e-12)) problems.push(`${name} fades beyond its length`)
    if (!entityOf(project.media, clip.mediaId)) problems.push(`${name} plays no recording`)
  } else if (clip.kind === "notes") {
    const { notes, controllers } = clip
    if (new Set(notes.map(({ id }) => id)).size < notes.length)
      problems.push(`${name} has two notes of one id`)
    if (notes.some((note, i) => i > 0 && compareNotes(notes[i - 1]!, note) > 0))
      problems.push(`The notes of ${name} are out of order`)
    if (notes.some(({ pitch }) => pitch < 0 || pitch > 127))
      problems.push(`${name} has a note beyond 0 to 127`)
    if (controllers.some(([tick], i) => i > 0 && controllers[i - 1]![0] > tick))
      problems.push(`The controllers of ${name} are out of order`)
  } else if (!isAscending(clip.points.map(({ tick }) => tick)))
    problems.push(`The points of ${name} are out of order`)
  return problems.filter((problem) => problem !== undefined)
}

export function isAscending(ticks: readonly number[]): boolean {
  return ticks.every((tick, i) => i === 0 || tick > ticks[i - 1]!)
}
